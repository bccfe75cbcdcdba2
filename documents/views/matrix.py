"""One role matrix: per role its rows, the steps that they decide, and where nobody can decide."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import may_make
from documents.actions.read_version import note_reading
from documents.gaps import keep_gaps
from documents.models.matrix import MatrixVersion
from documents.models.purpose import MeetingType
from documents.selectors.attachments import attachments_of
from documents.selectors.coverage import coverage
from documents.selectors.decisions import decisions
from documents.selectors.files import files_of
from documents.selectors.matrix_outline import Place
from documents.selectors.matrix_page import matrix_page
from documents.selectors.offers import offers
from documents.selectors.series import other_versions
from documents.selectors.steps_taken import steps_taken
from documents.views.crumbs import agreements_crumb
from documents.views.reading import reading_context


@require_safe
def matrix(request: ViewerRequest, key: str) -> HttpResponse:
    """`?rol=` and `?rij=` name what to read of a long matrix."""
    viewer = request.viewer
    version = find_or_404(viewer, MatrixVersion.objects.with_scope().select_related("proposer__organisation"), key)
    note_reading(version, viewer=viewer)
    keep_gaps(version, viewer=viewer)
    meetings = list(version.meeting_types.all() or MeetingType.objects.all())
    chosen = next((one for one in meetings if one.key == request.GET.get("overleg")), None)
    page = matrix_page(version, viewer=viewer, place=Place.asked(request.GET.dict()))
    meeting = chosen or next(iter(meetings), None)
    covered = coverage(version, viewer=viewer, meeting_type=meeting)
    context = {
        "page": page,
        "coverage": covered,
        "decisions": decisions(covered),
        "steps": offers("matrix", version, viewer=viewer),
        "others": other_versions(version, viewer=viewer),
        "taken": steps_taken(version, viewer=viewer),
        "files": files_of(version, viewer=viewer),
        "attachments": attachments_of(version, viewer=viewer),
        "may_make": may_make(viewer),
        "crumbs": [agreements_crumb()],
        "about": _("role matrix %(number)s, version %(version)s")
        % {"number": version.matrix.number, "version": version.version_number},
    }
    return render(request, "documents/matrix.html", context | reading_context(version, viewer=viewer))
