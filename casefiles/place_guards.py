"""What must hold before somebody gets a place in a team.

Like `guards`, these reach other nouns through the thing that they guard.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.guards import case_is_open, cover_of, wrong_kind
from workflows.refusals import Unmet


def not_for_oneself(item: Any, viewer: Viewer) -> Unmet | None:
    if _person(item).pk != viewer.user.pk:
        return None
    return Unmet(_("You cannot give access to yourself."), forbidden=True)


def person_is_active(item: Any, viewer: Viewer) -> Unmet | None:
    return None if _person(item).is_active else Unmet(_("This account is not active."))


def period_is_possible(place: Any, viewer: Viewer) -> Unmet | None:
    if place.ends_on < place.starts_on:
        return Unmet(_("The end lies before the start."))
    if (place.ends_on - place.starts_on).days > settings.GRANT_DAYS:
        return Unmet(_("Access is given for six months at most; after that it is renewed."))
    return None


def gate_covers(place: Any, viewer: Viewer) -> Unmet | None:
    """D-17: the covenant gate at each membership."""
    return cover_in(place.case, place.user, viewer=viewer)


def kind_fits(place: Any, viewer: Viewer) -> Unmet | None:
    return wrong_kind(place.case.meeting_type, place.function, place.user)


def not_in_team_yet(place: Any, viewer: Viewer) -> Unmet | None:
    if not place.case.memberships.current(viewer.today).filter(user=place.user, function=place.function).exists():
        return None
    return Unmet(_("%(person)s is already in the team in this function.") % {"person": place.user})


def not_invited_yet(place: Any, viewer: Viewer) -> Unmet | None:
    open_ones = place.case.invitation_set.filter(state="offered", expires_on__gte=viewer.today)
    if not open_ones.filter(user=place.user, function=place.function).exists():
        return None
    return Unmet(_("%(person)s is invited already and did not answer yet.") % {"person": place.user})


def invitation_still_stands(place: Any, viewer: Viewer) -> Unmet | None:
    if viewer.today <= min(place.expires_on, place.ends_on):
        return None
    return Unmet(_("This invitation expired. Ask for a new one."), who=str(place.owner))


# Everything that a place asks of a person, whoever gives it and however.
PLACE = (period_is_possible, gate_covers, person_is_active, case_is_open, kind_fits, not_in_team_yet)


def _person(item: Any) -> Any:
    return item.user if hasattr(item, "user_id") else item.person


def cover_in(case: Any, user: Any, *, viewer: Viewer) -> Unmet | None:
    """The gate of this case for this person, as of the organisation that they work for now."""
    return cover_of(
        meeting_type_id=case.meeting_type_id,
        organisation_id=user.organisation_id,
        municipality_id=case.municipality_id,
        viewer=viewer,
    )
