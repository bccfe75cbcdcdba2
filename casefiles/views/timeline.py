"""The line of time of a case, on the screen and on paper."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from access.middleware import ViewerRequest
from casefiles.forms.dossier import TimelineFilter
from casefiles.selectors.frame import case_frame
from casefiles.selectors.timeline import MOST, PAGE_SIZE, timeline
from casefiles.views.answers import show
from casefiles.views.found import the_case


@require_GET
def timeline_page(request: ViewerRequest, code: str) -> HttpResponse:
    return _page(request, code, size=PAGE_SIZE)


@require_GET
def printed(request: ViewerRequest, code: str) -> HttpResponse:
    """All of it on one page; it leaves the house on paper, so it is logged as an export."""
    response = _page(request, code, size=MOST)
    request.viewer.trail.downloaded(export=True)
    return response


def _page(request: ViewerRequest, code: str, *, size: int) -> HttpResponse:
    case = the_case(request, code)
    form = TimelineFilter(request.GET or None)
    chosen: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    asked = request.GET.get("page", "")
    wanted = chosen | {"page": asked if asked.isdigit() and size == PAGE_SIZE else 1}
    context = {
        "case_frame": case_frame(case, viewer=request.viewer, tab="history"),
        "case": case,
        "form": form,
        "timeline": timeline(case, viewer=request.viewer, wanted=wanted, size=size),
        "filtered": any(chosen.values()),
        "on_paper": size == MOST,
        "most": MOST,
    }
    return show(request, "casefiles/timeline.html", context, forms=[form])
