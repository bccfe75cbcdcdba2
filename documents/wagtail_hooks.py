"""How the pages on which agreements are made hang in the back room, and what stands around the editor of pages."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.search import admin_search_areas
from wagtail.utils.urlpatterns import decorate_urlpatterns

from documents import back_urls
from documents.access import may_make, may_write_pages


class ForWhoMakesAgreements(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: Any) -> bool:
        return may_make(request.viewer)


class ForWhoWritesPages(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: Any) -> bool:
        return may_write_pages(request.viewer)


def one_404(view: Any) -> Any:
    """The house's own page for what is not there; Wagtail would answer with one that looks otherwise."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response: HttpResponse = view(request, *args, **kwargs)
        except Http404:
            return render(request, "404.html", status=404)
        return response

    return answered


decorate_urlpatterns(back_urls.urlpatterns, one_404)


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]
def agreement_urls() -> list[Any]:
    return [path("overeenkomsten/", include(back_urls))]


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def only_what_is_open(request: Any, items: list[Any]) -> None:
    """Wagtail's own entries lead to what is closed here."""
    ours = [
        ForWhoMakesAgreements(_("What to do now"), reverse("backroom:todo"), icon_name="list-ul", order=10),
        ForWhoMakesAgreements(_("Letters"), reverse("backroom:letters"), icon_name="mail", order=15),
        ForWhoWritesPages(_("Pages"), reverse("backroom:pages"), icon_name="doc-full", order=20),
        MenuItem(_("To Casustafel"), reverse("home"), icon_name="arrow-left", order=30),
    ]
    items[:] = [item for item in ours if item.is_shown(request)]


# The list of pages is ours; Wagtail's own search over pages is closed.
admin_search_areas.registered_search_areas = []


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def colours_of_the_house() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("documents/back_room.css"))


@hooks.register("after_publish_page")  # type: ignore[untyped-decorator]
def published(request: Any, page: Any) -> HttpResponse:
    """Published to nobody is not what a writer means."""
    if hasattr(page, "readership"):
        messages.success(request, _("The page is published. Its readers see it as it is now."))
        return redirect("backroom:pages")
    messages.warning(request, _("The page is published, but nobody can read it yet. Choose its readers."))
    return redirect("backroom:page_audience", page.key)


@hooks.register("after_unpublish_page")  # type: ignore[untyped-decorator]
def taken_offline(request: Any, page: Any) -> HttpResponse:
    messages.success(request, _("The page is offline: only who writes pages sees it. Publish it to show it again."))
    return redirect("backroom:pages")


@hooks.register("after_delete_page")  # type: ignore[untyped-decorator]
def removed(request: Any, page: Any) -> HttpResponse:
    # Wagtail said it already, in the look of its own pages.
    list(messages.get_messages(request))
    messages.success(request, _("The page is removed, with all its earlier texts."))
    return redirect("backroom:pages")
