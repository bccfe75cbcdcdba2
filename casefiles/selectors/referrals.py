"""Which referrals a person made or weighs, and who could direct the case that may follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from access.viewer import Viewer
from accounts.models import Role, RoleAssignment, User
from casefiles.models import Referral, ReferralState
from documents.models import CaseFunction

S = ReferralState
TO_WEIGH = (S.SUBMITTED, S.IN_TRIAGE)
STATE_KINDS = {
    S.JOINED: "safe",
    S.SUBMITTED: "active",
    S.IN_TRIAGE: "active",
    S.ACCEPTED: "safe",
    S.EMERGENCY: "warning",
}


@dataclass(frozen=True)
class Referrals:
    """`to_weigh` and `weighed` none: the reader does not weigh signals anywhere."""

    mine: Sequence[Referral]
    to_weigh: Sequence[Referral] | None
    weighed: Sequence[Referral] | None


def referrals(viewer: Viewer) -> Referrals:
    rows = [as_read_by(viewer, one) for one in readable(viewer)]
    mine = [one for one in rows if one.referrer_id == viewer.user.pk]
    if not any(token.startswith("triage:") for token in viewer.grants):
        return Referrals(mine, None, None)
    others = [one for one in rows if one.state != S.DRAFT and f"triage:{one.municipality_id}" in viewer.grants]
    return Referrals(
        mine,
        [one for one in others if one.state in TO_WEIGH],
        [one for one in others if one.state not in TO_WEIGH],
    )


def as_read_by(viewer: Viewer, referral: Referral) -> Referral:
    """D-30: for its referrer a referral that was joined stays as it was. Never saved: `fire` reads it anew."""
    seen = referral.state_for(viewer)
    if seen != referral.state:
        # The field is protected, against writing a state; this is how it is shown.
        referral.__dict__["state"] = seen
        referral.joined_to = None
    return referral


def readable(viewer: Viewer) -> QuerySet[Referral]:
    rows = Referral.objects.visible_to(viewer)
    return rows.select_related("municipality", "meeting_type", "organisation", "referrer", "case")


def candidates(referral: Referral, function: CaseFunction, *, viewer: Viewer) -> QuerySet[User]:
    """Who could hold this function: active people with its role in this municipality, of its kind of organisation."""
    role, kind = referral.meeting_type.role_for(function), referral.meeting_type.kind_for(function)
    people = User.objects.filter(is_active=True).select_related("organisation").order_by("name")
    if kind:
        people = people.filter(organisation__kind=kind)
    if role not in Role.values:
        return people
    here = Q(municipality=referral.municipality_id) | Q(municipality__isnull=True)
    holders = RoleAssignment.objects.current(viewer.today).filter(here, role=role)
    return people.filter(pk__in=holders.values("user_id"))
