"""Why somebody reads an agreement, and who else does."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.explain import who, why
from access.middleware import ViewerRequest
from documents.models.covenant import CovenantVersion
from documents.models.function_mapping import FunctionMapping
from documents.models.matrix import MatrixVersion
from documents.models.protocol import ProtocolVersion
from documents.views.crumbs import agreements_crumb


@require_safe
def covenant_why(request: ViewerRequest, key: str) -> HttpResponse:
    return _explained(request, CovenantVersion.objects.select_related("covenant"), key)


@require_safe
def matrix_why(request: ViewerRequest, key: str) -> HttpResponse:
    return _explained(request, MatrixVersion.objects.select_related("matrix"), key)


@require_safe
def mapping_why(request: ViewerRequest, key: str) -> HttpResponse:
    return _explained(request, FunctionMapping.objects.select_related("meeting_type"), key)


@require_safe
def protocol_why(request: ViewerRequest, key: str) -> HttpResponse:
    return _explained(request, ProtocolVersion.objects.select_related("protocol"), key)


def _explained(request: ViewerRequest, versions: Any, key: str) -> HttpResponse:
    # The audience is read once, however many people it is held against.
    version = find_or_404(request.viewer, versions.prefetch_related("audience__entries"), key)
    context = {
        "version": version,
        "chain": why(request.viewer, version),
        "readers": who(version),
        "crumbs": [agreements_crumb(), (version.title, version.get_absolute_url())],
    }
    return render(request, "documents/why.html", context)
