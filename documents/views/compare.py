"""Two versions of one agreement side by side: what is new, what changed, and what was dropped."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.comparing import compare
from documents.models.covenant import CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.selectors.series import other_versions
from documents.selectors.version_parts import parts_of
from documents.views.crumbs import agreements_crumb


@require_safe
def covenants(request: ViewerRequest, key: str, other: str) -> HttpResponse:
    versions = CovenantVersion.objects.select_related("covenant")
    found = [find_or_404(request.viewer, versions, one) for one in (key, other)]
    if found[0].covenant_id != found[1].covenant_id:
        raise Http404
    return _page(request, *found)


@require_safe
def matrices(request: ViewerRequest, key: str, other: str) -> HttpResponse:
    versions = MatrixVersion.objects.select_related("matrix")
    found = [find_or_404(request.viewer, versions, one) for one in (key, other)]
    if found[0].matrix_id != found[1].matrix_id:
        raise Http404
    return _page(request, *found)


def _page(
    request: ViewerRequest, one: CovenantVersion | MatrixVersion, two: CovenantVersion | MatrixVersion
) -> HttpResponse:
    """Whichever was asked first: the lower version number is what it was."""
    was, becomes = sorted((one, two), key=lambda version: version.version_number)
    context = {
        "was": was,
        "becomes": becomes,
        "comparison": compare(parts_of(was), parts_of(becomes)),
        "others": other_versions(becomes, viewer=request.viewer),
        "crumbs": [agreements_crumb(), (becomes.title, becomes.get_absolute_url())],
    }
    return render(request, "documents/compare.html", context)
