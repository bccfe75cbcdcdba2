"""How may rows that a database trigger keeps as they were be erased? In one transaction, by destruction alone."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Model


@contextmanager
def thawed(models: Iterable[type[Model]]) -> Iterator[None]:
    """Triggers of these tables rest until the end of the block; a crash rolls back rows and triggers alike."""
    tables = sorted({model._meta.db_table for model in models})
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in tables:
                cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
            yield
            # Foreign keys are checked at the end of the transaction, which may not wait for a change of the table.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            return
        kept = list(_triggers(tables))
        for name, _sql in kept:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _name, sql in kept:
            cursor.execute(sql)


def _triggers(tables: Iterable[str]) -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            yield from cursor.fetchall()
