"""Case tokens as `access` asks for them: from memberships, replacements and covenants; `triage:…` from roles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from access.grants import Grant
from accounts.models import Municipality, Role, RoleAssignment, User
from casefiles import rules
from casefiles.house import IN_LINE, holders
from casefiles.machines import TRIAGE_ROLES
from casefiles.medical_source import disclosed
from casefiles.models import Membership, Replacement
from casefiles.models.occurrence import house_token
from casefiles.models.referral import triage_token
from casefiles.models.rights_request import RIGHTS
from casefiles.standing import Mode, day, memberships, mode_of, resolve_standings, triple
from documents.gate import coverings

# Who keeps the contact point for rights requests of a municipality, and who oversees it.
WEIGH_OR_HOLD = {*TRIAGE_ROLES, *IN_LINE}
RIGHTS_ROLES = (Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER)


@dataclass(frozen=True)
class CaseSource:
    """Case-scoped tokens from memberships, replacements, covenants and disclosure records; `triage:…` from roles.

    `within`: of these cases alone, where all that somebody has elsewhere would be read for nothing.
    """

    within: frozenset[int] | None = None

    def grants(self, users: Sequence[User], at: datetime) -> Mapping[int, Iterable[Grant]]:
        on = timezone.localdate(at)
        held: dict[int, list[Grant]] = defaultdict(list)
        standings = resolve_standings(users, on, within=self.within)
        for user_id, places in standings.items():
            held[user_id] += [grant for place in places for grant in place.grants()]
        for user_id, grants in disclosed(standings, on).items():
            held[user_id] += grants
        for user_id, grants in _triage(users, on).items() if self.within is None else ():
            held[user_id] += grants
        return held

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        cases = {parsed[0] for token in tokens if (parsed := rules.parse(token))}
        if cases:
            on = timezone.localdate()
            members = Membership.objects.current(on).filter(case_id__in=cases).values("user_id")
            deputies = Replacement.objects.current(on).filter(absent__in=members).values("deputy_id")
            return User.objects.filter(Q(pk__in=members) | Q(pk__in=deputies))
        if any(token.startswith(("triage:", "house:")) for token in tokens):
            return User.objects.filter(pk__in=RoleAssignment.objects.filter(role__in=WEIGH_OR_HOLD).values("user_id"))
        if any(token.startswith(f"{RIGHTS}:") for token in tokens):
            return User.objects.filter(pk__in=RoleAssignment.objects.filter(role__in=RIGHTS_ROLES).values("user_id"))
        return None

    def missing(self, user: User, tokens: frozenset[str], at: datetime) -> list[str]:
        on = timezone.localdate(at)
        cases = {parsed[0] for token in tokens if (parsed := rules.parse(token))}
        if not cases or not user.is_active:
            return []
        members = list(memberships({user.pk}).filter(case_id__in=cases))
        if not members:
            return [_("%(person)s is not a member of the team of this case.") % {"person": user}]
        return [_why_not(member, on) for member in members]


def _triage(users: Sequence[User], on: date) -> dict[int, list[Grant]]:
    held: dict[int, list[Grant]] = defaultdict(list)
    rows = list(
        RoleAssignment.objects.current(on).filter(user__in=users, role__in=(*TRIAGE_ROLES, *RIGHTS_ROLES, *IN_LINE))
    )
    in_line = holders(on) if any(row.role in IN_LINE for row in rows) else {}
    everywhere = list(Municipality.objects.values_list("pk", flat=True)) if rows else []
    for row in rows:
        places = [row.municipality_id] if row.municipality_id else everywhere
        held[row.user_id] += [
            Grant(house_token(one), Triage(row.role)) for one in places if in_line.get(one) == row.role
        ]
        if row.role in RIGHTS_ROLES:
            held[row.user_id] += [Grant(f"{RIGHTS}:{place}", Contact(row.role)) for place in places]
        elif row.role in TRIAGE_ROLES:
            held[row.user_id] += [Grant(triage_token(place), Triage(row.role)) for place in places]
    return held


@dataclass(frozen=True)
class Triage:
    """The ground "because you weigh signals here"."""

    role: str
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        return [_("You weigh referrals here as %(role)s.") % {"role": Role(self.role).label}]


@dataclass(frozen=True)
class Contact:
    """The ground "because you keep the contact point here"."""

    role: str
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        return [_("You see rights requests here as %(role)s.") % {"role": Role(self.role).label}]


def _why_not(member: Membership, on: date) -> str:
    if member.ends_on < on:
        return _("The membership of %(person)s ended on %(day)s.") % {"person": member.user, "day": day(member.ends_on)}
    if member.starts_on > on:
        return _("The membership of %(person)s starts on %(day)s.") % {
            "person": member.user,
            "day": day(member.starts_on),
        }
    covering = coverings([triple(member)], on=on)[triple(member)]
    if mode_of(member.function, covering.cover) == Mode.NOTHING:
        return _("No covenant in force covers %(organisation)s in %(municipality)s for this purpose.") % {
            "organisation": member.organisation,
            "municipality": member.case.municipality,
        }
    return _("%(person)s is a member as %(function)s, but not of the circle of this item.") % {
        "person": member.user,
        "function": member.get_function_display(),
    }
