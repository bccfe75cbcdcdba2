"""Whatever is written, is it read back the same? Drawn by hypothesis."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from documents.word import words
from documents.word.annexes import split_annexes
from documents.word.blocks import Block, Cell, Heading, ListItem, Paragraph, Row, Table, block_text
from documents.word.codec import decode, encode
from documents.word.covenant import understand_covenant
from documents.word.covenant_shapes import Annex, CovenantImport, Party
from documents.word.empty_cells import empty_note
from documents.word.exports import AttachedFile, CovenantExport, Cover, MatrixExport, Signature
from documents.word.headings import is_numbered_heading, split_label
from documents.word.matrix import understand_matrix
from documents.word.matrix_shapes import MatrixImport, MatrixRow, MatrixSection
from documents.word.parties import find_parties
from documents.word.reading import read_document
from documents.word.writing import write_covenant, write_matrix

COVER = Cover("Convenant Veldersloot", "12-004", "2", date(2026, 11, 3), "concept")
WORDS = st.sampled_from(
    [
        "stelt",
        "vast",
        "de checklist;",
        "‘op tijd’",
        "(politie, GGZ)",
        "&",
        "<b>",
        "1.",
        "a)",
        "en",
        "van",
        "over:",
        "-",
        "Taken",
        "é",
    ]
)
TEXTS = st.lists(WORDS, min_size=2, max_size=7).map(" ".join)
STATEMENTS = TEXTS.filter(lambda text: empty_note(text) is None and not text.endswith((";", ", en", "; en")))
CELLS = st.lists(STATEMENTS, max_size=3).map(tuple)
NOTES = st.sampled_from(["", "deliberately_empty", "to_be_agreed"])
PLAIN = TEXTS.filter(lambda text: not split_label(text)[0] and not is_numbered_heading(text))


@st.composite
def rows(draw: st.DrawFn) -> MatrixRow:
    if draw(st.booleans()) and draw(st.booleans()):
        return MatrixRow((draw(TEXTS),), heading=True)
    cells = draw(CELLS), draw(CELLS), draw(CELLS)
    first, second, third = ("" if cell else draw(NOTES) for cell in cells)
    return MatrixRow(*cells, notes=(first, second, third))


ROLES = st.sampled_from(["Wijkagent", "Casuscoördinator GGZ", "Regisseur / coördinator", "Rol: hulp (thuis)"])
SECTIONS = st.builds(
    MatrixSection,
    ROLES,
    st.lists(st.sampled_from(["procesmanager", "wijkcoach", "hoofd zorg, wonen"]), unique=True).map(tuple),
    st.lists(rows(), max_size=5).map(tuple),
)
FILE = AttachedFile("plattegrond.pdf", 36_000, date(2026, 11, 3), "9f" * 32, "Plattegrond")
ATTACHED = st.lists(st.just(FILE), max_size=2).map(tuple)
TABLE_CELLS = st.builds(
    lambda lines, bold: Cell(tuple(lines), bold=bold and bool(lines)), st.lists(TEXTS, max_size=2), st.booleans()
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(TABLE_CELLS, min_size=width, max_size=width), min_size=1, max_size=3)
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, TEXTS, st.integers(1, 6)),
    st.builds(Paragraph, PLAIN),
    st.builds(ListItem, TEXTS, st.sampled_from(["•", "1.", "2.", "3.", "a)", "b)", "(c)", "2.1"]), st.integers(0, 2)),
    TABLES.map(lambda texts: Table(tuple(Row(tuple(cells)) for cells in texts))).filter(
        lambda one: any(r.text for r in one.rows)
    ),
)


@given(st.lists(SECTIONS, max_size=3, unique_by=lambda section: section.role).map(tuple), ATTACHED)
def test_every_matrix_is_read_back_the_same(
    sections: tuple[MatrixSection, ...], attached: tuple[AttachedFile, ...]
) -> None:
    matrix = understand_matrix(read_document(write_matrix(MatrixExport(COVER, sections, (), attached))))
    assert matrix.sections == sections
    assert decode(MatrixImport, encode(matrix)) == matrix


PARTIES = st.lists(
    st.sampled_from(["Gemeente Veldersloot", "Politie", "Stichting GGZ De Linde"]), max_size=3, unique=True
)
SIGNED = st.sampled_from([None, date(2026, 11, 3)])
ANNEXES = st.lists(st.lists(BLOCKS, max_size=3).map(tuple), max_size=2)


@given(st.lists(BLOCKS, max_size=4).map(tuple), ANNEXES, PARTIES, SIGNED)
def test_annexes_parties_and_signatures_come_back_and_signatures_are_no_text(
    blocks: tuple[Block, ...], texts: list[tuple[Block, ...]], names: list[str], signed: date | None
) -> None:
    annexes = tuple(Annex(f"Bijlage {number} Overleg", "Overleg", text) for number, text in enumerate(texts, start=1))
    parties = () if find_parties(blocks) else tuple(Party(name) for name in names)
    signatures = tuple(Signature(name, "A. de Vries", "bestuurder", signed) for name in names)
    file = write_covenant(CovenantExport(COVER, blocks, annexes, parties, signatures))
    covenant = understand_covenant(read_document(file))
    assert [(annex.heading, annex.blocks) for annex in covenant.annexes] == [
        (one.heading, one.blocks) for one in annexes
    ]
    assert words.SIGNING not in map(block_text, covenant.blocks)
    assert [one.why for one in covenant.skipped if one.why == "signing"] == ["signing"] * (2 if names else 0)
    if parties:
        assert [party.name for party in covenant.parties] == names
    if names:
        assert {name for name in names if name in covenant.skipped[-1].text} == set(names)


@given(st.lists(BLOCKS, max_size=6).map(tuple), ATTACHED)
def test_every_covenant_is_read_back_the_same(blocks: tuple[Block, ...], attached: tuple[AttachedFile, ...]) -> None:
    export = CovenantExport(COVER, blocks, attached=attached)
    covenant = understand_covenant(read_document(write_covenant(export)))
    assert (covenant.title, covenant.blocks) == (COVER.title, split_annexes(blocks)[0])
    assert covenant.parties == find_parties(blocks)
    assert decode(CovenantImport, encode(covenant)) == covenant
