"""How do we read a table that somebody sent us, without trusting a byte of it?"""

from pathlib import Path

import openpyxl
from defusedxml import common

from documents.attachments.collecting import clean
from documents.tables.refusals import TableRefused
from documents.tables.shapes import MAX_COLUMNS, MAX_ROWS, Table
from documents.word import limits
from documents.word.codec import NotThatShape, decode
from documents.word.refusals import WordRefused
from documents.word.untrusted import Child, answer_of

SECONDS, MEMORY_MB, WAIT_SECONDS = 8, 300, 15
_LIBRARIES = tuple(Path(str(library.__file__)).resolve().parents[1] for library in (openpyxl, common))


def read_table(data: bytes) -> Table:
    """Reads in a child process with limits on time, memory, files and output. Raises TableRefused with the reason."""
    if not data:
        raise TableRefused("empty")
    if len(data) > limits.MAX_FILE:
        raise TableRefused("too_big")
    child = Child("documents.tables.child", "read", SECONDS, MEMORY_MB, _LIBRARIES, wait_seconds=WAIT_SECONDS)
    try:
        answer = answer_of(child, data)
    except WordRefused as refused:
        raise TableRefused(refused.code, **refused.values) from refused
    code, values = answer.get("refused"), answer.get("values")
    if isinstance(code, str) and code in TableRefused.refusals and isinstance(values, dict):
        raise _sayable(code, values)
    try:
        return _checked(decode(Table, answer.get("result")))
    except (NotThatShape, KeyError, ValueError) as problem:
        raise TableRefused("failed") from problem


def _sayable(code: str, values: dict[object, object]) -> TableRefused:
    """The reason that the child gives; one that cannot be said is none."""
    try:
        refused = TableRefused(code, **{str(name): value for name, value in values.items() if name != "code"})
        return refused if refused.message else TableRefused("failed")
    except (KeyError, ValueError, TypeError):
        return TableRefused("failed")


def _checked(table: Table) -> Table:
    """The child is not trusted either."""
    if len(table.rows) != len(table.numbers) or len(table.rows) > MAX_ROWS:
        raise ValueError("as many numbers as rows")
    rows = tuple(tuple(clean(cell) for cell in row[:MAX_COLUMNS]) for row in table.rows)
    return Table(rows, table.numbers, table.complete)
