"""The addresses at which pages are read: the welcome, news and explanations."""

from django.urls import path

from documents.views import pages

app_name = "pages"
urlpatterns = [
    path("welkom/", pages.welcome, name="welcome"),
    path("nieuws/", pages.news, name="news"),
    path("nieuws/<str:key>/", pages.news_item, name="news_item"),
    path("uitleg/", pages.explanations, name="explanations"),
    path("uitleg/<str:key>/", pages.explanation, name="explanation"),
    path("paginas/<str:key>/", pages.page, name="page"),
    path("paginas/<str:key>/waarom/", pages.why_page, name="why"),
]
