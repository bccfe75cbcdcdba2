"""What stands in the rows of an Excel or CSV file? For files of strangers through `untrusted`, in a child process."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from openpyxl import load_workbook

from documents.attachments.collecting import clean
from documents.attachments.plain_text import decoded
from documents.tables.refusals import TableRefused
from documents.tables.shapes import MAX_CELL, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Table
from documents.word.archive import OLE, ZIP, Archive
from documents.word.xml_parts import looks_like_xml, refuse_declarations

SEPARATORS = ";,\t|"
# What is written in letters and yet is no list: pages, drawings, programs, print.
_OTHER_FORMATS = ("<", "{\\rtf", "#!", "%!ps", "%pdf", "mz")
_FETCHING = ("xl/externallinks/", "xl/connections", "xl/querytables/", "customxml/")
Rows = Iterable[Iterable[object]]


def read(data: bytes) -> Table:
    """The first sheet that holds anything. Raises WordRefused (TableRefused is one)."""
    if not data:
        raise TableRefused("empty")
    table = _table(_sheet(data) if data.startswith((ZIP, OLE)) else _written(data))
    if not table.rows:
        raise TableRefused("no_rows")
    return table


def _table(rows: Rows) -> Table:
    """No more rows, columns and letters than we can keep; `complete` is false where there was more."""
    kept: list[tuple[str, ...]] = []
    numbers: list[int] = []
    left, complete = MAX_TEXT, True
    for number, row in enumerate(rows, start=1):
        cells = [text_of(cell) for _column, cell in zip(range(MAX_COLUMNS), row, strict=False)]
        left -= sum(map(len, cells))
        if len(kept) == MAX_ROWS or left < 0:
            complete = False
            break
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            kept.append(tuple(cells))
            numbers.append(number)
    return Table(tuple(kept), tuple(numbers), complete)


def text_of(cell: object) -> str:
    """A formula comes as it is written, and stays a text."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell)[: MAX_CELL + 1])[:MAX_CELL]


def _sheet(data: bytes) -> Rows:
    archive = Archive(data)
    if "xl/workbook.xml" not in archive.names:
        raise TableRefused("kind")
    for name in archive.names:
        if name.casefold().startswith(_FETCHING):
            raise TableRefused("outside", part=name)
        if looks_like_xml(name, archive.start_of(name)):
            refuse_declarations(name, archive.chunks_of(name))
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        return next((rows for rows in map(_rows_of, book.worksheets) if rows), [])
    except (MemoryError, RecursionError):
        raise
    except Exception as problem:
        # What a library did not expect is not looked through either.
        raise TableRefused("damaged") from problem


def _rows_of(sheet: object) -> list[tuple[object, ...]]:
    """One more than we keep, so that it is told that there was more."""
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(  # type: ignore[attr-defined]
        max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True
    )
    found = list(rows)
    return found if any(cell is not None for row in found for cell in row) else []


def _written(data: bytes) -> Rows:
    text = decoded(data).lstrip("\ufeff")
    start = text[:2_000].lstrip().casefold()
    if start.startswith(_OTHER_FORMATS):
        raise TableRefused("kind")
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    if first.count(separator) == 0:
        raise TableRefused("kind")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as problem:
        raise TableRefused("damaged") from problem
