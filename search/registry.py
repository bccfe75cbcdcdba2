"""Which kinds of things can be found; each room registers its own in `casustafel.wiring`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from django.utils.functional import Promise

from access.viewer import Viewer
from search.documents import SearchDocument, Text


class Searchable(Protocol):
    """One kind of thing. All reads are in bulk: a fixed number of queries for any number of keys."""

    @property
    def kind(self) -> str:
        """A name without a colon, never changed: it is in the index."""

    @property
    def label(self) -> str | Promise:
        """How people call it."""

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        """What to index now; a key that is gone, or not shared, is left out and leaves the index."""

    def all_keys(self) -> Iterator[str]:
        """Every key that could have a document."""

    def seen(self, viewer: Viewer, keys: Sequence[str]) -> Mapping[str, Text]:
        """What to show of those that the viewer may see, according to the database."""

    def url(self, key: str) -> str:
        """The page of this thing."""


class UnknownKind(LookupError):
    """A change or a hit of a kind that nobody registered: the wiring is not loaded, or a room left."""


_searchables: dict[str, Searchable] = {}


def register(searchable: Searchable) -> None:
    """Called once per kind, in `casustafel.wiring`; a second time replaces the first."""
    _searchables[searchable.kind] = searchable


def searchable(kind: str) -> Searchable:
    """The one that knows this kind; raises `UnknownKind`."""
    try:
        return _searchables[kind]
    except KeyError:
        raise UnknownKind(kind) from None


def searchables() -> tuple[Searchable, ...]:
    """All of them, by kind."""
    return tuple(_searchables[kind] for kind in sorted(_searchables))
