"""How is a private file handed to a reader? To save, never to show; whatever it is, it runs nowhere."""

from django.http import HttpResponse

from documents.attachments.kinds import KINDS
from documents.attachments.names import disposition
from documents.models.attachment import AttachmentBase
from documents.storage import read_private


def download(attachment: AttachmentBase) -> HttpResponse:
    """For a view that has checked and has named it on the trail. Raises FileDamaged."""
    content = read_private(attachment.path, sha256=attachment.sha256)
    return to_save(content, name=attachment.name, content_type=KINDS[attachment.kind].content_type)


def to_save(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    # Should a browser show it all the same: no script, no form, no request, no origin.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
