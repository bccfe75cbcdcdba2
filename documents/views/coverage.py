"""Coverage: every governed step beside every role, with the clause that grants it, and where nobody may."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.models.function_mapping import FunctionMapping
from documents.models.matrix import MatrixVersion
from documents.models.purpose import MeetingType
from documents.selectors.coverage import coverage, default_coverage
from documents.selectors.phase_page import phase_table_views
from documents.views.crumbs import agreements_crumb

# In the address: not by a matrix.
DEFAULTS = "standaard"


@require_safe
def coverage_page(request: ViewerRequest) -> HttpResponse:
    """`?matrix=` one that the reader may read, or the defaults of the product; `?overleg=` the kind of meeting."""
    viewer = request.viewer
    matrices = list(MatrixVersion.objects.visible_to(viewer).governing(viewer.at).select_related("matrix"))
    # People come here for what decides now.
    key = request.GET.get("matrix") or next((one.key for one in matrices), DEFAULTS)
    version = find_or_404(viewer, MatrixVersion.objects.select_related("matrix"), key) if key != DEFAULTS else None
    scope = list(version.meeting_types.all()) if version else []
    meetings = scope or list(MeetingType.objects.all())
    chosen = next((one for one in meetings if one.key == request.GET.get("overleg")), next(iter(meetings), None))
    covered = coverage(version, viewer=viewer, meeting_type=chosen) if version else default_coverage(chosen)
    context = {
        "version": version,
        "matrices": [one for one in matrices if one != version],
        "meetings": [one for one in meetings if one != chosen],
        "coverage": covered,
        "pending": FunctionMapping.objects.visible_to(viewer)
        .pending()
        .filter(meeting_type=chosen)
        .select_related("meeting_type"),
        "phase_tables": phase_table_views(version) if version else (),
        "crumbs": [agreements_crumb()],
    }
    return render(request, "documents/coverage.html", context)
