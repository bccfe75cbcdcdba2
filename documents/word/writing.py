"""Matrices, covenants and plans of action as Word files: the same input always gives the same bytes."""

from collections.abc import Iterable, Sequence

from docx.document import Document as WordFile

from documents.word import words
from documents.word.attached_writing import add_attached
from documents.word.blocks import Block, Heading, ListItem, Table
from documents.word.covenant_shapes import Party
from documents.word.empty_cells import empty_words
from documents.word.exports import CovenantExport, MatrixExport, Signature
from documents.word.house_style import new_file
from documents.word.matrix_shapes import MatrixRow, MatrixSection
from documents.word.packing import packed
from documents.word.page_frame import add_frame
from documents.word.parties import find_parties
from documents.word.phase_writing import add_phase_table
from documents.word.roles import alias_line
from documents.word.statements import split_statements
from documents.word.table_writing import CellToWrite, TableWriter, add_block_table
from documents.word.terms import in_words
from documents.word.text_writing import ListWriter, add_heading, add_text
from documents.word.writing_plan import write_plan

__all__ = ["write_covenant", "write_matrix", "write_plan"]


def write_matrix(matrix: MatrixExport) -> bytes:
    """`understand_matrix` reads back the same sections, rows, statements and empty cells."""
    file = new_file(matrix.cover)
    add_frame(file, matrix.cover)
    for section in matrix.sections:
        _add_section(file, section)
    for table in matrix.phase_tables:
        add_phase_table(file, table)
    add_attached(file, matrix.attached)
    return packed(file)


def write_covenant(covenant: CovenantExport) -> bytes:
    """`understand_covenant` reads back the same title, headings, paragraphs, tables, parties and annexes."""
    file = new_file(covenant.cover)
    add_frame(file, covenant.cover)
    if covenant.parties and not find_parties(covenant.blocks):
        _add_parties(file, covenant.parties)
    _add_blocks(file, covenant.blocks)
    if covenant.signatures:
        _add_signatures(file, covenant.signatures)
    for annex in covenant.annexes:
        add_heading(file, annex.heading).paragraph_format.page_break_before = True
        _add_blocks(file, annex.blocks)
    add_attached(file, covenant.attached)
    return packed(file)


def _add_section(file: WordFile, section: MatrixSection) -> None:
    add_heading(file, section.role)
    if aliases := alias_line(section.role, section.aliases):
        add_text(file, aliases).paragraph_format.keep_with_next = True
    table = TableWriter(file, widths=[1, 1, 1], caption=section.role)
    table.header(words.MATRIX_HEADERS)
    for row in section.rows:
        if row.heading:
            table.row([CellToWrite([" ".join(row.tasks)], bold=True, shaded=True, span=3)])
        else:
            table.row([_matrix_cell(row, column) for column in range(3)])


def _matrix_cell(row: MatrixRow, column: int) -> CellToWrite:
    statements = [" ".join(statement.split()) for statement in row.cells[column]]
    if not statements:
        return CellToWrite([empty_words(column, row.notes[column])], quiet=True)
    # One statement stands by itself, unless it would be read back as several.
    if len(statements) == 1 and split_statements(statements) == tuple(statements):
        return CellToWrite(statements)
    return CellToWrite([f"• {statement}" for statement in statements])


def _add_blocks(file: WordFile, blocks: Iterable[Block]) -> None:
    lists = ListWriter(file)
    for block in blocks:
        if isinstance(block, ListItem):
            lists.add(block)
        elif isinstance(block, Heading):
            add_heading(file, block.text, level=block.level)
        elif isinstance(block, Table):
            add_block_table(file, block)
        else:
            add_text(file, block.text)


def _add_parties(file: WordFile, parties: Iterable[Party]) -> None:
    add_heading(file, words.UNDERSIGNED, level=2)
    lists = ListWriter(file)
    for place, party in enumerate(parties, start=1):
        known_as = f", hierna: ‘{party.known_as}’" if party.known_as else ""
        lists.add(ListItem(party.text or f"{party.name}{known_as};", f"{place}."))
    # Where the parties end, whatever the text begins with.
    add_text(file, words.TOGETHER)


def _add_signatures(file: WordFile, signatures: Sequence[Signature]) -> None:
    add_heading(file, words.SIGNING, level=2)
    table = TableWriter(file, widths=[4, 4, 6, 3], caption=words.SIGNING)
    table.header(words.SIGNING_HEADERS)
    for signature in signatures:
        # Who has not signed yet finds room to do so on paper.
        signed = [in_words(signature.signed_on)] if signature.signed_on else [""] * 3
        texts = ([signature.party], [signature.name], [signature.function], signed)
        table.row([CellToWrite(lines) for lines in texts])
