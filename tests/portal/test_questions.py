"""Does everybody find back what they asked and saved, and nobody else any of it?"""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from access.viewer import resolve
from accounts.models import User
from audit.models import AccessLogEntry, Event
from casefiles.models import Replacement
from casustafel.portal.actions.people import set_active
from search.actions.ask import MOST_KEPT, ask
from search.actions.forget import forget_stale
from search.actions.save import MOST_SAVED, TooManySaved, save
from search.models import Question
from tests.factories.cases import day, viewer_of
from tests.factories.people import a_person
from tests.portal.conftest import SignedIn

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def person() -> User:
    return a_person(None, "partner")


def a_question(
    owner: User, text: str = "huurschuld", *, days_ago: float = 0, name: str = "", **fields: Any
) -> Question:
    asked_at = NOW - timedelta(days=days_ago)
    return Question.objects.create(owner=owner, text=text, asked_at=asked_at, name=name, **fields)


def texts(page: Any, part: str = "recent") -> list[str]:
    return [one.name or one.text for one in getattr(page.context["kept"], part)]


def addresses(question: Question) -> list[tuple[str, str]]:
    at = f"/zoeken/{question.key}/"
    return [("get", at), ("post", at), ("get", f"{at}bewaren/"), ("post", f"{at}bewaren/")] + [
        ("post", f"{at}{step}/") for step in ("gezien", "weghalen")
    ]


def test_the_last_ten_questions_stand_there_newest_first_and_each_once(person: User, signed_in: SignedIn) -> None:
    for number in range(12):
        a_question(person, f"vraag {number}", days_ago=number)
    a_question(person, "vraag 3", choices={"kind": ["report"]}, days_ago=5.5)
    page = signed_in(person).get("/zoeken/")
    assert texts(page) == [f"vraag {number}" for number in range(10)]


@pytest.mark.both_databases
def test_asking_again_brings_a_question_to_the_front_under_the_same_key(person: User) -> None:
    viewer = resolve(person)
    first = ask("huur", {}, viewer=viewer)
    ask("boete", {}, viewer=resolve(person))
    again = ask("  huur ", {}, viewer=resolve(person))
    assert again.key == first.key
    assert [one.text for one in Question.objects.recent()] == ["huur", "boete"]


def test_other_choices_have_a_key_of_their_own(person: User) -> None:
    viewer = resolve(person)
    assert ask("huur", {}, viewer=viewer).key != ask("huur", {"oldest": True}, viewer=viewer).key


def test_of_one_person_a_bounded_number_is_kept(person: User) -> None:
    Question.objects.bulk_create(
        Question(owner=person, text=str(number), asked_at=NOW - timedelta(hours=number)) for number in range(MOST_KEPT)
    )
    ask("de nieuwste", {}, viewer=resolve(person))
    kept = Question.objects.recent()
    assert (kept.count(), kept.first().text) == (MOST_KEPT, "de nieuwste")  # type: ignore[union-attr]
    assert not kept.filter(text=str(MOST_KEPT - 1)).exists()


def test_somebody_elses_question_is_as_what_never_existed(person: User, signed_in: SignedIn) -> None:
    client = signed_in(a_person(None, "administrator", "privacy_officer"))
    hidden, unknown = a_question(person), Question(key="aaaaaaaaaaaaaaaa")
    for (method, there), (_same, nowhere) in zip(addresses(hidden), addresses(unknown), strict=True):
        answers = [getattr(client, method)(one) for one in (there, nowhere)]
        assert [one.status_code for one in answers] == [404, 404], there
        assert answers[0].content == answers[1].content
    assert texts(client.get("/zoeken/")) == []


def test_who_stands_in_for_somebody_does_not_see_what_they_asked(person: User) -> None:
    deputy = a_person(person.organisation, "partner")
    Replacement.objects.create(absent=person, deputy=deputy, starts_on=day(0), ends_on=day(7), named_by=person)
    a_question(person)
    assert not Question.objects.visible_to(viewer_of(deputy)).exists()


def test_one_question_or_all_are_taken_away_and_what_is_saved_stays(person: User, signed_in: SignedIn) -> None:
    client, other = signed_in(person), a_question(a_person())
    first, saved = a_question(person, "huur"), a_question(person, "boete", name="Boetes")
    a_question(person, "huur", choices={"oldest": True})
    a_question(person, "schuld")
    client.post(f"/zoeken/{first.key}/weghalen/")
    assert texts(client.get("/zoeken/")) == ["schuld"]
    client.post("/zoeken/wissen/")
    assert set(Question.objects.all()) == {saved, other}


def test_what_is_taken_away_leaves_a_line_without_a_word(person: User, signed_in: SignedIn) -> None:
    question = a_question(person, "kanarie")
    signed_in(person).post(f"/zoeken/{question.key}/weghalen/")
    line = AccessLogEntry.objects.get(event=Event.CHANGE)
    assert (line.noun, line.object_key, line.step) == ("search.question", question.key, "question.forget")
    assert "kanarie" not in str(line.details)


