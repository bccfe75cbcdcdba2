"""What of Wagtail's admin is open: what writing pages needs. All else answers as what never existed."""

from collections.abc import Iterable, Iterator
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LogoutView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail.admin import urls as wagtail_urls

from casustafel.health import not_here
from documents.models.pages import HousePage
from documents.page_changes import writing

# Why each is needed is in docs/decisions. A route that a next Wagtail brings is closed until it is named here.
OPEN = frozenset(
    {
        "wagtailadmin_pages:add",
        "wagtailadmin_pages:preview_on_add",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_pages:view_draft",
        "wagtailadmin_pages:unpublish",
        "wagtailadmin_pages:delete",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:history_results",
        "wagtailadmin_pages:revisions_view",
        "wagtailadmin_pages:revisions_compare",
        "wagtailadmin_pages:revisions_revert",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    }
)
# Our own, that hang in Wagtail's tree and look after themselves.
OURS = "backroom:"


def _absent(kind: str) -> URLResolver:
    """An address without anything behind it; its name stands in the head of every page of Wagtail's admin."""
    names = ([path("", not_here, name="listing")], kind)
    resolver: URLResolver = path(f"{kind}/", include(names, namespace=kind))
    return resolver


# No files and no pictures: those rooms of Wagtail are not installed.
ABSENT = {"wagtailadmin_api:": [_absent("documents"), _absent("images")]}


def mounted() -> list[URLPattern | URLResolver]:
    """Wagtail's addresses with all their names, which its templates write; behind the closed ones there is nothing."""
    return list(_with_doors(wagtail_urls.urlpatterns))


def _with_doors(patterns: Iterable[Any], prefix: str = "") -> Iterator[URLPattern | URLResolver]:
    for one in patterns:
        if isinstance(one, URLResolver):
            space = f"{prefix}{one.namespace}:" if one.namespace else prefix
            below = list(_with_doors(one.url_patterns, space)) + ABSENT.get(space, [])
            yield URLResolver(one.pattern, below, one.default_kwargs, one.app_name, one.namespace)
        else:
            view = _view(f"{prefix}{one.name}", one.callback)
            yield URLPattern(one.pattern, view, one.default_args, one.name)


def _view(name: str, view: Any) -> Any:
    if name.startswith(OURS):
        return view
    return REPLACED.get(name) or (_behind_the_door(view) if name in OPEN else not_here)


def _behind_the_door(view: Any) -> Any:
    """One transaction with its line in the access log; and one answer for what is not there or not allowed."""

    @wraps(view)
    def answered(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        _note(request, args, kwargs)
        try:
            if request.method in {"GET", "HEAD"}:
                response: HttpResponse = view(request, *args, **kwargs)
            else:
                with writing(request.viewer.trail):
                    response = view(request, *args, **kwargs)
        except PermissionDenied:
            return _nothing(request)
        return _nothing(request) if _refused(response) else response

    return answered


def _refused(response: HttpResponse) -> bool:
    """Wagtail answers "not found" with a page of its own, and "not allowed" with a way to its dashboard."""
    home = reverse("wagtailadmin_home")
    return response.status_code in {403, 404} or (response.status_code == 302 and response["Location"] == home)


def _nothing(request: HttpRequest) -> HttpResponse:
    # What Wagtail wanted to say about it would stand on the next page.
    list(messages.get_messages(request))
    return render(request, "404.html", status=404)


def _note(request: Any, args: Any, kwargs: dict[str, Any]) -> None:
    """Name the page on the trail: its number is Wagtail's, its key is ours."""
    # The address that compares two texts has no names for its parts.
    number = kwargs.get("page_id") or (args[0] if args else None)
    page = HousePage.objects.filter(pk=number).first() if number else None
    if page:
        request.viewer.trail.looked_at(page.specific_class._meta.label_lower, page.key)


def _to_the_list(request: HttpRequest) -> HttpResponse:
    return redirect("backroom:todo")


def _to_the_pages(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return redirect("backroom:pages")


def _to_my_access(request: HttpRequest) -> HttpResponse:
    return redirect("my_access")


# Names that stand on every page of Wagtail: they lead to what the house has in their place.
REPLACED = {
    "wagtailadmin_home": _to_the_list,
    "wagtailadmin_explore_root": _to_the_pages,
    "wagtailadmin_explore": _to_the_pages,
    "wagtailadmin_account": _to_my_access,
    "wagtailadmin_logout": LogoutView.as_view(),
}
