"""How pending changes reach the index, so that a kill at any moment loses nothing and doubles nothing.

Order: read the rows, read the documents, replace, commit the index, then settle the rows and raise the generation.
Whatever is repeated after a crash is a replacement of the same ids by what the database says then.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from django.db import transaction

from search import locks, state
from search.documents import SearchDocument, document_id
from search.engines import engine, recipe
from search.engines.base import Writing
from search.models import PendingChange
from search.registry import searchable

BATCH = 500
# Databases limit how many values one statement may hold.
_STATEMENT = 500

T = TypeVar("T")


def drain() -> int:
    """Index everything that is waiting; returns how many changes were handled. Waits for another indexer."""
    handled = 0
    while settled := _drain_batch():
        handled += settled
    return handled


def fresh_name() -> str:
    return f"index-{secrets.token_hex(4)}"


def write(writing: Writing, changes: Iterable[tuple[str, str]]) -> None:
    """Replace these (kind, key) pairs by what their rooms say now; raises `UnknownKind` before anything is lost."""
    keys: dict[str, dict[str, None]] = defaultdict(dict)
    for kind, key in changes:
        keys[kind][key] = None
    for kind, wanted in keys.items():
        documents = list(searchable(kind).documents(list(wanted)))
        _check(kind, wanted, documents)
        writing.replace([document_id(kind, key) for key in wanted], documents)


def settle(rows: Sequence[PendingChange], *, keep: bool) -> None:
    """These rows are in the index in use. Keep them while a rebuild runs, which still needs them."""
    for chunk in batched([row.pk for row in rows], _STATEMENT):
        settled = PendingChange.objects.filter(pk__in=chunk)
        if keep:
            settled.update(indexed=True)
        else:
            settled.delete()


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _drain_batch() -> int:
    with locks.held(locks.INDEXER):
        name = _name_in_use()
        rows = list(PendingChange.objects.waiting().order_by("pk")[:BATCH])
        if not rows:
            return 0
        with engine().writing(name) as writing:
            write(writing, [(row.kind, row.key) for row in rows])
            writing.commit()
        with transaction.atomic():
            settle(rows, keep=locks.is_held(locks.REBUILD))
            state.raise_generation()
        return len(rows)


def _name_in_use() -> str:
    """A house that has no index yet begins with an empty one."""
    current = state.index_in_use()
    if current:
        return current.name
    name = fresh_name()
    engine().create(name)
    state.use(name, recipe=recipe())
    return name


def _check(kind: str, wanted: Iterable[str], documents: Iterable[SearchDocument]) -> None:
    """A document that nobody asked for would be there twice."""
    asked = {document_id(kind, key) for key in wanted}
    given = [document.id for document in documents]
    if not asked.issuperset(given) or len(set(given)) != len(given):
        raise ValueError(f"{kind} returned documents that were not asked for, or one twice")
