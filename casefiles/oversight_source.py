"""Who holds what by watching over a municipality: seals, terms of keeping, disclosures; never a word of a case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from access.grants import Grant
from accounts.models import Municipality, Role, RoleAssignment, User
from casefiles.models.disclosure import DISCLOSED
from casefiles.models.retention import RETENTION
from casefiles.models.seal import SEALING

OPENS = {
    Role.PRIVACY_OFFICER: (SEALING, RETENTION, DISCLOSED),
    Role.DATA_PROTECTION_OFFICER: (RETENTION,),
    Role.PROCESS_MANAGER: (RETENTION,),
    Role.MUNICIPAL_DIRECTOR: (RETENTION,),
}


OPENED = tuple(sorted({f"{kind}:" for kinds in OPENS.values() for kind in kinds}))


@dataclass(frozen=True)
class Oversees:
    """The ground "because you watch over this here"."""

    role: str
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        return [_("You watch over this municipality as %(role)s.") % {"role": Role(self.role).label}]


class OversightSource:
    """`sealing:…`, `retention:…` and `disclosed:…` from dated roles, by municipality."""

    def grants(self, users: Sequence[User], at: datetime) -> Mapping[int, Iterable[Grant]]:
        held: dict[int, list[Grant]] = defaultdict(list)
        rows = list(RoleAssignment.objects.current(timezone.localdate(at)).filter(user__in=users, role__in=OPENS))
        everywhere = list(Municipality.objects.values_list("pk", flat=True)) if rows else []
        for row in rows:
            places = [row.municipality_id] if row.municipality_id else everywhere
            for kind in OPENS[Role(row.role)]:
                held[row.user_id] += [Grant(f"{kind}:{place}", Oversees(row.role)) for place in places]
        return held

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        if any(token.startswith(OPENED) for token in tokens):
            return User.objects.filter(pk__in=RoleAssignment.objects.filter(role__in=OPENS).values("user_id"))
        return None

    def missing(self, user: User, tokens: frozenset[str], at: datetime) -> list[str]:
        return []
