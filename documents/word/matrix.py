"""Which roles, duties and gaps does a role matrix in Word hold?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.word.blocks import Cell, Heading, Table, WordDocument, block_text
from documents.word.duplicates import MOST_COMPARED, near_duplicates
from documents.word.empty_cells import empty_note, is_not_applicable
from documents.word.ledger import with_unread
from documents.word.limits import LONGEST_HEADING, LONGEST_NAME
from documents.word.matrix_shapes import MatrixImport, MatrixRow, MatrixSection, Note
from documents.word.phase_layout import has_actors
from documents.word.phase_tables import PhaseReading, joined, read_phase_table
from documents.word.remarks import Remark, Skipped, remark
from documents.word.role_tables import (
    WIDTH,
    Header,
    RowReading,
    could_go_on,
    find_header,
    is_phase_table,
    read_rows,
    standard_header,
)
from documents.word.roles import aliases_in_line, role_and_aliases
from documents.word.statements import split_statements

_PHASE = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s*)?(?:fase|stap|onderdeel|blok)\b", re.IGNORECASE)
_LONGEST_ROLE = 80


def understand_matrix(document: WordDocument) -> MatrixImport:
    """Never refuses: what is not understood becomes a warning, and its text is in `skipped`."""
    reader = _MatrixReader(document)
    for block in document.blocks:
        if isinstance(block, Heading):
            reader.heading(block)
        elif isinstance(block, Table):
            reader.table(block)
        else:
            reader.line(block_text(block))
    return reader.finished()


@dataclass
class _Section:
    role: str
    aliases: tuple[str, ...] = ()
    rows: list[MatrixRow] = field(default_factory=list)


class _MatrixReader:
    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.sections: list[_Section] = []
        self.phase_tables: list[PhaseReading] = []
        self.warnings: list[Remark] = list(document.remarks)
        self.skipped: list[Skipped] = list(document.skipped)
        self.headings: list[Heading] = []
        self.unused: list[Heading] = []
        self.aliases: tuple[str, ...] | None = None
        self.last_line = ""
        self.fresh_heading = False
        self.tables = 0

    def heading(self, heading: Heading) -> None:
        self.headings = [above for above in self.headings if above.level < heading.level] + [heading]
        self.unused.append(heading)
        self.aliases, self.last_line, self.fresh_heading = None, "", True

    def line(self, text: str) -> None:
        aliases = aliases_in_line(text) if self.fresh_heading else None
        if aliases is not None:
            self.aliases = aliases
            self._skip(text, "aliases")
            return
        self.last_line = text
        self._skip(text, "outside_tables")

    def table(self, table: Table) -> None:
        self.tables += 1
        header = find_header(table)
        if header is not None:
            self._role_table(table, header)
        elif is_phase_table(table) or has_actors(table):
            self._phase_table(table)
        elif self.sections and not self.fresh_heading and could_go_on(table):
            self._warn("continued_table", text=self.sections[-1].role)
            self._rows(table, standard_header(), self.sections[-1])
        elif any(row.text for row in table.rows):
            self._warn("unknown_headers", text=next(row.text for row in table.rows if row.text))
            self._skip_rows(table, "unread_table")
        self.aliases, self.last_line, self.fresh_heading = None, "", False

    def finished(self) -> MatrixImport:
        self.skipped += [Skipped(heading.text, "outside_tables") for heading in self.unused]
        if not self.sections and not self.phase_tables:
            self.warnings.append(remark("no_sections"))
        sections = tuple(MatrixSection(one.role, one.aliases, tuple(one.rows)) for one in self.sections)
        for section in sections:
            self._compare(section)
        phase_tables = tuple(reading.table for reading in self.phase_tables)
        warnings, skipped = tuple(self.warnings), tuple(self.skipped)
        found = MatrixImport(self.document.title, sections, warnings, skipped, phase_tables)
        return with_unread(found, self.document.source)

    def _phase_table(self, table: Table) -> None:
        """The second shape: phase → tasks → a mark for every actor (phase_tables.py)."""
        heading = self.headings[-1] if self.headings and self.fresh_heading else None
        last = self.phase_tables[-1] if self.phase_tables else None
        reading = read_phase_table(table, number=self.tables, heading=heading.text if heading else "", before=last)
        self.warnings += reading.remarks
        self.skipped += reading.skipped
        if heading is not None:
            self._use(heading)
        if last is not None and reading.continues:
            last.table = joined(last.table, reading.table)
        else:
            self.phase_tables.append(reading)

    def _role_table(self, table: Table, header: Header) -> None:
        if header.width != WIDTH:
            self._warn("columns", count=header.width)
        section = self._section(header)
        self._skip(" | ".join(header.names), "header_row")
        phase = next((heading for heading in reversed(self.headings) if _PHASE.match(heading.text)), None)
        if phase is not None:
            self._use(phase)
            if not any(row.heading and row.tasks == (phase.text,) for row in section.rows):
                section.rows.append(MatrixRow(tasks=(phase.text[:LONGEST_HEADING],), heading=True))
        self._rows(table, header, section)

    def _section(self, header: Header) -> _Section:
        role, aliases = self._role(header)
        if not role and self.sections:
            self._warn("continued_table", text=self.sections[-1].role)
            return self.sections[-1]
        if not role:
            self._warn("no_role")
        known = next((one for one in self.sections if one.role.casefold() == role.casefold()), None)
        if known is None:
            known = _Section(role[:LONGEST_NAME])
            self.sections.append(known)
        known.aliases = tuple(dict.fromkeys((*known.aliases, *aliases)))
        return known

    def _role(self, header: Header) -> tuple[str, tuple[str, ...]]:
        """From a title row in the table, else the nearest heading that is no phase, else a short line above it."""
        for place, title in reversed(list(enumerate(header.titles))):
            role, aliases = role_and_aliases(title)
            if role and not _PHASE.match(title):
                self._skip("\n".join(header.titles[:place]), "header_row")
                return role, aliases
            self._skip(title, "header_row")
        for heading in reversed(self.headings if self.fresh_heading else []):
            role, aliases = role_and_aliases(heading.text)
            if self.aliases is not None and heading is self.headings[-1]:
                role, aliases = heading.text, self.aliases
            if role and not _PHASE.match(heading.text):
                self._use(heading)
                return role, aliases
        if self.last_line and len(self.last_line) <= _LONGEST_ROLE and not self.last_line.endswith((".", ";", ":")):
            return role_and_aliases(self.last_line)
        return "", ()

    def _rows(self, table: Table, header: Header, section: _Section) -> None:
        for reading in read_rows(table, header):
            if reading.repeated_header:
                self._skip(reading.text, "header_row")
            elif reading.heading:
                section.rows.append(MatrixRow(tasks=(reading.heading,), heading=True))
            else:
                self._row(reading, section)

    def _row(self, reading: RowReading, section: _Section) -> None:
        for oddity in reading.oddities:
            self._warn(oddity, row=reading.number, text=reading.text)
        for text in reading.beside:
            self._skip(text, "other_column")
        above = section.rows[-1] if section.rows and not section.rows[-1].heading else MatrixRow()
        shared = [_is_shared(group) for group in reading.cells]
        if any(shared):
            self._warn("merged_rows", row=reading.number, text=reading.text or above.text)
        cells = [self._cell(group, reading) for group in reading.cells]
        if shared[0] and above.text:
            section.rows[-1] = _folded(above, [cell for cell, _note in cells])
            return
        statements = [above.cells[place] if shared[place] else cell for place, (cell, _note) in enumerate(cells)]
        notes = (cells[0][1], cells[1][1], cells[2][1])
        section.rows.append(MatrixRow(statements[0], statements[1], statements[2], notes=notes))

    def _cell(self, group: Sequence[Cell], reading: RowReading) -> tuple[tuple[str, ...], Note]:
        lines = [line for cell in group for line in cell.lines]
        text = " ".join(lines)
        note = empty_note(text)
        if note is None:
            return split_statements(lines), ""
        if is_not_applicable(text):
            self._warn("not_applicable", row=reading.number, text=text)
        self._skip(text, "empty_mark")
        return (), note

    def _compare(self, section: MatrixSection) -> None:
        if len(section.duties) > MOST_COMPARED:
            self.warnings.append(remark("too_many_to_compare", role=section.role))
        for first, second in near_duplicates(section.duties):
            text = section.duties[second].text
            self.warnings.append(
                remark("near_duplicate", role=section.role, first=first + 1, second=second + 1, text=text)
            )

    def _use(self, heading: Heading) -> None:
        self.unused = [other for other in self.unused if other is not heading]

    def _skip(self, text: str, why: str) -> None:
        if text.strip():
            self.skipped.append(Skipped(text, why))

    def _skip_rows(self, table: Table, why: str) -> None:
        for row in table.rows:
            self._skip(row.text, why)

    def _warn(self, code: str, **values: object) -> None:
        self.warnings.append(remark(code, table=self.tables, **values))


def _is_shared(group: Sequence[Cell]) -> bool:
    return any(cell.continues for cell in group) and not any(cell.lines for cell in group)


def _folded(above: MatrixRow, cells: list[tuple[str, ...]]) -> MatrixRow:
    """A task merged over several rows is one duty: the other columns are read below each other."""
    columns = (above.tasks, above.responsibilities + cells[1], above.authorities + cells[2])
    first, second, third = ("" if cell else note for cell, note in zip(columns, above.notes, strict=True))
    return MatrixRow(*columns, notes=(first, second, third))
