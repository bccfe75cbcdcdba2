"""How the pages on which agreements are made hang in the back room."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.utils.urlpatterns import decorate_urlpatterns

from documents import back_urls
from documents.access import may_make


class ForWhoMakesAgreements(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: Any) -> bool:
        return may_make(request.viewer)


class WhatToDo(Component):  # type: ignore[misc]
    """On the dashboard: the way to the list."""

    order = 50
    template_name = "documents/backroom/dashboard.html"


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


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def what_to_do_item() -> MenuItem:
    return ForWhoMakesAgreements(_("What to do now"), reverse("backroom:todo"), icon_name="list-ul", order=10)


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]
def letters_item() -> MenuItem:
    return ForWhoMakesAgreements(_("Letters"), reverse("backroom:letters"), icon_name="mail", order=12)


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def what_to_do_panel(request: Any, panels: list[Any]) -> None:
    if may_make(request.viewer):
        panels.append(WhatToDo())
