"""Is this table a role table, and which of its cells are tasks, responsibilities and authorities?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.word.blocks import Cell, Row, Table
from documents.word.phase_layout import MARK, says_something

WIDTH = 3
_LOOK_FOR_HEADER = 4
_LONGEST_HEADER, _LONGEST_HEADING = 60, 120
_HEADERS = (
    re.compile(r"^(?:de\s+|kern)?(?:taak|taken)\b", re.IGNORECASE),
    re.compile(r"^(?:de\s+|eind)?verantwoordelijkhe(?:id|den)\b", re.IGNORECASE),
    re.compile(r"^(?:de\s+)?bevoegdhe(?:id|den)\b", re.IGNORECASE),
)
_MARKED_SHARE = 0.6


@dataclass(frozen=True)
class Header:
    """`starts` are the places in the grid where the header cells begin; `places` the header cell of each column."""

    row: int
    titles: tuple[str, ...]
    starts: tuple[int, ...]
    places: tuple[int | None, int | None, int | None]
    names: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.starts)


@dataclass
class RowReading:
    """Three cells of one row, with what was odd about it. `number` counts as a reader does, from 1."""

    number: int
    cells: list[list[Cell]] = field(default_factory=list)
    heading: str = ""
    repeated_header: bool = False
    oddities: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    text: str = ""


def find_header(table: Table) -> Header | None:
    titles: list[str] = []
    for place, row in enumerate(table.rows[:_LOOK_FOR_HEADER]):
        columns = _header_columns(row)
        if columns is not None:
            starts = tuple(start for start, _ in _positions(row))
            names = tuple(cell.text for cell in row.cells)
            return Header(place, tuple(titles), starts, columns, names)
        if len([cell for cell in row.cells if cell.lines]) > 1:
            return None
        titles += [cell.text.replace("\n", " ") for cell in row.cells if cell.lines]
    return None


def standard_header() -> Header:
    """For a table that goes on without a header row of its own."""
    return Header(-1, (), (0, 1, 2), (0, 1, 2), ())


def is_phase_table(table: Table) -> bool:
    """A phase × actor table: beside its texts nearly everything is a mark."""
    rows = [[cell.text.strip() for cell in row.cells] for row in table.rows[1:]]
    if max((len(row.cells) for row in table.rows), default=0) < WIDTH:
        return False
    seconds = [row[1] for row in rows if len(row) > 1 and says_something(row[1])]
    # The second column often holds the tasks of a phase: then the actors begin with the third.
    first_actor = 2 if sum(not MARK.match(text) for text in seconds) * 2 > len(seconds) else 1
    texts = [text for row in rows for text in row[first_actor:] if says_something(text)]
    marks = [text for text in texts if MARK.match(text)]
    return bool(marks) and len(marks) >= _MARKED_SHARE * len(texts)


def could_go_on(table: Table) -> bool:
    """Most rows have three cells and the first is no row of bold titles: the rest of a table that was cut in two."""
    rows = [row for row in table.rows if row.text]
    three = [row for row in rows if len(row.cells) == WIDTH]
    titled = bool(rows) and all(cell.bold for cell in rows[0].cells if cell.lines)
    return len(three) * 2 > len(rows) and not titled


def read_rows(table: Table, header: Header) -> Iterator[RowReading]:
    body = table.rows[header.row + 1 :]
    bold_column = _has_bold_first_column(body)
    for place, row in enumerate(body):
        reading = RowReading(header.row + place + 2, text=row.text)
        if row.text and _is_repeated(row, header):
            reading.repeated_header = True
        elif heading := _heading_of(row, header, bold_column=bold_column):
            reading.heading = heading
        elif row.text or any(cell.continues for cell in row.cells):
            _align(row, header, reading)
        else:
            continue
        yield reading


def _header_columns(row: Row) -> tuple[int | None, int | None, int | None] | None:
    """Which cell of the row is the header of which column; None when fewer than two of the three are there."""
    found: list[int | None] = [None, None, None]
    for place, cell in enumerate(row.cells):
        text = cell.text.strip()
        hits = [column for column, pattern in enumerate(_HEADERS) if pattern.search(text)]
        if len(text) <= _LONGEST_HEADER and len(hits) == 1 and found[hits[0]] is None:
            found[hits[0]] = place
    if sum(place is not None for place in found) < WIDTH - 1 or not _is_short(row):
        return None
    return found[0], found[1], found[2]


def _is_repeated(row: Row, header: Header) -> bool:
    if not header.names:
        return _header_columns(row) is not None
    return tuple(cell.text.casefold() for cell in row.cells) == tuple(name.casefold() for name in header.names)


def _is_short(row: Row) -> bool:
    return all(len(cell.text) <= _LONGEST_HEADER for cell in row.cells)


def _positions(row: Row) -> Iterator[tuple[int, int]]:
    start = row.before
    for cell in row.cells:
        yield start, start + cell.span
        start += cell.span


def _heading_of(row: Row, header: Header, *, bold_column: bool) -> str:
    filled = [cell for cell in row.cells if cell.lines]
    if len(filled) != 1 or any(cell.continues for cell in row.cells):
        return ""
    cell = filled[0]
    text = cell.text.replace("\n", " ")
    merged_across = cell.span >= WIDTH - 1 and len(row.cells) < header.width
    first_bold = cell is row.cells[0] and cell.bold and not bold_column and len(cell.lines) == 1
    return text if (merged_across or first_bold) and len(text) <= _LONGEST_HEADING else ""


def _has_bold_first_column(rows: tuple[Row, ...]) -> bool:
    """Where the tasks themselves are bold, bold says nothing about headings."""
    full = [row for row in rows if row.cells and row.cells[0].lines and any(cell.lines for cell in row.cells[1:])]
    return sum(row.cells[0].bold for row in full) * 2 > len(full)


def _align(row: Row, header: Header, reading: RowReading) -> None:
    """Puts the cells of a row under the right headers, and says so when that needed a guess."""
    cells = list(row.cells)
    if len(cells) > header.width:
        cells = _without_surplus(cells, header.width)
        reading.oddities.append("shifted_row")
    by_header: list[list[Cell]] = [[] for _ in range(header.width)]
    if len(cells) == header.width:
        if row.before:
            reading.oddities.append("shifted_row")
        for place, cell in enumerate(cells):
            by_header[place].append(cell)
    elif len(cells) > header.width:
        by_header = [[cell] for cell in cells[: header.width]]
        by_header[-1] += cells[header.width :]
    else:
        _place_by_grid(row, header, by_header)
        wide = any(cell.span > 1 and cell.lines for cell in cells) and not row.before
        reading.oddities.append("merged_columns" if wide else "shifted_row")
    reading.cells = [by_header[place] if place is not None else [] for place in header.places]
    if not any(cell.lines or cell.continues for cell in reading.cells[0]) and "shifted_row" not in reading.oddities:
        reading.oddities.append("no_task")
    named = {place for place in header.places if place is not None}
    reading.beside = [
        cell.text for place, group in enumerate(by_header) if place not in named for cell in group if cell.lines
    ]


def _without_surplus(cells: list[Cell], width: int) -> list[Cell]:
    while len(cells) > width and not (cells[0].lines or cells[0].continues):
        cells = cells[1:]
    while len(cells) > width and not (cells[-1].lines or cells[-1].continues):
        cells = cells[:-1]
    return cells


def _place_by_grid(row: Row, header: Header, by_header: list[list[Cell]]) -> None:
    for cell, (start, _end) in zip(row.cells, _positions(row), strict=True):
        places = [place for place, begin in enumerate(header.starts) if begin <= start]
        by_header[places[-1] if places else 0].append(cell)
