"""The addresses at which agreements are read, signed and adopted."""

from django.urls import path

from documents.views import (
    adoption,
    agreements,
    compare,
    covenant,
    declarations,
    explain,
    files,
    matrix,
    paper_page,
    signing,
    steps,
)

app_name = "documents"
urlpatterns = [
    path("", agreements.agreements, name="agreements"),
    path("bestanden/<str:key>/", files.file, name="file"),
    path("verklaringen/", declarations.declarations, name="declarations"),
    path("verklaringen/vastleggen/", declarations.RecordDeclarationPage.as_view(), name="record_declaration"),
    path("verklaringen/<str:key>/tekenen/", declarations.DeclarePage.as_view(), name="declare"),
    path("verklaringen/<str:key>/beeindigen/", declarations.EndDeclarationPage.as_view(), name="end_declaration"),
    path("matrix/<str:key>/", matrix.matrix, name="matrix"),
    path("matrix/<str:key>/waarom/", explain.matrix_why, name="matrix_why"),
    path("matrix/<str:key>/vergelijken/<str:other>/", compare.matrices, name="compare_matrices"),
    path("matrix/<str:key>/vaststellen/", adoption.AdoptionPage.as_view(), name="adopt"),
    path("matrix/<str:key>/stap/<slug:method>/", steps.MatrixStep.as_view(), name="matrix_step"),
    path("<str:key>/", covenant.covenant, name="covenant"),
    path("<str:key>/waarom/", explain.covenant_why, name="covenant_why"),
    path("<str:key>/vergelijken/<str:other>/", compare.covenants, name="compare_covenants"),
    path("<str:key>/tekenen/", signing.SigningPage.as_view(), name="sign"),
    path("<str:key>/getekende-pagina/", paper_page.ConfirmPaperPage.as_view(), name="confirm_page"),
    path("<str:key>/stap/<slug:method>/", steps.CovenantStep.as_view(), name="covenant_step"),
]
