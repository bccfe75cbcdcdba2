"""What people hold because of a covenant: `partners`, while their organisation is party to one in force."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from access.grants import Grant, People
from accounts.models import User
from documents.days import today
from documents.gate import parties_in_force
from documents.models.covenant import GIVES_COVER
from documents.models.party import Party

PARTNERS = "partners"


@dataclass(frozen=True)
class ByCovenant:
    """The ground "your organisation signed this"."""

    organisation: str
    covenants: tuple[str, ...]
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        names = {"organisation": self.organisation, "covenants": ", ".join(self.covenants)}
        return [_("%(organisation)s is party to a covenant in force: %(covenants)s.") % names]


class PartnersSource:
    """Grants `partners` to the active people of every organisation that is party to a covenant in force."""

    def grants(self, people: People) -> Mapping[int, Iterable[Grant]]:
        covenants: dict[int, set[str]] = defaultdict(set)
        parties = Party.objects.in_force(people.today).filter(
            version__covenant__kind__in=GIVES_COVER, organisation__in={user.organisation_id for user in people.users}
        )
        for organisation_id, number in parties.order_by().values_list("organisation_id", "version__covenant__number"):
            covenants[organisation_id].add(number)
        return {
            user.pk: [
                Grant(PARTNERS, ByCovenant(str(user.organisation), tuple(sorted(covenants[user.organisation_id]))))
            ]
            for user in people.users
            if user.organisation_id in covenants
        }

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        return User.objects.filter(organisation__in=parties_in_force(today())) if PARTNERS in tokens else None

    def missing(self, user: User, tokens: frozenset[str], at: datetime) -> list[str]:
        if PARTNERS not in tokens or not user.is_active:
            return []
        return [_("%(organisation)s is no party to a covenant in force.") % {"organisation": user.organisation}]
