"""What a viewer holds today, and on what ground."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import RoleAssignment, User


class Basis(Protocol):
    """The ground of a grant."""

    @property
    def on_behalf_of_key(self) -> str:
        """The key of the person who is replaced, or nothing."""

    def lines(self) -> list[str]:
        """The chain, one sentence a link, in the reader's language."""


@dataclass(frozen=True)
class Grant:
    """A token that a viewer holds. `until` none: for everything; else for what is not newer (D-1, winding down)."""

    token: str
    basis: Basis
    until: datetime | None = None

    def reaches(self, since: datetime | None) -> bool:
        """Whether a thing shared at `since` lies within this grant."""
        return self.until is None or (since is not None and since <= self.until)


@dataclass(frozen=True)
class People:
    """Active people at one moment, with the roles they hold then, by primary key: read once for all sources."""

    users: Sequence[User]
    at: datetime
    roles: Mapping[int, Sequence[RoleAssignment]]

    @property
    def today(self) -> date:
        """The day in Amsterdam of that moment."""
        return timezone.localdate(self.at)


class TokenSource(Protocol):
    """A room's contribution to what people hold. All reads are in bulk: a fixed number of queries for any number."""

    def grants(self, people: People) -> Mapping[int, Iterable[Grant]]:
        """What each of them holds, by primary key."""

    def candidates(self, tokens: frozenset[str]) -> QuerySet[User] | None:
        """Who could hold one of these tokens; none when this source gives none of them."""

    def missing(self, user: User, tokens: frozenset[str], at: datetime) -> list[str]:
        """Why this person holds none of these tokens, as far as this source gives them."""


_sources: dict[type[TokenSource], TokenSource] = {}


def register(source: TokenSource) -> None:
    """Called once per source, in `casustafel.wiring`; a second time replaces the first."""
    _sources[type(source)] = source


def sources() -> tuple[TokenSource, ...]:
    return tuple(_sources.values())
