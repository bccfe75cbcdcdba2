"""The addresses at which agreements are read, signed and adopted."""

from django.urls import path

from documents.views import (
    adoption,
    agreements,
    attachments,
    covenant,
    coverage,
    explain,
    files,
    letter_step,
    matrix,
    names,
    signing,
    steps,
)

app_name = "documents"
urlpatterns = [
    path("", agreements.agreements, name="agreements"),
    path("bestanden/<str:key>/", files.file, name="file"),
    path("bijgevoegd/<str:key>/", attachments.attachment, name="attachment"),
    path("bijgevoegd/<str:key>/bestand/", attachments.attachment_file, name="attachment_file"),
    path("bijgevoegd/<str:key>/waarom/", attachments.attachment_why, name="attachment_why"),
    path("dekking/", coverage.coverage_page, name="coverage"),
    path("namen/", names.names, name="names"),
    path("matrix/<str:key>/", matrix.matrix, name="matrix"),
    path("matrix/<str:key>/waarom/", explain.matrix_why, name="matrix_why"),
    path("matrix/<str:key>/vaststellen/", adoption.AdoptionPage.as_view(), name="adopt"),
    path("matrix/<str:key>/stap/<slug:method>/", steps.MatrixStep.as_view(), name="matrix_step"),
    path("brieven/<str:key>/stap/<slug:method>/", letter_step.LetterStep.as_view(), name="letter_step"),
    path("<str:key>/", covenant.covenant, name="covenant"),
    path("<str:key>/waarom/", explain.covenant_why, name="covenant_why"),
    path("<str:key>/tekenen/", signing.SigningPage.as_view(), name="sign"),
    path("<str:key>/stap/<slug:method>/", steps.CovenantStep.as_view(), name="covenant_step"),
]
