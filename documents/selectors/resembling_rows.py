"""Which rows of one role of a matrix say nearly the same, as pairs to look at."""

from dataclasses import dataclass

from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import Column, MatrixRow
from documents.paper import sections_of
from documents.word.duplicates import near_duplicates
from documents.word.matrix_shapes import MatrixRow as WordRow


@dataclass(frozen=True)
class Side:
    """One of the two; `cells`: label of the column and its statements."""

    order: int
    cells: tuple[tuple[object, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Pair:
    role: str
    first: Side
    second: Side


def resembling_rows(version: MatrixVersion) -> list[Pair]:
    """In the order of the matrix; six queries whatever its length."""
    found = []
    for section in sections_of(version):
        duties = [row for row in section.rows.all() if not row.is_heading]
        for one, other in near_duplicates([as_words(row) for row in duties]):
            found.append(Pair(section.name, _side(duties[one]), _side(duties[other])))
    return found


def as_words(row: MatrixRow) -> WordRow:
    task, responsibility, authority = (_texts(row, column) for column in Column)
    return WordRow(task, responsibility, authority)


def _side(row: MatrixRow) -> Side:
    return Side(row.order, tuple((column.label, _texts(row, column)) for column in Column))


def _texts(row: MatrixRow, column: Column) -> tuple[str, ...]:
    return tuple(one.text for one in row.statements.all() if one.column == column)
