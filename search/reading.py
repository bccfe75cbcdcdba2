"""Rows of a page of hits, by key: Django writes the SQL once, because writing it takes longer than running it."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

# Statements are written for this many keys, or a multiple: the rest is filled up with the last key.
STEP = 20
# Stands in the statement where a key will stand.
_BLANK = "\x00key"


class ByKeys:
    """What `rows()` holds of these keys, in no particular order: objects with the attributes that were named.

    `ByKeys(Report.objects.all, key="key", code="case__key")(["a", "b"])`: attribute = path of a field. `by` names the
    attribute that the keys are compared with. `rows` may hold no value that changes: it is asked once a process.
    """

    def __init__(self, rows: Callable[[], QuerySet[Any]], *, by: str = "key", **attributes: str) -> None:
        self._rows = rows
        self._by = attributes[by]
        self._paths = tuple(attributes.values())
        row: Any = namedtuple("row", tuple(attributes))  # type: ignore[misc]
        self._row = row._make
        self._written = lru_cache(maxsize=None)(self._write)

    def __call__(self, keys: Sequence[str]) -> list[Any]:
        if not keys:
            return []
        size = -(-len(keys) // STEP) * STEP
        compiler, sql, given = self._written(size)
        filled = iter([*keys, *[keys[-1]] * (size - len(keys))])
        with connection.cursor() as cursor:
            cursor.execute(sql, [next(filled) if value == _BLANK else value for value in given])
            read: Iterable[Any] = compiler.results_iter(results=[cursor.fetchall()])
        return [self._row(row) for row in read]

    def _write(self, size: int) -> tuple[SQLCompiler, str, list[Any]]:
        blanks = [f"{_BLANK}{number}" for number in range(size)]
        rows = self._rows().order_by().filter(**{f"{self._by}__in": blanks}).values_list(*self._paths)
        compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, given = compiler.as_sql()
        return compiler, sql, [_BLANK if str(value).startswith(_BLANK) else value for value in given]
