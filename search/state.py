"""Which index is in use and what it may not show: read in one statement, because the two belong together.

The synonyms come along, because every search needs them: a change counts from the next search on.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import F

from search.documents import document_id
from search.errors import SearchUnavailable
from search.models import IndexState, PendingChange, SynonymGroup
from search.synonyms import NONE, Synonyms, synonyms

THE_STATE = 1
_NO_STATE = -1
_SYNONYMS = -2
# By hand: it is part of every search, and the query builder takes longer over a union than the database.
_SNAPSHOT = f"""
    SELECT generation, name, '', '' FROM {IndexState._meta.db_table}
    UNION SELECT {_NO_STATE}, '', kind, key FROM {PendingChange._meta.db_table} WHERE narrowed AND NOT indexed
    UNION SELECT {_SYNONYMS}, '', '', words FROM {SynonymGroup._meta.db_table}
"""  # noqa: S608 - names of tables, nothing from outside


@dataclass(frozen=True)
class Snapshot:
    """An index, how new a reader must be, the must-not list that goes with it, and the words that count as equal."""

    name: str
    generation: int
    hidden: frozenset[str]
    synonyms: Synonyms = NONE


def snapshot() -> Snapshot:
    """Read in two statements, a commit of the indexer in between would take a narrowed thing off the list while the
    reader still has its old copy. Raises `SearchUnavailable` where there is no index, or the list is too long.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT)
        return _snapshot(cursor.fetchall())


def _snapshot(rows: list[tuple[int, str, str, str]]) -> Snapshot:
    hidden = frozenset(document_id(kind, key) for generation, _, kind, key in rows if generation == _NO_STATE)
    states = [(name, generation) for generation, name, _, _ in rows if generation >= 0]
    groups = frozenset(words for generation, _, _, words in rows if generation == _SYNONYMS)
    if not states:
        raise SearchUnavailable("there is no index: run rebuild_index")
    if len(hidden) > settings.SEARCH_PENDING_CAP:
        raise SearchUnavailable("too many narrowed things wait to be indexed: is the worker running?")
    name, generation = states[0]
    return Snapshot(name, generation, hidden, synonyms(groups))


def index_in_use() -> IndexState | None:
    return IndexState.objects.filter(pk=THE_STATE).first()


def use(name: str, *, recipe: str) -> None:
    """From the next snapshot on, this is the index."""
    state, _created = IndexState.objects.get_or_create(pk=THE_STATE)
    IndexState.objects.filter(pk=state.pk).update(name=name, recipe=recipe, generation=F("generation") + 1)


def raise_generation() -> None:
    """Readers that are open must be renewed."""
    IndexState.objects.filter(pk=THE_STATE).update(generation=F("generation") + 1)
