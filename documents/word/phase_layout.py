"""Which columns of a phase × actor table hold phases, tasks, actors and remarks?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.word.blocks import Cell, Row, Table
from documents.word.empty_cells import empty_note

MARK = re.compile(r"^[xX✓✔☒☑●√■▪•*+vV]{1,2}\)?$|^\(?[xX]\)?$")
PHASE = re.compile(
    r"^(?:\d+(?:\.\d+)*[.)]?\s*)?(?:fase|stap|onderdeel|blok)\b"
    r"|^(?:lokaal|regionaal|algemeen)(?:\s+(?:blok|deel|niveau))?\s*:?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\d+(?:\.\d+)*[a-z]?[.)]?$")
_REMARKS = re.compile(
    r"^(?:opmerking|toelichting|bijzonderhe|resultaat|product|termijn|wanneer|instrument|document|bron)", re.IGNORECASE
)
_TASK = re.compile(r"^(?:taak|taken|activiteit|actie|wat\b)", re.IGNORECASE)
_NARROWEST, _MARKED_SHARE = 3, 0.6
_LOOK_FOR_HEADER, _LONG_TEXT, _LONGEST_TITLE = 4, 40, 60


@dataclass(frozen=True)
class Layout:
    """`starts` are places in the grid; the other numbers count columns of the header, from 0."""

    starts: tuple[int, ...]
    names: tuple[str, ...]
    # The row of the header; -1 when the table goes on without one.
    row: int
    phases: tuple[int, ...]
    numbers: tuple[int, ...]
    task: int
    actors: tuple[int, ...]
    remarks: tuple[int, ...]
    titles: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return len(self.starts)

    @property
    def actor_names(self) -> tuple[str, ...]:
        return tuple(self.names[place] for place in self.actors)


def is_mark(text: str) -> bool:
    return bool(MARK.match(text))


def cell_text(cell: Cell) -> str:
    """A mark typed as a list item is read as a bullet before nothing."""
    return " ".join(" ".join(cell.lines).split())


def positions(row: Row) -> list[tuple[int, Cell]]:
    found, start = [], row.before
    for cell in row.cells:
        found.append((start, cell))
        start += cell.span
    return found


def has_actors(table: Table) -> bool:
    """Below the titles of its actors nearly everything is a mark, whatever stands in the other columns."""
    layout = find_layout(table)
    if layout is None or layout.width < _NARROWEST or len(layout.actors) < _NARROWEST - 1:
        return False
    rows = [row for row in table.rows[layout.row + 1 :] if _is_plain(row, layout.width)]
    texts = [cell_text(row.cells[place]) for row in rows for place in layout.actors]
    said = [text for text in texts if says_something(text)]
    return sum(is_mark(text) for text in said) >= _MARKED_SHARE * len(said)


def find_layout(table: Table) -> Layout | None:
    """None: the table has no row of titles above its marks."""
    place, titles = _header_row(table)
    if place is None:
        return None
    header = table.rows[place]
    starts = tuple(start for start, _cell in positions(header))
    names = [cell_text(cell) for cell in header.cells]
    below = table.rows[place + 1] if place + 1 < len(table.rows) else None
    if below is not None and _is_second_header(header, below):
        starts, names, place = _joined(header, below)[0], _joined(header, below)[1], place + 1
    body = [[cell_text(cell) for cell in row.cells] for row in table.rows[place + 1 :] if _is_plain(row, len(starts))]
    columns = [[row[column] for row in body if says_something(row[column])] for column in range(len(starts))]
    return _layout(starts, tuple(names), place, columns, tuple(titles))


def _header_row(table: Table) -> tuple[int | None, list[str]]:
    titles: list[str] = []
    for place, row in enumerate(table.rows[:_LOOK_FOR_HEADER]):
        filled = [cell_text(cell) for cell in row.cells if cell.lines]
        if any(is_mark(text) for text in filled):
            return None, titles
        if len(filled) > 1 and all(len(text) <= _LONGEST_TITLE for text in filled):
            return place, titles
        titles += filled
    return None, titles


def _is_second_header(header: Row, below: Row) -> bool:
    """A title over several actors, and below it their names."""
    wide = any(cell.span > 1 and cell.lines for cell in header.cells[1:])
    filled = [cell_text(cell) for cell in below.cells if cell.lines]
    first_free = bool(below.cells) and (below.cells[0].continues or not below.cells[0].lines)
    return wide and first_free and len(filled) > 1 and not any(is_mark(text) for text in filled)


def _joined(header: Row, below: Row) -> tuple[tuple[int, ...], list[str]]:
    above = positions(header)
    starts, names = [], []
    for start, cell in positions(below):
        over = next((one for begin, one in reversed(above) if begin <= start), cell)
        starts.append(start)
        names.append(cell_text(cell) or cell_text(over))
    return tuple(starts), names


def _is_plain(row: Row, width: int) -> bool:
    return len(row.cells) == width and not row.before


def _layout(
    starts: tuple[int, ...], names: tuple[str, ...], row: int, columns: Sequence[Sequence[str]], titles: tuple[str, ...]
) -> Layout | None:
    first = next((place for place in range(1, len(starts)) if _holds_marks(columns[place])), None)
    if first is None:
        return None
    titled = next((place for place in range(first) if _TASK.match(names[place])), None)
    # An actor without a single mark may stand before the first that has one.
    while first > 1 and names[first - 1] and _may_be_actor(names[first - 1], columns[first - 1], first - 1, titled):
        first -= 1
    before = list(range(first))
    numbers = [place for place in before if columns[place] and all(_NUMBER.match(text) for text in columns[place])]
    texts = [place for place in before if place not in numbers] or before[-1:]
    task = max(texts, key=lambda place: (len(columns[place]), place))
    remarks = [place for place in range(first, len(starts)) if _is_remarks(names[place], columns[place])]
    remarks += [place for place in texts if place > task]
    actors = tuple(place for place in range(first, len(starts)) if place not in remarks)
    phases = tuple(place for place in texts if place < task)
    return Layout(starts, names, row, phases, tuple(numbers), task, actors, tuple(remarks), titles)


def _may_be_actor(name: str, texts: Sequence[str], place: int, task: int | None) -> bool:
    if task is not None:
        return place > task and not _is_remarks(name, texts)
    return not texts


def says_something(text: str) -> bool:
    """A dash is an empty cell."""
    return bool(text) and empty_note(text) is None


def _holds_marks(texts: Sequence[str]) -> bool:
    return bool(texts) and sum(is_mark(text) for text in texts) * 2 >= len(texts)


def _is_remarks(name: str, texts: Sequence[str]) -> bool:
    if _holds_marks(texts):
        return False
    if _REMARKS.match(name) or not name:
        return True
    return bool(texts) and sum(map(len, texts)) > _LONG_TEXT * len(texts)
