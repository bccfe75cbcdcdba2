"""What a list of work is made of: groups of rows, as `components/work_list.html` shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflows.refusals import Text


@dataclass(frozen=True)
class Row:
    """One piece of work. `holder`: with whom it lies; without one it waits for the reader.

    `apart`: it belongs to no case, or to one that the row does not name.
    """

    title: Text
    url: str
    case: str = ""
    detail: Text = ""
    due: date | None = None
    since: datetime | None = None
    holder: Text = ""
    note: Text = ""
    apart: bool = False


@dataclass(frozen=True)
class Group:
    """`in_case`: the rows name what they are about themselves."""

    name: str
    heading: Text
    rows: Sequence[Row]
    empty: Text = ""
    in_case: bool = False


def in_order(rows: Sequence[Row]) -> list[Row]:
    """What has a last day comes first, the soonest before the rest; then what waits longest."""
    dated = sorted((row for row in rows if row.due), key=lambda row: row.due or date.max)
    return dated + sorted((row for row in rows if not row.due), key=_since)


def _since(row: Row) -> float:
    return row.since.timestamp() if row.since else 0.0
