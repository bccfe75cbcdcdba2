"""Which column of a list of the police is which, what each row says, and what is doubtful about it?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from documents.tables.refusals import TableRefused
from documents.tables.shapes import Table

# Words by which a heading is recognised, most telling first; the first heading that fits a column is its own.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "on": ("datum", "pleegdatum", "dag", "date"),
    "kind": ("soort", "klasse", "incident", "feit", "type", "categorie"),
    "place": ("plaats", "locatie", "adres", "pleegplaats", "gemeente"),
    "role": ("rol", "hoedanigheid", "betrokkenheid"),
    "description": ("omschrijving", "toelichting", "samenvatting", "beschrijving", "inhoud"),
}
# A title or a date of printing may stand above the headings.
ROWS_ABOVE = 15
NO_DATE, OUTSIDE, EMPTY, TWICE = "no_date", "outside", "empty", "twice"
SHORT = 200
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[ T,].*)?$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T,].*)?$")


@dataclass(frozen=True)
class Row:
    """`row` is its place in the file; `doubt` is empty for a row that is clear."""

    row: int
    on: date | None
    kind: str
    place: str
    role: str
    description: str
    doubt: str
    written_date: str


@dataclass(frozen=True)
class Reading:
    """`columns`: our name → the heading in the file."""

    columns: Mapping[str, str]
    rows: Sequence[Row]


def understand(table: Table, *, from_day: date, until_day: date) -> Reading:
    """Raises TableRefused where no heading for a date and for what happened was found."""
    for place, cells in enumerate(table.rows[:ROWS_ABOVE]):
        columns = _columns(cells)
        if "on" in columns and ("description" in columns or "kind" in columns):
            seen: set[tuple[str, ...]] = set()
            below = zip(table.numbers[place + 1 :], table.rows[place + 1 :], strict=True)
            rows = [_row(number, _cells(one, columns), seen, (from_day, until_day)) for number, one in below]
            if not rows:
                raise TableRefused("no_rows")
            return Reading({name: cells[column] for name, column in columns.items()}, rows)
    raise TableRefused("no_columns")


def day_of(written: str) -> date | None:
    """A date as it is written here, day before month; none for anything else."""
    text = written.strip()
    if found := _YEAR_FIRST.match(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.match(text):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _columns(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for name, words in HEADINGS.items():
        places = (
            column
            for word in words
            for column, cell in enumerate(cells)
            if column not in found.values() and word in re.findall(r"[a-z]+", cell.casefold())
        )
        if (column := next(places, None)) is not None:
            found[name] = column
    return found


def _cells(cells: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """The cells of a row by our names; a column that is not there, or a row that ends early, is empty."""
    return {
        name: cells[columns[name]].strip() if name in columns and columns[name] < len(cells) else ""
        for name in HEADINGS
    }


def _row(number: int, cell: Mapping[str, str], seen: set[tuple[str, ...]], period: tuple[date, date]) -> Row:
    texts = {name: cell[name] for name in ("kind", "place", "role")}
    # What does not fit its column stands in the description, so that no word is lost.
    overflow = [text for text in texts.values() if len(text) > SHORT]
    description = "\n".join([cell["description"], *overflow]).strip()
    on, same = day_of(cell["on"]), tuple(cell.values())
    doubt = _doubt(on, bool(description or any(texts.values())), same in seen, period)
    seen.add(same)
    short = {name: text[:SHORT] for name, text in texts.items()}
    return Row(number, on, **short, description=description, doubt=doubt, written_date=cell["on"][:40])


def _doubt(on: date | None, told: bool, twice: bool, period: tuple[date, date]) -> str:
    if on is None:
        return NO_DATE
    if not told:
        return EMPTY
    if twice:
        return TWICE
    return "" if period[0] <= on <= period[1] else OUTSIDE
