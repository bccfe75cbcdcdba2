"""Who is looking: resolved once per request from the database, never kept longer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from access.grants import Grant, People, TokenSource, sources
from access.scope import Scope
from accounts.models import RoleAssignment, User
from audit.trail import Identity, Trail


@dataclass(frozen=True)
class HeldRole:
    """A role held today; `municipality_id` none means the whole region."""

    role: str
    municipality_id: int | None


@dataclass(frozen=True)
class Viewer:
    """A person, what they hold at one moment, and the trail of what they look at."""

    user: User
    at: datetime
    roles: tuple[HeldRole, ...]
    grants: Mapping[str, tuple[Grant, ...]]
    trail: Trail = field(compare=False)

    @property
    def today(self) -> date:
        """The day in Amsterdam: every period in this product is counted in days there."""
        return timezone.localdate(self.at)

    def has_role(self, role: str, *, municipality_id: int | None = None) -> bool:
        """Whether this role is held, in this municipality when one is named."""
        return any(
            held.role == role and (municipality_id is None or held.municipality_id in {None, municipality_id})
            for held in self.roles
        )

    @property
    def principals(self) -> frozenset[str]:
        """The keys of the viewer and of everyone on whose behalf they act."""
        bases = (grant.basis for grants in self.grants.values() for grant in grants)
        return frozenset({self.user.key, *(basis.on_behalf_of_key for basis in bases)} - {""})

    @cached_property
    def rights(self) -> tuple["Viewer", ...]:
        """The same person by each of their rights apart: their own first, then those of each whom they replace."""
        absent = sorted(self.principals - {self.user.key})
        return tuple(self._by(key) for key in ("", *absent)) if absent else (self,)

    def _by(self, on_behalf_of_key: str) -> "Viewer":
        kept = {
            token: tuple(grant for grant in grants if grant.basis.on_behalf_of_key == on_behalf_of_key)
            for token, grants in self.grants.items()
        }
        return replace(self, grants={token: grants for token, grants in kept.items() if grants})

    def grant_for(self, token: str, since: datetime | None) -> Grant | None:
        """A grant of this token that reaches a thing shared at `since`: by one's own right where that suffices."""
        reaching = [grant for grant in self.grants.get(token, ()) if grant.reaches(since)]
        return next((grant for grant in reaching if not grant.basis.on_behalf_of_key), next(iter(reaching), None))

    @cached_property
    def tokens_by_reach(self) -> Mapping[datetime | None, frozenset[str]]:
        """Tokens grouped by the moment they reach to; a token counts once, with its widest reach."""
        groups: dict[datetime | None, set[str]] = defaultdict(set)
        for token, grants in self.grants.items():
            groups[grants[0].until].add(token)
        return {until: frozenset(tokens) for until, tokens in groups.items()}

    def scope(self) -> Scope:
        """What a search for this viewer may find."""
        groups = self.tokens_by_reach
        limited = [(until, tokens) for until, tokens in groups.items() if until is not None]
        return Scope._make(groups.get(None, frozenset()), limited)


def resolve(user: User, *, at: datetime | None = None) -> Viewer:
    """The viewer for one person at one moment (now, unless a moment is given)."""
    return resolve_many([user], at=at)[user.pk]


def renew(viewer: Viewer, *, at: datetime | None = None) -> Viewer:
    """The person as the database knows them now, on the same trail: who was deactivated meanwhile holds nothing."""
    user = User.objects.select_related("organisation").get(pk=viewer.user.pk)
    return replace(resolve(user, at=at), trail=viewer.trail)


def resolve_many(
    users: Sequence[User], *, at: datetime | None = None, by: Sequence[TokenSource] | None = None
) -> dict[int, Viewer]:
    """Viewers by primary key, in a number of queries that does not grow with the number of people.

    A deactivated person is a viewer who holds nothing. `by`: what these sources give and nothing else, for a question
    that asks no more; such a viewer sees less than the person does, never more.
    """
    moment = at or timezone.now()
    active = [user for user in users if user.is_active]
    people = People(active, moment, _roles(active, timezone.localdate(moment)))
    held: dict[int, dict[str, list[Grant]]] = {user.pk: defaultdict(list) for user in users}
    for source in sources() if by is None else by:
        for user_id, grants in source.grants(people).items():
            for grant in grants:
                held[user_id][grant.token].append(grant)
    return {user.pk: _viewer(user, people, held[user.pk]) for user in users}


def _viewer(user: User, people: People, held: Mapping[str, list[Grant]]) -> Viewer:
    roles = [HeldRole(row.role, row.municipality_id) for row in people.roles.get(user.pk, ())]
    return Viewer(
        user=user,
        at=people.at,
        roles=tuple(roles),
        grants={token: tuple(sorted(grants, key=_widest_first)) for token, grants in held.items()},
        trail=Trail(Identity(user.key, user.organisation.key, tuple(sorted({held.role for held in roles})))),
    )


def _widest_first(grant: Grant) -> tuple[bool, float, bool]:
    reach = 0.0 if grant.until is None else -grant.until.timestamp()
    return (grant.until is not None, reach, bool(grant.basis.on_behalf_of_key))


def _roles(users: Sequence[User], on: date) -> Mapping[int, list[RoleAssignment]]:
    held: dict[int, list[RoleAssignment]] = defaultdict(list)
    for assignment in RoleAssignment.objects.current(on).filter(user__in=users).order_by("pk"):
        held[assignment.user_id].append(assignment)
    return held
