"""How a change reaches the index: a row in the transaction of the change itself, so that neither exists alone."""

from collections.abc import Iterable

from django.db import connection
from django.db.transaction import TransactionManagementError

from search.models import PendingChange


def changed(kind: str, key: str, *, narrowed: bool = False) -> None:
    """This thing must be indexed anew.

    `narrowed` where somebody may see less than before (circle, withdrawal, deletion, sealing): the thing leaves every
    answer at this very commit, and comes back for who may see it once it is indexed.
    """
    all_changed(kind, [key], narrowed=narrowed)


def all_changed(kind: str, keys: Iterable[str], *, narrowed: bool = False) -> None:
    """The same for many things of one kind. Refused outside a transaction."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("a change is told to search inside the transaction that makes it")
    PendingChange.objects.bulk_create([PendingChange(kind=kind, key=key, narrowed=narrowed) for key in keys])
