"""Which attached files does the Word file of an agreement list? Who sees the version sees them all."""

from typing import Any

from django.utils import timezone

from documents.models.attachment import Attachment
from documents.word.exports import AttachedFile


def attached_to(version: Any) -> tuple[AttachedFile, ...]:
    """In one query; an attachment has the audience of its version."""
    found = Attachment.objects.filter(audience=version.audience_id).listed()
    return tuple(
        AttachedFile(one.name, one.size, timezone.localdate(one.added_at), one.sha256, one.description) for one in found
    )
