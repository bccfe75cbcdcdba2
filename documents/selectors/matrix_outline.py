"""Which roles a matrix has, and which of its rows are shown when it is too long to show at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import MatrixRow

# A matrix with more rows than this is read one role at a time.
MOST_ROWS = 120
# Of a role with more rows than this, a part is shown.
ROWS_A_RUN = 60


@dataclass(frozen=True)
class Place:
    """Where in a long matrix somebody wants to be: the order of a role, and of a row."""

    section: int = 0
    row: int = 0

    @classmethod
    def asked(cls, asked: Mapping[str, str]) -> "Place":
        """As the address says it; what is no number is nowhere."""
        section, row = (asked.get(name, "") for name in ("rol", "rij"))
        return cls(int(section) if section.isdecimal() else 0, int(row) if row.isdecimal() else 0)


NOWHERE = Place()


@dataclass(frozen=True)
class Run:
    """A run of rows of one role, by the numbers of its first and last row; `shown`: it stands on this page."""

    first: int
    last: int
    shown: bool


@dataclass(frozen=True)
class SectionLink:
    """One role in the list of roles; `shown`: it stands on this page, or that of its `runs` which is shown."""

    order: int
    name: str
    rows: int
    shown: bool
    runs: tuple[Run, ...] = ()


def outline_of(version: MatrixVersion, place: Place) -> tuple[SectionLink, ...]:
    """All roles, and which of them stand on the page: all, or of a long matrix the chosen one."""
    duties = Count("rows", filter=Q(rows__is_heading=False))
    found = list(version.sections.annotate(duties=duties).values_list("order", "name", "duties"))
    orders = [order for order, _name, _rows in found]
    one = place.section if place.section in orders else next(iter(orders), 0)
    if sum(rows for _order, _name, rows in found) <= MOST_ROWS:
        return tuple(SectionLink(order, name, rows, shown=True) for order, name, rows in found)
    runs = _runs(version, one, place.row)
    return tuple(
        SectionLink(order, name, rows, order == one, runs if order == one else ()) for order, name, rows in found
    )


def _runs(version: MatrixVersion, section: int, row: int) -> tuple[Run, ...]:
    """Of a role with many rows, what is shown at a time; the first part where the row is not in it."""
    rows = MatrixRow.objects.filter(section__version=version, section__order=section).order_by("order")
    orders = list(rows.values_list("order", flat=True))
    if len(orders) <= ROWS_A_RUN:
        return ()
    chosen = orders.index(row) // ROWS_A_RUN if row in orders else 0
    parts = [orders[start : start + ROWS_A_RUN] for start in range(0, len(orders), ROWS_A_RUN)]
    return tuple(Run(run[0], run[-1], number == chosen) for number, run in enumerate(parts))
