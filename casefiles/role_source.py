"""What a dated role opens in a municipality: weighing, answering for the house, rights, emergencies, seals, terms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.grants import Grant, People
from accounts.models import Municipality, Role, RoleAssignment, User
from casefiles.house import IN_LINE, holders
from casefiles.places import DISCLOSED, HOUSE, RETENTION, RIGHTS, SEALING, TRIAGE, WATCH, place_token

OPENS = {
    Role.PRIVACY_OFFICER: (RIGHTS, WATCH, SEALING, RETENTION, DISCLOSED),
    Role.DATA_PROTECTION_OFFICER: (RIGHTS, WATCH, RETENTION),
    Role.PROCESS_MANAGER: (TRIAGE, RETENTION),
    Role.MUNICIPAL_DIRECTOR: (TRIAGE, RETENTION),
}
ROLES = {*OPENS, *IN_LINE}
KINDS = (HOUSE, *sorted({kind for kinds in OPENS.values() for kind in kinds}))
WEIGHS = _("You weigh referrals here as %(role)s.")
OVERSEES = _("You watch over this municipality as %(role)s.")
SENTENCES = {
    TRIAGE: WEIGHS,
    HOUSE: WEIGHS,
    RIGHTS: _("You see rights requests here as %(role)s."),
    WATCH: _("You watch over emergency access here as %(role)s."),
}


@dataclass(frozen=True)
class ByRoleHere:
    """The ground "because you hold this role in this municipality"."""

    role: str
    kind: str
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        return [str(SENTENCES.get(self.kind, OVERSEES)) % {"role": Role(self.role).label}]


class RoleSource:
    """Tokens of a municipality, by kind; never a word of a case but what the noun itself shows to who holds one."""

    def grants(self, people: People) -> Mapping[int, Iterable[Grant]]:
        held: dict[int, list[Grant]] = defaultdict(list)
        rows = [row for roles in people.roles.values() for row in roles if row.role in ROLES]
        in_line = holders(people.today) if any(row.role in IN_LINE for row in rows) else {}
        everywhere = list(Municipality.objects.values_list("pk", flat=True)) if rows else []
        for row in rows:
            places = [row.municipality_id] if row.municipality_id else everywhere
            opened = [(kind, place) for kind in OPENS.get(Role(row.role), ()) for place in places]
            opened += [(HOUSE, place) for place in places if in_line.get(place) == row.role]
            held[row.user_id] += [Grant(place_token(kind, place), ByRoleHere(row.role, kind)) for kind, place in opened]
        return held

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        if any(token.partition(":")[0] in KINDS for token in tokens):
            return User.objects.filter(pk__in=RoleAssignment.objects.filter(role__in=ROLES).values("user_id"))
        return None

    def missing(self, user: User, tokens: frozenset[str], at: datetime) -> list[str]:
        return []
