"""Setting a flag on a case, changing its purpose, and recording that somebody died."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from access.viewer import Viewer
from casefiles.actions.begin import begin, made_by
from casefiles.models import Case, Flag, PurposeChange
from documents.models import MeetingType
from workflows.fire import fire


def set_flag(case: Case, kind: str, *, viewer: Viewer, reason: str) -> Flag:
    return begin(Flag(case=case, kind=kind, words=reason, **made_by(viewer)), "flag.set", viewer=viewer, reason=reason)


def change_purpose(
    case: Case, after: MeetingType, *, before: MeetingType, viewer: Viewer, reason: str
) -> PurposeChange:
    """`before`: the purpose that its writer read."""
    change = PurposeChange(case=case, before=before, after=after, words=reason, **made_by(viewer))
    return begin(change, "purpose.change", viewer=viewer, reason=reason)


@dataclass(frozen=True)
class Death:
    """When, and from whom it is known."""

    died_on: date
    reason: str


def record_death(case: Case, death: Death, *, viewer: Viewer, expected_version: int) -> Case:
    """D-38: the case goes to closing, and nobody is mailed about it any more."""
    with transaction.atomic():
        moved = fire("case.record_death", case, viewer=viewer, expected_version=expected_version, reason=death.reason)
        moved.died_on = death.died_on
        moved.save(update_fields=["died_on"])
        return moved
