"""How a new index is made beside the old one, which goes on answering and being kept up to date."""

from collections.abc import Callable, Iterator

from django.db import transaction

from search import locks, state
from search.engines import engine, recipe
from search.indexer import BATCH, batched, fresh_name, settle, write
from search.models import PendingChange
from search.registry import searchables

Progress = Callable[[int, int], None]


def rebuild(*, progress: Progress | None = None) -> int:
    """Index everything anew and put the new index in use; returns how many keys were read.

    `progress` is told (done, total) after every batch. Changes made meanwhile stay in the outbox, indexed in the old
    index or not, and are replayed into the new one under the lock of the indexer, just before it takes over. A row that
    the indexer removed before this began was committed before any document was read here. What an earlier rebuild left
    behind when it was killed goes at the end of this one.
    """
    with locks.held(locks.REBUILD):
        name = fresh_name()
        engine().create(name)
        with engine().writing(name) as writing:
            done, total = 0, len(keys := list(_all_keys()))
            for batch in batched(keys, BATCH):
                write(writing, batch)
                done += len(batch)
                if progress:
                    progress(done, total)
            with locks.held(locks.INDEXER):
                rows = list(PendingChange.objects.order_by("pk"))
                write(writing, [(row.kind, row.key) for row in rows])
                writing.commit()
                _take_over(name, rows)
        engine().drop_all_but(name)
        return total


def renew() -> int:
    """Rebuild an index that was made by another recipe, such as before an upgrade; returns how many keys were read."""
    current = state.index_in_use()
    return rebuild() if current and current.recipe != recipe() else 0


def _all_keys() -> Iterator[tuple[str, str]]:
    for searchable in searchables():
        for key in searchable.all_keys():
            yield searchable.kind, key


@transaction.atomic
def _take_over(name: str, rows: list[PendingChange]) -> None:
    settle(rows, keep=False)
    state.use(name, recipe=recipe())
