"""What people hold by who they are: themselves, their organisation, their dated roles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from access.grants import Grant, People
from accounts.models import Role, RoleAssignment, User

EVERYONE = "everyone"


@dataclass(frozen=True)
class Identity:
    """The ground "because you are you"."""

    sentence: str
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        return [self.sentence]


@dataclass(frozen=True)
class ByRole:
    """The ground "because you hold this role"."""

    role: str
    starts_on: date
    on_behalf_of_key: str = ""

    def lines(self) -> list[str]:
        return [
            _("You are %(role)s since %(day)s.")
            % {"role": Role(self.role).label, "day": date_format(self.starts_on, "j F Y")}
        ]


class PeopleSource:
    """Grants from `accounts` alone: everyone, user, organisation, role, organisation with role."""

    def grants(self, people: People) -> Mapping[int, Iterable[Grant]]:
        return {
            user.pk: [_everyone(), _own(user), _organisation(user), *_by_roles(user, people.roles.get(user.pk, ()))]
            for user in people.users
        }

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        if EVERYONE in tokens:
            return User.objects.all()
        condition = Q()
        for token in tokens:
            condition |= _condition(token)
        return User.objects.filter(condition) if condition else None

    def missing(self, user: User, tokens: frozenset[str], at: datetime) -> list[str]:
        if not user.is_active:
            return [_("This account is not active.")]
        if any(_condition(token) for token in tokens):
            return [_("It was not published to you, your organisation or a role that you hold today.")]
        return []


def _by_roles(user: User, roles: Sequence[RoleAssignment]) -> Iterator[Grant]:
    for row in roles:
        basis = ByRole(row.role, row.starts_on)
        yield Grant(f"role:{row.role}", basis)
        yield Grant(f"org:{user.organisation_id}+role:{row.role}", basis)


def _condition(token: str) -> Q:
    """Who could hold a token of this source; an empty condition when it is not one of this source."""
    if "+" in token:
        return _condition(token.split("+")[0]) & _condition(token.split("+")[1])
    kind, _colon, value = token.partition(":")
    match kind:
        case "user":
            return Q(pk=int(value))
        case "org":
            return Q(organisation_id=int(value))
        case "role":
            return Q(pk__in=RoleAssignment.objects.filter(role=value).values("user_id"))
    return Q()


def _everyone() -> Grant:
    return Grant(EVERYONE, Identity(_("It is published to everyone who is signed in.")))


def _own(user: User) -> Grant:
    return Grant(f"user:{user.pk}", Identity(_("It was published to you by name.")))


def _organisation(user: User) -> Grant:
    name = {"organisation": user.organisation.name}
    return Grant(f"org:{user.organisation_id}", Identity(_("You work at %(organisation)s.") % name))
