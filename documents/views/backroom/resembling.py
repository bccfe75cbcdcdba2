"""Rows of a matrix that say nearly the same, side by side: the editor keeps one, or both."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.access import is_editable, may_make
from documents.models.matrix import MatrixVersion
from documents.selectors.resembling_rows import resembling_rows
from documents.views.backroom.bases import matrix_crumbs


@require_safe
def resembling(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    version = find_or_404(viewer, MatrixVersion.objects.select_related("matrix"), key)
    if not may_make(viewer):
        raise Http404
    context = {
        "heading": _("Rows that are nearly the same"),
        "version": version,
        "pairs": resembling_rows(version),
        "editable": is_editable(version),
        "crumbs": matrix_crumbs(version),
    }
    return render(request, "documents/backroom/resembling.html", context)
