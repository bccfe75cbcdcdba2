"""How a version is changed: seen, claimed, allowed, and afterwards sealed, logged and told to search."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer, renew
from audit.models import Action
from documents.access import is_editable, may_make
from documents.audiences import show_to, while_in_the_making
from documents.covenant_guards import LEADER_NAME
from documents.models.covenant import CovenantVersion
from documents.models.matrix import MatrixVersion
from documents.models.protocol import ProtocolVersion
from documents.revision import revision_of
from workflows.claim import claim
from workflows.models import contributed
from workflows.refusals import StepRefused, Unmet

V = TypeVar("V", CovenantVersion, MatrixVersion, ProtocolVersion)
AnyVersion = CovenantVersion | MatrixVersion | ProtocolVersion


@contextmanager
def editing(version: V, *, viewer: Viewer, expected_version: int, doing: str) -> Iterator[V]:
    """The version, ours to change inside the block. `doing` names the change in the access log.

    Raises Http404, Stale or StepRefused before the block; when the block fails, nothing was changed.
    """
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(version, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        if not is_editable(current):
            raise refused(_("It is “%(state)s” now, and does not change any more.") % {"state": state_of(current)})
        yield current
        seal(current)
        contributed(current, viewer.user)
        note_change(fresh, current, Action.UPDATE, step=doing)
        # Parties and signatories may have changed: who takes part sees it, who no longer does sees it no more.
        show_to(current, while_in_the_making(current))


def renewed(viewer: Viewer) -> Viewer:
    """The viewer as they are now, on the same trail: a right that ended since the page was opened counts no more."""
    return renew(viewer)


def must_make(viewer: Viewer) -> None:
    if not may_make(viewer):
        raise StepRefused(
            _("This cannot be done"), [Unmet(_("This is up to the project leader."), who=LEADER_NAME, forbidden=True)]
        )


def refused(text: str) -> StepRefused:
    return StepRefused(_("This cannot be changed now"), [Unmet(text)])


def state_of(version: AnyVersion) -> str:
    return str(version.get_state_display())


def seal(version: AnyVersion) -> None:
    """A covenant carries the hash of its content: signatures on another text count no more."""
    if isinstance(version, CovenantVersion):
        version.revision = revision_of(version)
        version.save(update_fields=["revision"])
