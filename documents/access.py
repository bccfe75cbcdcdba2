"""Who may make and change documents: pure functions; who may decide on them is in their steps."""

from typing import Any

from access.viewer import Viewer
from accounts.models import Role
from documents.models.covenant import EDITABLE, CovenantVersion
from documents.models.matrix import MatrixState, MatrixVersion
from documents.models.protocol import ProtocolState, ProtocolVersion

PAGE_WRITERS = (Role.PROJECT_LEADER,)


def may_make(viewer: Viewer) -> bool:
    """Agreements are made by the project leader."""
    return viewer.has_role(Role.PROJECT_LEADER)


def may_write_pages(viewer: Viewer) -> bool:
    """News and explanations are written by who makes the agreements that they are about."""
    return any(viewer.has_role(role) for role in PAGE_WRITERS)


def is_editable(version: Any) -> bool:
    """A covenant until it is signed (a change voids signatures); a matrix or protocol until it is proposed."""
    if isinstance(version, CovenantVersion):
        return version.state in EDITABLE
    if isinstance(version, ProtocolVersion):
        return bool(version.state == ProtocolState.DRAFT)
    return isinstance(version, MatrixVersion) and version.state == MatrixState.DRAFT


def is_decided(version: Any) -> bool:
    """Signed or adopted: what it says holds, and may be shown to others."""
    if isinstance(version, CovenantVersion):
        return version.begins_on is not None
    return isinstance(version, MatrixVersion | ProtocolVersion) and version.adopted_at is not None


def may_leave_for(viewer: Viewer, party: Any) -> bool:
    """A party leaves by its own signatory; the project leader may record it."""
    return may_make(viewer) or party.signatory_id == viewer.user.pk
