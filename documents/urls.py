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
    protocol,
    reading,
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
    path("matrix/<str:key>/veranderd/", reading.changes, {"kind": "matrix"}, name="matrix_changes"),
    path("matrix/<str:key>/gelezen/", reading.confirm, {"kind": "matrix"}, name="matrix_confirm"),
    path("protocollen/<str:key>/", protocol.protocol, name="protocol"),
    path("protocollen/<str:key>/word/", files.protocol_word, name="protocol_word"),
    path("protocollen/<str:key>/waarom/", explain.protocol_why, name="protocol_why"),
    path("protocollen/<str:key>/veranderd/", reading.changes, {"kind": "protocol"}, name="protocol_changes"),
    path("protocollen/<str:key>/gelezen/", reading.confirm, {"kind": "protocol"}, name="protocol_confirm"),
    path("protocollen/<str:key>/stap/<slug:method>/", steps.ProtocolStep.as_view(), name="protocol_step"),
    path("<str:key>/veranderd/", reading.changes, {"kind": "covenant"}, name="covenant_changes"),
    path("<str:key>/gelezen/", reading.confirm, {"kind": "covenant"}, name="covenant_confirm"),
    path("<str:key>/", covenant.covenant, name="covenant"),
    path("<str:key>/waarom/", explain.covenant_why, name="covenant_why"),
    path("<str:key>/tekenen/", signing.SigningPage.as_view(), name="sign"),
    path("<str:key>/stap/<slug:method>/", steps.CovenantStep.as_view(), name="covenant_step"),
]
