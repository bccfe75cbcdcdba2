"""Case tokens as `access` asks for them: from memberships, replacements, covenants and disclosure records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from access.grants import Grant, People
from accounts.models import User
from casefiles import rules
from casefiles.medical_source import disclosed
from casefiles.models import Membership, Replacement
from casefiles.standing import Mode, day, memberships, mode_of, resolve_standings, triple
from documents.gate import coverings


@dataclass(frozen=True)
class CaseSource:
    """Case-scoped tokens from memberships, replacements, covenants and disclosure records.

    `within`: of these cases alone, where all that somebody has elsewhere would be read for nothing.
    """

    within: frozenset[int] | None = None

    def grants(self, people: People) -> Mapping[int, Iterable[Grant]]:
        on = people.today
        held: dict[int, list[Grant]] = defaultdict(list)
        standings = resolve_standings(people.users, on, within=self.within)
        for user_id, places in standings.items():
            held[user_id] += [grant for place in places for grant in place.grants()]
        for user_id, grants in disclosed(standings, on).items():
            held[user_id] += grants
        return held

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        cases = {parsed[0] for token in tokens if (parsed := rules.parse(token))}
        if cases:
            on = timezone.localdate()
            members = Membership.objects.current(on).filter(case_id__in=cases).values("user_id")
            deputies = Replacement.objects.current(on).filter(absent__in=members).values("deputy_id")
            return User.objects.filter(Q(pk__in=members) | Q(pk__in=deputies))
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
