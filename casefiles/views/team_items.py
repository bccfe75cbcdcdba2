"""One invitation, handover, request, flag, emergency or notice: what it says, what can be done, who sees it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from access.doors import find_or_404, may_see
from access.middleware import ViewerRequest
from casefiles.models.team_item import TeamItem
from casefiles.selectors.explain import explain
from casefiles.selectors.frame import case_frame
from casefiles.selectors.history import steps_of_item
from casefiles.selectors.offers import offers
from casefiles.selectors.team_items import KINDS, Kind, item_facts, item_url
from casefiles.views.answers import show
from casefiles.views.found import BESIDE_AN_ITEM


@require_GET
def item_page(request: ViewerRequest, key: str, kind: str) -> HttpResponse:
    item, of = _found(request, key, kind)
    frame, steps = _framed(request, item, of), offers(of.name, item, viewer=request.viewer)
    context = {
        "heading": capfirst(str(of.label)),
        "facts": item_facts(item),
        # What others in the case may do is not told to who is only asked, or only watches.
        "steps": steps if frame else [one for one in steps if one.mine],
        "taken": steps_of_item(item, viewer=request.viewer),
        "why_url": reverse(f"casefiles:why_{of.name}", args=[key]),
    }
    return show(request, "casefiles/team_item.html", context | frame)


@require_GET
def why_item(request: ViewerRequest, key: str, kind: str) -> HttpResponse:
    item, of = _found(request, key, kind)
    context = {
        "heading": _("Why do you see this?"),
        "back_url": item_url(item),
        "explanation": explain(item, item.case, viewer=request.viewer),
    }
    return show(request, "casefiles/explain.html", context | _framed(request, item, of))


def _found(request: ViewerRequest, key: str, kind: str) -> tuple[Any, Kind]:
    of = KINDS[kind]
    rows: Any = of.model._default_manager.select_related(*BESIDE_AN_ITEM, *of.beside)
    return find_or_404(request.viewer, rows, key), of


def _framed(request: ViewerRequest, item: TeamItem, of: Kind) -> dict[str, Any]:
    """Who is asked, or watches over it, has no place in the case and no frame of it."""
    if not may_see(request.viewer, item.case):
        return {}
    return {"case_frame": case_frame(item.case, viewer=request.viewer, tab=of.tab, primary=False)}
