"""What people hold for a short time: a question put to them, emergency access."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from access.grants import Grant, People
from accounts.models import User
from casefiles import rules
from casefiles.models import EmergencyAccess, Handover, Invitation
from casefiles.standing import moment
from casefiles.team_rules import ASKED


@dataclass(frozen=True)
class Question:
    """The ground "because you are asked"."""

    asker: str
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        return [_("%(person)s asks this of you.") % {"person": self.asker}]


@dataclass(frozen=True)
class EmergencyGround:
    """The ground "because of emergency access" (D-40): the circle of the team, never care, and no function."""

    access: EmergencyAccess
    on_behalf_of_key: str = ""

    @property
    def until(self) -> str:
        return moment(self.access.ends_at) if self.access.ends_at else ""

    def lines(self) -> list[str]:
        words = {"person": self.access.author, "until": self.until}
        found = [_("Emergency access, started by %(person)s, until %(until)s.") % words]
        if self.access.vital_interest:
            found.append(_("A vital interest was recorded: no covenant is asked for."))
        return [*found, _("It is for the circle of the team alone, to read.")]


class TeamSource:
    """`case:…:asked:…`, and the team's token in an emergency."""

    def grants(self, people: People) -> Mapping[int, Iterable[Grant]]:
        held: dict[int, list[Grant]] = defaultdict(list)
        for person, case_id, asker in [*_handovers(people.users), *_invitations(people.users, people.today)]:
            held[person].append(Grant(rules.case_token(case_id, ASKED, person), Question(asker)))
        running = EmergencyAccess.objects.filter(person__in=people.users, ends_at__gt=people.at)
        for one in running.prefetch_related("author"):
            held[one.person_id].append(Grant(rules.case_token(one.case_id, rules.TEAM), EmergencyGround(one)))
        return held

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        parsed = [one for token in tokens if (one := rules.parse(token))]
        asked = {value for _case, kind, value in parsed if kind == ASKED}
        teams = {case_id for case_id, kind, _value in parsed if kind == rules.TEAM}
        running = EmergencyAccess.objects.filter(case_id__in=teams, ends_at__gt=timezone.now())
        if not asked and not teams:
            return None
        return User.objects.filter(Q(pk__in=asked) | Q(pk__in=running.values("person_id")))

    def missing(self, user: User, tokens: frozenset[str], at: datetime) -> list[str]:
        return []


Asked = Iterable[tuple[int, int, str]]


def _handovers(users: Sequence[User]) -> Asked:
    rows = Handover.objects.filter(receiver__in=users, state="offered")
    return rows.order_by().values_list("receiver_id", "case_id", "author__name")


def _invitations(users: Sequence[User], on: date) -> Asked:
    rows = Invitation.objects.filter(user__in=users, state="offered", expires_on__gte=on)
    return rows.order_by().values_list("user_id", "case_id", "author__name")
