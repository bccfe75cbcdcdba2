"""What do we make of a role matrix: sections, rows, statements and gaps? The shapes that go in and out of Word."""

from dataclasses import dataclass
from typing import Literal

from documents.word.phase_shapes import PhaseTable
from documents.word.remarks import Remark, Skipped

Column = Literal["tasks", "responsibilities", "authorities"]
Note = Literal["", "deliberately_empty", "to_be_agreed"]
COLUMNS: tuple[Column, ...] = ("tasks", "responsibilities", "authorities")
NO_NOTES: tuple[Note, Note, Note] = ("", "", "")


@dataclass(frozen=True)
class MatrixRow:
    """A heading row has its text as the only task. `notes` say per column what an empty cell means."""

    tasks: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    heading: bool = False
    notes: tuple[Note, Note, Note] = NO_NOTES

    @property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        return self.tasks, self.responsibilities, self.authorities

    @property
    def text(self) -> str:
        return " | ".join("; ".join(cell) for cell in self.cells if cell)


@dataclass(frozen=True)
class MatrixSection:
    role: str
    aliases: tuple[str, ...] = ()
    rows: tuple[MatrixRow, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join((" ".join((self.role, *self.aliases)), *(row.text for row in self.rows)))

    @property
    def duties(self) -> tuple[MatrixRow, ...]:
        return tuple(row for row in self.rows if not row.heading)

    @property
    def empty_cells(self) -> int:
        return sum(not cell for row in self.duties for cell in row.cells)


@dataclass(frozen=True)
class EmptyCell:
    """A duty without a task, responsibility or authority; `section` and `row` are places in the tuples, from 0."""

    section: int
    row: int
    column: Column
    note: Note = ""


@dataclass(frozen=True)
class MatrixImport:
    title: str = ""
    sections: tuple[MatrixSection, ...] = ()
    warnings: tuple[Remark, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    phase_tables: tuple[PhaseTable, ...] = ()

    @property
    def text(self) -> str:
        """All that was understood, a role, a row or a task a line."""
        parts = [section.text for section in self.sections] + [table.text for table in self.phase_tables]
        return "\n".join((self.title, *parts))

    @property
    def empty_cells(self) -> tuple[EmptyCell, ...]:
        return tuple(
            EmptyCell(section_place, row_place, column, note)
            for section_place, section in enumerate(self.sections)
            for row_place, row in enumerate(section.rows)
            for column, cell, note in zip(COLUMNS, row.cells, row.notes, strict=True)
            if not row.heading and not cell
        )

    def summary(self) -> dict[str, object]:
        """What `import_docx matrix --json` prints beside the text itself."""
        sections: list[dict[str, object]] = [
            {"shape": "role", "role": one.role, "rows": len(one.duties), "empty_cells": one.empty_cells}
            for one in self.sections
        ]
        sections += [table.summary() for table in self.phase_tables]
        return {
            "kind": "matrix",
            "title": self.title,
            "sections": sections,
            "rows": sum(len(section.duties) for section in self.sections),
            "empty_cells": len(self.empty_cells),
            "warnings": [str(warning) for warning in self.warnings],
        }
