"""What search asks of an engine: find within a scope, complete within a scope, replace by id, commit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, Protocol

from access.scope import Scope
from search.documents import SearchDocument
from search.fields import ALWAYS, Field, Period
from search.order import Place
from search.query import Clauses

FACETS = ("kind", "municipality", "case", "organisation", "period")


class IndexMissing(Exception):
    """There is no index under this name (any more)."""


class EngineUnavailable(Exception):
    """The engine is down, too slow, not whole, or refuses what it is given: there is no answer, not even a part."""


class Choice(NamedTuple):
    """Any of these will do: values as they are, or what was typed of one."""

    values: frozenset[str]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Request:
    """One question to the index: nothing outside `scope` and nothing in `hidden` has any influence on the answer.

    `selection` and `period` were chosen beside the text. Hits that stand after the place `after` are asked for.
    """

    clauses: Clauses
    scope: Scope
    hidden: frozenset[str] = frozenset()
    selection: Mapping[str, frozenset[str]] = field(default_factory=dict)
    period: Period = ALWAYS
    oldest: bool = False
    after: Place | None = None
    limit: int = 20

    @property
    def empty(self) -> bool:
        """It finds nothing: nothing may be seen, or nothing was asked."""
        return self.scope.empty or self.clauses.empty

    @cached_property
    def days(self) -> Period:
        """Chosen and typed."""
        return self.period & self.clauses.period

    @cached_property
    def choices(self) -> Mapping[str, Choice]:
        """Per facet what was chosen and typed in it; days apart."""
        typed = {field.facet for field in self.clauses.fields}
        return {facet: self._choice(facet) for facet in FACETS if facet in typed or facet in self.selection}

    def _choice(self, facet: str) -> Choice:
        fields = tuple(field for field in self.clauses.fields if field.facet == facet)
        return Choice(self.selection.get(facet, frozenset()), fields)


class Found(NamedTuple):
    """A hit: the id of the document and its date, to the second."""

    id: str
    date: datetime


@dataclass(frozen=True)
class Page:
    """Hits in order: title matches, then the exact phrase, all words, and all words but for errors in a name; newest,
    or oldest, first within each.

    `count` is what the whole request finds, on all pages. A facet counts what would be found if nothing were chosen
    in that facet, so that another choice can be offered; values are sorted. `next` is the place of the last hit, where
    more follow.
    """

    hits: tuple[Found, ...] = ()
    count: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: {facet: {} for facet in FACETS})
    next: Place | None = None


class Reader(Protocol):
    """An index; each question is answered from one state of it. Any may raise `IndexMissing` or `EngineUnavailable`."""

    def find(self, request: Request) -> Page:
        """The documents that answer all clauses."""

    def complete(self, request: Request, prefix: str) -> list[str]:
        """Words beginning with this folded prefix in what the request finds: shortest first, then by alphabet."""

    def near(self, request: Request, surface: str) -> list[str]:
        """Words near this folded one in what the request finds: fewest errors first, then as `complete`."""

    def count(self, request: Request) -> int:
        """How many documents it finds, on all pages."""

    def documents(self) -> int:
        """How many documents there are, deleted ones not counted."""

    def held(self, ids: Sequence[str] | None = None) -> Iterator[tuple[str, str]]:
        """Each id, or those of these that are there, with the digest that it was indexed with: a page at a time."""


class Writing(Protocol):
    """Changes that become visible at `commit`, all or none."""

    def replace(self, ids: Sequence[str], documents: Iterable[SearchDocument]) -> None:
        """Take away every copy of these ids, then add these documents."""

    def commit(self) -> None:
        """Make what was replaced visible to readers opened from now on."""


class Engine(Protocol):
    """Keeps indexes by name. Who asks sees to it that one process writes to one name at a time."""

    def create(self, name: str) -> None:
        """An empty index."""

    def reader(self, name: str, *, generation: int) -> Reader:
        """A reader at least as new as this generation; raises `IndexMissing`, or its first question does."""

    def writing(self, name: str) -> AbstractContextManager[Writing]:
        """Changes to this index; what is not committed at the end is dropped. Raises `IndexMissing`."""

    def drop_all_but(self, name: str) -> None:
        """Remove every other index, with all it holds."""
