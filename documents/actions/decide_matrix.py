"""How a matrix gets its scope, is proposed, adopted by two, or sent back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from access.viewer import Viewer
from accounts.models import Municipality
from documents.actions.editing import editing
from documents.models.matrix import MatrixVersion, RoleMatrix
from documents.models.purpose import MeetingType
from workflows.fire import fire


@dataclass(frozen=True)
class MatrixScope:
    """Over which cases it decides, and from when. No municipalities: the default; no meeting types: all (D-19)."""

    municipalities: tuple[Municipality, ...] = ()
    meeting_types: tuple[MeetingType, ...] = ()
    effective_at: datetime | None = None


def set_scope(version: MatrixVersion, *, viewer: Viewer, expected_version: int, scope: MatrixScope) -> MatrixVersion:
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.scope") as current:
        current.municipalities.set(scope.municipalities)
        current.meeting_types.set(scope.meeting_types)
        current.effective_at = scope.effective_at
        current.save(update_fields=["effective_at"])
    return current


def propose_matrix(version: MatrixVersion, *, viewer: Viewer, expected_version: int) -> MatrixVersion:
    return fire("matrix.propose", version, viewer=viewer, expected_version=expected_version)


def adopt_matrix(version: MatrixVersion, *, viewer: Viewer, expected_version: int) -> MatrixVersion:
    """Vote for adoption; the second vote, of another organisation, adopts it (D-13)."""
    with transaction.atomic():
        # One adoption at a time: two at once could both find that their scopes do not overlap.
        list(RoleMatrix.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
        step = "matrix.adopt" if version.votes.exists() else "matrix.endorse"
        return fire(step, version, viewer=viewer, expected_version=expected_version)


def send_back_matrix(version: MatrixVersion, *, viewer: Viewer, expected_version: int, reason: str) -> MatrixVersion:
    """By a director who does not agree; votes that were given lapse."""
    return fire("matrix.send_back", version, viewer=viewer, expected_version=expected_version, reason=reason)


def withdraw_matrix(version: MatrixVersion, *, viewer: Viewer, expected_version: int, reason: str) -> MatrixVersion:
    """By the project leader, to change it once more; votes that were given lapse."""
    return fire("matrix.withdraw", version, viewer=viewer, expected_version=expected_version, reason=reason)
