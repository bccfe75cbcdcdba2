"""How do the agreements of the content look in Word? As somebody would have written them."""

from collections.abc import Iterator
from datetime import date

from casustafel.demo.content.lists import PhaseTable
from casustafel.demo.content.shapes import Annex, Covenant, EmptyCell, Matrix, Region, Row, Section
from casustafel.demo.content.shapes import Block as Written
from documents.word import covenant_shapes, exports, matrix_shapes, phase_shapes
from documents.word.blocks import Block, Heading, ListItem, Paragraph
from documents.word.matrix_shapes import Note
from documents.word.writing import write_covenant, write_matrix

# Words of the document, which is Dutch whatever language its reader has chosen on the screen.
DRAFT = "concept"
PURPOSE, TARGET_GROUP, LEGAL_BASIS, PARTNERS = "Doel", "Doelgroep", "Grondslag", "Deelnemers"
NOTES: dict[EmptyCell, Note] = {"": "", "deliberate": "deliberately_empty", "to_agree": "to_be_agreed"}


def covenant_file(covenant: Covenant, *, region: Region, dated: date) -> bytes:
    names = {organisation.key: organisation.name for organisation in region.organisations}
    return write_covenant(
        exports.CovenantExport(
            cover=exports.Cover(covenant.title, covenant.number, "1", dated, DRAFT),
            blocks=tuple(block for written in covenant.blocks for block in _blocks(written)),
            annexes=tuple(_annex(annex, names) for annex in covenant.annexes),
            parties=tuple(covenant_shapes.Party(names[party.organisation]) for party in covenant.parties),
        )
    )


def matrix_file(matrix: Matrix, *, dated: date) -> bytes:
    cover = exports.Cover(matrix.title, matrix.number, str(matrix.version), dated, DRAFT)
    tables = tuple(_phase_table(table) for table in matrix.phase_tables)
    return write_matrix(exports.MatrixExport(cover, tuple(_section(section) for section in matrix.sections), tables))


def _blocks(written: Written) -> Iterator[Block]:
    match written.kind:
        case "heading":
            yield Heading(written.text)
        case "paragraph":
            yield Paragraph(written.text)
        case "list":
            yield from (ListItem(item) for item in written.items)


def _annex(annex: Annex, names: dict[str, str]) -> covenant_shapes.Annex:
    texts = ((PURPOSE, annex.purpose), (TARGET_GROUP, annex.target_group), (LEGAL_BASIS, annex.legal_basis))
    blocks: list[Block] = [block for label, text in texts for block in (Heading(label, 2), Paragraph(text))]
    blocks += [Heading(PARTNERS, 2), *(ListItem(names[partner.organisation]) for partner in annex.partners)]
    return covenant_shapes.Annex(heading=annex.title, blocks=tuple(blocks))


def _section(section: Section) -> matrix_shapes.MatrixSection:
    return matrix_shapes.MatrixSection(section.title, section.aliases, tuple(_row(row) for row in section.rows))


def _row(row: Row) -> matrix_shapes.MatrixRow:
    if row.heading:
        return matrix_shapes.MatrixRow(tasks=(row.heading,), heading=True)
    return matrix_shapes.MatrixRow(
        tuple(statement.text for statement in row.tasks),
        tuple(statement.text for statement in row.responsibilities),
        tuple(statement.text for statement in row.authorities),
        notes=(NOTES[row.empty_tasks], NOTES[row.empty_responsibilities], NOTES[row.empty_authorities]),
    )


def _phase_table(table: PhaseTable) -> phase_shapes.PhaseTable:
    places = {actor: place for place, actor in enumerate(table.actors)}
    return phase_shapes.PhaseTable(
        table.title,
        table.actors,
        tuple(
            phase_shapes.Phase(
                phase.name,
                tuple(
                    phase_shapes.PhaseTask(
                        task.text,
                        tuple(phase_shapes.PhaseMark(places[mark.actor], mark.words) for mark in task.marks),
                        task.remark,
                    )
                    for task in phase.tasks
                ),
            )
            for phase in table.phases
        ),
    )
