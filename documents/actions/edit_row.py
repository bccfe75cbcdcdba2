"""How one row of a matrix is written in a single save: its statements, and why a cell is empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from access.viewer import Viewer
from documents.actions.edit_matrix import write_marks, write_row
from documents.actions.editing import editing
from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import MatrixRow


@dataclass(frozen=True)
class RowFields:
    """Statements by column, and marks by column (empty: nothing said); a mark of a filled cell does not count."""

    cells: Mapping[str, Sequence[str]]
    marks: Mapping[str, str] = field(default_factory=dict)


def save_row(row: MatrixRow, *, viewer: Viewer, expected_version: int, fields: RowFields) -> MatrixVersion:
    with editing(row.section.version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as version:
        own = MatrixRow.objects.get(pk=row.pk, section__version=version)
        write_row(own, fields.cells)
        filled = {column for column, texts in fields.cells.items() if any(text.strip() for text in texts)}
        write_marks(own, {column: mark for column, mark in fields.marks.items() if column not in filled})
    return version
