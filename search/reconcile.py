"""Does the index hold what the database says? Compared beside the work that goes on; what differs is mended.

A difference is believed only after it was looked at again under the lock of the indexer, when everything that was
committed is either in the index or in the outbox: a change on its way is no difference.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from search import locks
from search.digests import digest, reaches_otherwise
from search.documents import document_id, kind_and_key
from search.engines import engine, recipe
from search.engines.base import Reader
from search.indexer import BATCH, batched, drain
from search.models import PendingChange, Reconciliation
from search.outbox import changed
from search.registry import Searchable, searchables
from search.state import index_in_use

# So often the worker compares, in the quiet hours.
AFTER = timedelta(hours=20)
QUIET = range(1, 6)

Progress = Callable[[int], None]
Digests = dict[str, str]


@dataclass
class Compared:
    """How many documents there are according to the database, and where the index says otherwise.

    `missing`: not in the index. `surplus`: in the index, and nobody's to find. `outdated`: in it as it was once.
    """

    documents: int = 0
    missing: int = 0
    surplus: int = 0
    outdated: int = 0
    seen: set[bytes] = field(default_factory=set)


def reconcile(*, progress: Progress | None = None) -> Reconciliation | None:
    """Compare all, queue and mend what differs, remember the outcome; none where there is no index to compare with.

    Keeps some seventy bytes of each document, and reads a batch of them at a time. `progress` is told how many were
    compared.
    """
    reader = _reader()
    if reader is None:
        return None
    compared = Compared()
    for batch in batched(reader.held(), BATCH):
        compared.seen.update(_short(id) for id, _ in batch)
        _compare([id for id, _ in batch], dict(batch), compared)
        _tell(progress, compared)
    for ids in batched(_not_seen(compared.seen), BATCH):
        _compare(ids, {}, compared)
        _tell(progress, compared)
    return _remember(compared)


def nightly() -> int:
    """For the worker, every round: compare when it is night and the last time is long enough ago."""
    if timezone.localtime().hour not in QUIET or not _is_due():
        return 0
    found = reconcile()
    return found.differences if found else 0


def _is_due() -> bool:
    return not Reconciliation.objects.filter(at__gt=timezone.now() - AFTER).exists()


def _compare(ids: list[str], held: Digests, compared: Compared) -> None:
    """These ids as the index was when we began, against the database now; suspects are looked at once more."""
    there = _according_to_the_database(ids)
    compared.documents += len(there)
    if suspects := [id for id in ids if held.get(id) != there.get(id)]:
        _confirm(suspects, compared)
    # Also what others changed: nobody waits for the end of a long comparison to find what they wrote.
    drain()


def _confirm(ids: list[str], compared: Compared) -> None:
    """Under the lock: first the database, then what is on its way, so that whatever we read is in one or the other."""
    with locks.held(locks.INDEXER):
        reader = _reader()
        if reader is None:
            return
        held, there = dict(reader.held(ids)), _according_to_the_database(ids)
        waiting = _on_their_way(ids)
        differing = [id for id in ids if id not in waiting and held.get(id) != there.get(id)]
        with transaction.atomic():
            for id in differing:
                _queue(id, held.get(id), there.get(id), compared)


def _queue(id: str, held: str | None, there: str | None, compared: Compared) -> None:
    if held is None:
        compared.missing += 1
    elif there is None:
        compared.surplus += 1
    else:
        compared.outdated += 1
    narrowed = held is not None and (there is None or reaches_otherwise(held, there))
    kind, key = kind_and_key(id)
    if kind in _rooms():
        # The rest of a kind that left goes with the next rebuild: the indexer has nobody to ask.
        changed(kind, key, narrowed=narrowed)


def _according_to_the_database(ids: Iterable[str]) -> Digests:
    keys: dict[str, list[str]] = {}
    for id in ids:
        kind, key = kind_and_key(id)
        keys.setdefault(kind, []).append(key)
    rooms = _rooms()
    # Of a kind that nobody knows any more, nothing is anybody's to find.
    documents = (document for kind in keys if kind in rooms for document in rooms[kind].documents(keys[kind]))
    return {document.id: digest(document) for document in documents}


def _rooms() -> dict[str, Searchable]:
    return {one.kind: one for one in searchables()}


def _on_their_way(ids: list[str]) -> set[str]:
    keys = [kind_and_key(id)[1] for id in ids]
    rows = PendingChange.objects.waiting().filter(key__in=keys).values_list("kind", "key")
    return {document_id(kind, key) for kind, key in rows}


def _not_seen(seen: set[bytes]) -> Iterator[str]:
    """What the database could hold and the index did not when we began. Many are: not every key has a document."""
    for room in searchables():
        for key in room.all_keys():
            if _short(id := document_id(room.kind, key)) not in seen:
                yield id


def _reader() -> Reader | None:
    """None where there is no index, or one of another recipe: that one is rebuilt."""
    current = index_in_use()
    if current is None or current.recipe != recipe():
        return None
    return engine().reader(current.name, generation=current.generation)


def _short(id: str) -> bytes:
    return hashlib.blake2b(id.encode(), digest_size=8).digest()


def _tell(progress: Progress | None, compared: Compared) -> None:
    if progress:
        progress(compared.documents)


def _remember(compared: Compared) -> Reconciliation:
    """The last one only."""
    with transaction.atomic():
        Reconciliation.objects.all().delete()
        return Reconciliation.objects.create(
            at=timezone.now(),
            documents=compared.documents,
            missing=compared.missing,
            surplus=compared.surplus,
            outdated=compared.outdated,
        )
