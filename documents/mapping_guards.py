"""What must hold before other functions of a meeting are adopted."""

from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import RoleAssignment
from documents.days import today
from documents.matrix_guards import LEADER_NAME
from documents.models.purpose import CaseFunction
from workflows.refusals import Unmet


def somebody_weighs_referrals(thing: Any, viewer: Viewer) -> Unmet | None:
    """Without anyone in process direction every referral to this meeting would lie still."""
    meeting = thing.after()
    role, kind = (say(CaseFunction.PROCESS_DIRECTION) for say in (meeting.role_for, meeting.kind_for))
    held = RoleAssignment.objects.current(today()).filter(role=role, user__is_active=True)
    if (held.filter(user__organisation__kind=kind) if kind else held).exists():
        return None
    return Unmet(
        _("Nobody would hold process direction: referrals to this meeting could not be weighed."), who=LEADER_NAME
    )
