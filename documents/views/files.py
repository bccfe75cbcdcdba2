"""The Word files of agreements: each behind its own rule, read from private storage, never shown in the browser."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.models.stored_file import StoredFile
from documents.storage import read_private


@require_safe
def file(request: ViewerRequest, key: str) -> HttpResponse:
    found = find_or_404(request.viewer, StoredFile.objects.all(), key)
    request.viewer.trail.downloaded()
    response = HttpResponse(read_private(found.path, sha256=found.sha256), content_type=found.content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
