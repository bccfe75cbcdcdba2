"""Two versions of one agreement side by side: what is new, what changed, and what was dropped."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.doors import find_or_404, note_beside, note_look
from access.middleware import ViewerRequest
from documents.actions.read_version import series_of
from documents.comparing import compare
from documents.kinds import MODELS
from documents.selectors.version_parts import parts_of
from documents.views.crumbs import agreements_crumb


@require_safe
def versions(request: ViewerRequest, key: str, other: str, kind: str) -> HttpResponse:
    """Whichever is named first: the lower version number is what it was."""
    rows = MODELS[kind].objects.select_related(kind)
    found = [find_or_404(request.viewer, rows, one) for one in (key, other)]
    was, becomes = sorted(found, key=lambda version: version.version_number)
    if series_of(was) != series_of(becomes):
        raise Http404
    note_look(request.viewer, becomes)
    note_beside(request.viewer, was)
    context = {
        "was": was,
        "becomes": becomes,
        "comparison": compare(parts_of(was), parts_of(becomes)),
        "crumbs": [agreements_crumb(), (becomes.title, becomes.get_absolute_url())],
    }
    return render(request, "documents/compare.html", context)