def test_a_question_is_saved_under_its_own_words_or_another_name(person: User, signed_in: SignedIn) -> None:
    client, question = signed_in(person), a_question(person, "huur  betaald")
    page = client.get(f"/zoeken/{question.key}/bewaren/")
    assert page.context["form"]["name"].value() == "huur betaald"
    client.post(f"/zoeken/{question.key}/bewaren/", {"name": "Achterstand"})
    page = client.get("/zoeken/")
    assert (texts(page, "saved"), texts(page)) == (["Achterstand"], [])
    client.post(f"/zoeken/{question.key}/bewaren/", {"name": "Huur", "alert": "on"})
    (saved,) = client.get("/zoeken/").context["kept"].saved
    assert (saved.name, saved.alert) == ("Huur", True)


def test_a_saved_search_without_a_name_is_refused_on_the_page(person: User, signed_in: SignedIn) -> None:
    question = a_question(person)
    page = signed_in(person).post(f"/zoeken/{question.key}/bewaren/", {"name": " "})
    assert (page.status_code, Question.objects.get().name) == (422, "")


def test_the_fiftieth_is_saved_and_beyond_it_one_sentence_says_so(person: User, signed_in: SignedIn) -> None:
    Question.objects.bulk_create(
        Question(owner=person, text="x", name=str(number), asked_at=NOW) for number in range(MOST_SAVED - 1)
    )
    client, fifty, more = signed_in(person), a_question(person, "vijftig"), a_question(person, "meer")
    assert client.post(f"/zoeken/{fifty.key}/bewaren/", {"name": "Vijftig"}).status_code == 302
    page = client.post(f"/zoeken/{more.key}/bewaren/", {"name": "Nog een"})
    assert page.status_code == 422
    assert str(TooManySaved.sentence) in page.content.decode()
    assert page.context["form"]["name"].value() == "Nog een"
    assert client.post(f"/zoeken/{fifty.key}/bewaren/", {"name": "Andere naam"}).status_code == 302


def test_after_thirty_days_a_question_is_gone_and_a_saved_one_is_not(person: User, settings: Settings) -> None:
    a_question(person, "oud", days_ago=30.1)
    kept = {a_question(person, "jong", days_ago=29.9), a_question(person, "oud", days_ago=300, name="Bewaard")}
    assert forget_stale(at=NOW) == 1
    assert set(Question.objects.all()) == kept
    settings.SEARCH_QUESTION_DAYS = 1
    assert forget_stale(at=NOW) == 1


def test_while_nothing_is_stale_the_worker_writes_nothing(
    person: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_question(person)
    with django_assert_num_queries(1):
        assert forget_stale() == 0


def test_what_somebody_asked_goes_when_their_account_closes(person: User) -> None:
    a_question(person)
    a_question(person, name="Bewaard")
    other = a_question(a_person())
    set_active(person, viewer=viewer_of(a_person(None, "administrator")), active=False)
    assert list(Question.objects.all()) == [other]


def test_who_was_deactivated_otherwise_loses_it_with_the_next_round_of_the_worker(person: User) -> None:
    a_question(person, name="Bewaard")
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert forget_stale(at=NOW) == 1


def test_everybody_takes_along_what_is_kept_of_their_own_searching(person: User, signed_in: SignedIn) -> None:
    a_question(person, "huur", choices={"kind": ["report"]}, name="Huur")
    a_question(a_person(), "van een ander")
    response = signed_in(person).get("/mijn-gegevens/zoekvragen/")
    (told,) = json.loads(response.content)
    assert (told["text"], told["choices"], told["name"], told["alert"]) == ("huur", {"kind": ["report"]}, "Huur", False)
    assert AccessLogEntry.objects.get(event=Event.EXPORT).noun == "search.question"


def test_the_page_before_asking_takes_a_fixed_number_of_queries(
    person: User, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(person)
    told = {"alert_at": NOW, "told": ["report:a"], "seen": []}
    a_question(person, name="a", **told)
    with django_assert_max_num_queries(100) as few:
        client.get("/zoeken/")
    for number in range(15):
        a_question(person, name=str(number), **told)
        a_question(person, str(number))
    with django_assert_max_num_queries(len(few)):
        assert len(texts(client.get("/zoeken/"), "saved")) == 16


def test_no_page_of_the_back_room_or_of_people_names_a_question(person: User, client: Client) -> None:
    a_question(person, "kanarie", name="kanarie")
    client.force_login(a_person(None, "administrator", "project_leader", "privacy_officer"))
    for path in ("/beheer/", "/beheer/overeenkomsten/", "/mensen/", f"/mensen/{person.key}/", "/toezicht/"):
        assert "kanarie" not in client.get(path, follow=True).content.decode(), path


def test_a_question_in_a_log_is_its_key(person: User) -> None:
    question = a_question(person, "kanarie", name="kanarie")
    assert str(question) == question.key
    assert "kanarie" not in repr(question)


def test_saving_twice_at_once_keeps_what_the_worker_noted(person: User) -> None:
    question = a_question(person, name="Huur", alert_at=NOW, seen=[])
    stale = Question.objects.get(pk=question.pk)
    Question.objects.update(told=["report:a"], alert_at=NOW + timedelta(days=1))
    save(stale, viewer=resolve(person), name="Anders", alert=True)
    question = Question.objects.get()
    assert (question.name, question.told, question.alert_at) == ("Anders", ["report:a"], NOW + timedelta(days=1))
