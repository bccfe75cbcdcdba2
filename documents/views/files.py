"""The Word files of agreements: each behind its own rule, read from private storage, never shown in the browser."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from documents.attachments.download import to_save
from documents.models.protocol import ProtocolVersion
from documents.models.stored_file import WORD, StoredFile
from documents.protocol_paper import file_name, protocol_file
from documents.storage import read_private


@require_safe
def file(request: ViewerRequest, key: str) -> HttpResponse:
    found = find_or_404(request.viewer, StoredFile.objects.all(), key)
    request.viewer.trail.downloaded()
    return to_save(read_private(found.path, sha256=found.sha256), name=found.name, content_type=found.content_type)


@require_safe
def protocol_word(request: ViewerRequest, key: str) -> HttpResponse:
    """A protocol in the house style as it stands now, for who writes or reviews it in Word."""
    version = find_or_404(request.viewer, ProtocolVersion.objects.select_related("protocol"), key)
    request.viewer.trail.downloaded()
    return to_save(protocol_file(version), name=file_name(version), content_type=WORD)
