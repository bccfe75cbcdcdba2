"""The addresses at which agreements are made, below `/beheer/`; mounted by `wagtail_hooks`."""

from django.urls import path

from documents.views.backroom import (
    annexes,
    audience,
    covenant,
    covenant_text,
    endings,
    imports,
    matrix,
    matrix_steps,
    next_version,
    paper_page,
    parties,
    remind,
    rows,
    sections,
    todo,
)

app_name = "backroom"
urlpatterns = [
    path("", todo.todo, name="todo"),
    path("importeren/<slug:kind>/", imports.UploadPage.as_view(), name="upload"),
    path("importeren/<slug:kind>/<str:token>/", imports.CheckPage.as_view(), name="check_import"),
    path("matrix/<str:key>/", matrix.matrix, name="matrix"),
    path("matrix/<str:key>/bereik/", matrix.ScopePage.as_view(), name="scope"),
    path("matrix/<str:key>/stappen/", matrix_steps.StepsPage.as_view(), name="matrix_steps"),
    path("matrix/<str:key>/rol/<int:order>/", sections.SectionPage.as_view(), name="section"),
    path("matrix/<str:key>/rol/<int:order>/regel-erbij/", sections.AddRowPage.as_view(), name="add_row"),
    path("matrix/<str:key>/regel/<int:order>/", rows.RowPage.as_view(), name="row"),
    path("matrix/<str:key>/regel/<int:order>/eronder/", rows.AddBelowPage.as_view(), name="add_below"),
    path("matrix/<str:key>/regel/<int:order>/verwijderen/", rows.RemoveRowPage.as_view(), name="remove_row"),
    path("matrix/<str:key>/publiceren/", audience.MatrixAudiencePage.as_view(), name="matrix_audience"),
    path("matrix/<str:key>/volgende-versie/", next_version.NextMatrixPage.as_view(), name="next_matrix"),
    path("convenant/<str:key>/", covenant.covenant, name="covenant"),
    path("convenant/<str:key>/gegevens/", covenant.FieldsPage.as_view(), name="covenant_fields"),
    path("convenant/<str:key>/tekst/", covenant_text.TextPage.as_view(), name="covenant_text"),
    path("convenant/<str:key>/partijen/erbij/", parties.ChoosePartyPage.as_view(), name="choose_party"),
    path("convenant/<str:key>/partijen/<str:organisation>/", parties.PartyPage.as_view(), name="party"),
    path(
        "convenant/<str:key>/partijen/<str:organisation>/verwijderen/",
        parties.RemovePartyPage.as_view(),
        name="remove_party",
    ),
    path("convenant/<str:key>/partijen/<str:organisation>/vertrek/", endings.LeavePage.as_view(), name="leave"),
    path(
        "convenant/<str:key>/partijen/<str:organisation>/getekende-pagina/",
        paper_page.PaperPage.as_view(),
        name="paper_page",
    ),
    path("convenant/<str:key>/bijlagen/erbij/", annexes.ChooseMeetingPage.as_view(), name="choose_meeting"),
    path("convenant/<str:key>/bijlagen/<str:meeting>/", annexes.AnnexPage.as_view(), name="annex"),
    path(
        "convenant/<str:key>/bijlagen/<str:meeting>/verwijderen/",
        annexes.RemoveAnnexPage.as_view(),
        name="remove_annex",
    ),
    path(
        "convenant/<str:key>/bijlagen/<str:meeting>/deelnemers/erbij/",
        annexes.ChoosePartnerPage.as_view(),
        name="choose_partner",
    ),
    path(
        "convenant/<str:key>/bijlagen/<str:meeting>/deelnemers/<str:organisation>/",
        annexes.PartnerPage.as_view(),
        name="partner",
    ),
    path(
        "convenant/<str:key>/bijlagen/<str:meeting>/deelnemers/<str:organisation>/verwijderen/",
        annexes.RemovePartnerPage.as_view(),
        name="remove_partner",
    ),
    path("convenant/<str:key>/herinneren/", remind.RemindPage.as_view(), name="remind"),
    path("convenant/<str:key>/beeindigen/", endings.TerminatePage.as_view(), name="terminate"),
    path("convenant/<str:key>/publiceren/", audience.CovenantAudiencePage.as_view(), name="covenant_audience"),
    path("convenant/<str:key>/volgende-versie/", next_version.NextCovenantPage.as_view(), name="next_covenant"),
]
