"""Every route that Wagtail mounts, filled in with things of the scene; and what of it is open, from the domain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from documents.models import NewsIndexPage
from tests.sweep.scene import Scene

PREFIX = "beheer/"
OURS = "backroom:"
LEADER = "leader"
PAGES = ("draft_page", "house_page", "next_page")
# What the project leader gets: a status, or one for each page. All that is not here: as what never existed.
NEVER_LIVE = {"draft_page": 404, "house_page": 200, "next_page": 200}
OPEN: dict[str, int | dict[str, int]] = {
    "wagtailadmin_home": 302,
    "wagtailadmin_account": 302,
    "wagtailadmin_logout": 405,
    "wagtailadmin_explore_root": 302,
    "wagtailadmin_explore": 302,
    "wagtailadmin_javascript_catalog": 200,
    "wagtailadmin_sprite": 200,
    "wagtailadmin_pages:add": 200,
    "wagtailadmin_pages:preview_on_add": 200,
    "wagtailadmin_pages:edit": 200,
    "wagtailadmin_pages:preview_on_edit": 200,
    "wagtailadmin_pages:view_draft": 200,
    "wagtailadmin_pages:unpublish": NEVER_LIVE,
    "wagtailadmin_pages:delete": 200,
    "wagtailadmin_pages:history": 200,
    "wagtailadmin_pages:history_results": 200,
    "wagtailadmin_pages:revisions_view": 200,
    "wagtailadmin_pages:revisions_compare": 200,
    "wagtailadmin_pages:revisions_revert": 200,
}


@dataclass(frozen=True)
class WagtailRoute:
    """`pattern`: its address with the parameters still in it."""

    name: str
    pattern: str

    def expected(self, page: str) -> int:
        status = OPEN.get(self.name, 404)
        return status if isinstance(status, int) else status[page]


def wagtail_routes() -> list[WagtailRoute]:
    return sorted(set(_walk(get_resolver().url_patterns)), key=lambda route: (route.name, route.pattern))


def _walk(patterns: list[Any], prefix: str = "", path: str = "") -> Iterator[WagtailRoute]:
    for one in patterns:
        here = path + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, f"{prefix}{one.namespace}:" if one.namespace else prefix, here)
        elif isinstance(one, URLPattern) and here.startswith(PREFIX) and not prefix.startswith(OURS):
            yield WagtailRoute(f"{prefix}{one.name}", here)


def address(route: WagtailRoute, scene: Scene, page: str) -> str:
    """The route with this page in it, wherever one fits; numbers of other things are 1."""
    thing: Any = scene.things[page]
    fitting = {
        "revision_id": thing.latest_revision_id,
        "destination_id": NewsIndexPage.objects.get().pk,
        "action_name": "publish",
        "action": "delete",
        **dict.fromkeys(("page_id", "pk", "page_pk", "page_to_move_id", "object_id"), thing.pk),
        **dict.fromkeys(("content_type_app_name", "app_label", "app_name"), "documents"),
        **dict.fromkeys(("content_type_model_name", "model_name"), "newspage"),
        "parent_page_id": NewsIndexPage.objects.get().pk
        if ":add" in route.name or "on_add" in route.name
        else thing.pk,
    }
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(fitting.get(found[1], 1)), route.pattern)
    path = path.replace(r"(\d+)", str(thing.pk)).replace(
        r"(live|earliest|\d+)\.\.\.(live|latest|\d+)", "earliest...latest"
    )
    return "/" + path.replace(".*", "iets").translate(str.maketrans("", "", "^$\\"))
