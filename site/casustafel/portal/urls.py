"""The pages that mix rooms: my work, my cases, searching, my access, who looked."""

from django.urls import path

from casustafel.portal.views import (
    access,
    asking,
    case_log,
    cases,
    emergencies,
    oversight,
    people,
    questions,
    search,
    work,
)

urlpatterns = [
    path("", work.work, name="my_work"),
    path("begin/", work.home, name="home"),
    path("casussen/", cases.cases, name="my_cases"),
    path("casussen/<str:code>/inzage/", case_log.case_log, name="case_log"),
    path("zoeken/", search.start, name="search"),
    path("zoeken/aanvullen/", search.suggestions, name="search_suggestions"),
    path("zoeken/wissen/", questions.forget_questions, name="forget_questions"),
    path("zoeken/<str:key>/", search.results, name="search_question"),
    path("zoeken/<str:key>/bewaren/", questions.save_question, name="save_question"),
    path("zoeken/<str:key>/gezien/", questions.question_seen, name="question_seen"),
    path("zoeken/<str:key>/weghalen/", questions.forget_question, name="forget_question"),
    path("mijn-gegevens/zoekvragen/", questions.my_questions, name="my_questions"),
    path("mijn-gegevens/", access.my_access, name="my_access"),
    path("toezicht/", oversight.oversight, name="oversight"),
    path("toezicht/vragen-bij-aanmeldingen/", asking.questions, name="asking"),
    path("toezicht/spoedtoegang/", emergencies.emergencies, name="emergencies"),
    path("mensen/", people.people, name="people"),
    path("mensen/nieuw/", people.add, name="add_person"),
    path("mensen/gemeenten/", people.municipalities, name="municipalities"),
    path("mensen/gemeenten/<str:key>/", people.inhabitants, name="inhabitants"),
    path("mensen/<str:key>/", people.person, name="person"),
    path("mensen/<str:key>/rol/", people.role, name="give_role"),
    path("mensen/<str:key>/rol/<int:number>/beeindigen/", people.end, name="end_role"),
    path("mensen/<str:key>/account/", people.account, name="set_account"),
]
