"""What must hold before a case is opened to somebody in an emergency (D-40)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Role
from casefiles.place_guards import cover_in
from casefiles.working_days import working_days_after
from workflows.refusals import Unmet


def person_has_no_access_yet(emergency: Any, viewer: Viewer) -> Unmet | None:
    person, case = emergency.person, emergency.case
    running = case.emergencyaccess_set.filter(person=person, ends_at__gt=viewer.at).exclude(pk=emergency.pk)
    covered = cover_in(case, person, viewer=viewer) is None
    member = case.memberships.current(viewer.today).filter(user=person, organisation=person.organisation_id)
    if not running.exists() and not (covered and member.exists()):
        return None
    return Unmet(_("%(person)s has access already.") % {"person": person})


def gate_or_vital_interest(emergency: Any, viewer: Viewer) -> Unmet | None:
    """D-40: only a vital interest that is written down passes the covenant gate."""
    if emergency.vital_interest.strip():
        return None
    missing = cover_in(emergency.case, emergency.person, viewer=viewer)
    if missing is None:
        return None
    return Unmet(
        _("%(missing)s Write down the vital interest, if life or health is at stake.") % {"missing": missing.text},
        who=missing.who,
    )


def starter_is_not_suspended(emergency: Any, viewer: Viewer) -> Unmet | None:
    """D-40: what nobody reviewed in time suspends the right of who started it, until it is reviewed."""
    earlier = type(emergency).objects.filter(author=viewer.user, state__in=["started", "extended"])
    late = [one for one in earlier.exclude(pk=emergency.pk) if viewer.today > review_by(one)]
    if not late:
        return None
    return Unmet(
        _("Emergency access that you started was not reviewed in time. Until it is, you start no other."),
        who=Role.PRIVACY_OFFICER.label,
        forbidden=True,
    )


def emergency_is_running(emergency: Any, viewer: Viewer) -> Unmet | None:
    return None if emergency.is_running(viewer.at) else Unmet(_("This emergency access is over. Start it anew."))


def review_by(emergency: Any) -> date:
    """The last day on which its review is in time."""
    return working_days_after(emergency.shared_at, settings.EMERGENCY_REVIEW_WORKING_DAYS)
