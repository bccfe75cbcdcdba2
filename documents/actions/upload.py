"""What somebody uploads to make an agreement of, and where it comes to lie."""

from dataclasses import dataclass
from typing import Any

from access.viewer import Viewer
from documents.actions.attach import copy_attachments
from documents.attachments.names import safe_name
from documents.audiences import LEADERS, new_audience
from documents.models.covenant import CovenantKind, CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.models.protocol import ProtocolVersion
from documents.models.stored_file import StoredFile
from documents.storage import store


@dataclass(frozen=True)
class Upload:
    """A Word file; `title` where the file's own will not do; `kind` is that of a new covenant."""

    content: bytes
    name: str
    title: str = ""
    kind: str = CovenantKind.MUNICIPAL_COVENANT
    # The version of which this file is the next one; none makes a new series with a number of its own.
    next_of: CovenantVersion | MatrixVersion | ProtocolVersion | None = None

    def titled(self, found: str) -> str:
        return (self.title or found or self.name.removesuffix(".docx")).strip()[:200]


def take_files_along(upload: Upload, version: Any) -> None:
    """What is attached to the version before it, as in a copy that is made here. It is content: before the seal."""
    if upload.next_of is not None:
        copy_attachments(upload.next_of, version)


def keep_original(upload: Upload, *, viewer: Viewer) -> StoredFile:
    """For project leaders only: a Word file also holds what its reader is not shown."""
    return store(upload.content, name=safe_name(upload.name, "docx"), audience=new_audience(LEADERS), by=viewer.user)
