"""Starting emergency access for one named person (D-3, D-40)."""

from dataclasses import dataclass

from access.viewer import Viewer
from accounts.models import User
from casefiles.actions.begin import begin, made_by
from casefiles.models import Case, EmergencyAccess


@dataclass(frozen=True)
class Alarm:
    """Who must read at once and why; `vital_interest`: whose life or health is at stake, where no covenant covers."""

    person: User
    reason: str
    vital_interest: str = ""


def start_emergency(case: Case, alarm: Alarm, *, viewer: Viewer) -> EmergencyAccess:
    access = EmergencyAccess(
        case=case,
        person=alarm.person,
        words=alarm.reason,
        vital_interest=alarm.vital_interest,
        **made_by(viewer),
    )
    return begin(access, "emergency.start", viewer=viewer, reason=alarm.reason)
