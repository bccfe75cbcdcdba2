"""What a protocol looks like as a Word file, and how the file of an adopted version is kept."""

from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from documents import body
from documents.attached_paper import attached_to
from documents.days import today
from documents.models.protocol import ProtocolState, ProtocolVersion
from documents.revision import digest
from documents.storage import store
from documents.word import exports
from documents.word.protocol_shapes import ProtocolExport
from documents.word.writing_protocol import write_protocol

# Words of the document, which is Dutch whatever language its reader has chosen on the screen.
STATUS = {
    ProtocolState.DRAFT: "concept",
    ProtocolState.IN_REVIEW: "ter vaststelling",
    ProtocolState.ADOPTED: "vastgesteld",
    ProtocolState.REPLACED: "vervangen",
    ProtocolState.WITHDRAWN: "ingetrokken",
}


def keep_protocol_file(version: ProtocolVersion, *, by: User) -> None:
    """Store the Word file of an adopted protocol; who sees the version may download it."""
    version.adopted = store(protocol_file(version), name=file_name(version), audience=version.audience, by=by)
    version.save(update_fields=["adopted"])


def protocol_file(version: ProtocolVersion) -> bytes:
    cover = exports.Cover(
        title=version.protocol.title,
        number=version.protocol.number,
        version=str(version.version_number),
        dated=timezone.localdate(version.adopted_at) if version.adopted_at else today(),
        status=STATUS[ProtocolState(version.state)],
        content_hash=digest([version.protocol.title, version.body]),
    )
    return write_protocol(ProtocolExport(cover, body.from_json(version.body), attached_to(version)))


def file_name(version: ProtocolVersion) -> str:
    return f"{version.protocol.number}-{slugify(version.protocol.title)[:80]}-versie-{version.version_number}.docx"
