"""Do our own Word files say what was asked, the same way every time, and can they be read back?"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.word.blocks import Block, Cell, Heading, ListItem, Paragraph, Row, Table, block_text
from documents.word.covenant import understand_covenant
from documents.word.covenant_shapes import Annex, CovenantImport, Party
from documents.word.exports import (
    CovenantExport,
    Cover,
    MatrixExport,
    PlanAction,
    PlanExport,
    Signature,
)
from documents.word.matrix import understand_matrix
from documents.word.matrix_shapes import MatrixImport, MatrixRow, MatrixSection
from documents.word.reading import read_document
from documents.word.writing import write_covenant, write_matrix, write_plan
from tests.documents.word.builders import realistic_covenant_docx, realistic_matrix_docx

COVER = Cover("Plan van aanpak", "12-K7P-2", "2", date(2026, 11, 3), "vastgesteld", "9f3c41d07ab2" + "0" * 52)
ACTION = PlanAction(
    who="Wijkagent en woonconsulent",
    what="Gaan samen op huisbezoek",
    where="Thuis",
    when="Voor 15 november 2026",
    how="Aangekondigd, met een kaartje",
    subgoal="Rust in het trappenhuis",
    contribution="De spanning met de buren loopt niet op",
    organisation="Politie, eenheid Midden-Waterland",
    person="Bart Wiegersma",
    due_on=date(2026, 11, 15),
)
PLAN = PlanExport(
    cover=COVER,
    case_code="K7P-3MX",
    adopted_on=date(2026, 11, 3),
    adopted_by="Sanne Bakker, gemeentelijk regisseur",
    analysis="Slaapt slecht & mijdt buren <sinds september>.\nKomt wel elke week naar de werkplaats.",
    risk_factors=("Oplopende huurschuld",),
    protective_measures=("Zus belt elke zondag",),
    wishes="“Ik wil mijn woning houden.”",
    signalling_plan="Oranje: komt twee dagen niet.",
    police_section="De wijkagent loopt langs.",
    subgoals=("Rust in het trappenhuis",),
    crisis_card="Bel zijn zus.",
    actions=(ACTION, replace(ACTION, due_on=None)),
)


def read_matrix(data: bytes) -> MatrixImport:
    return understand_matrix(read_document(data))


def read_covenant(data: bytes) -> CovenantImport:
    return understand_covenant(read_document(data))


def covenant(*blocks: Block, **more: object) -> CovenantImport:
    return read_covenant(write_covenant(CovenantExport(COVER, blocks, **more)))  # type: ignore[arg-type]


def all_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    return "\n".join(parts)


def test_a_matrix_that_was_imported_and_exported_is_the_same_matrix() -> None:
    matrix = read_matrix(realistic_matrix_docx())
    again = read_matrix(write_matrix(MatrixExport(replace(COVER, title=matrix.title), matrix.sections)))
    assert (again.title, again.sections, again.empty_cells) == (matrix.title, matrix.sections, matrix.empty_cells)


def test_a_covenant_that_was_imported_and_exported_is_the_same_covenant() -> None:
    first = read_covenant(realistic_covenant_docx())
    export = CovenantExport(replace(COVER, title=first.title), first.blocks, first.annexes, first.parties)
    again = read_covenant(write_covenant(export))
    assert (again.title, again.blocks, again.annexes) == (first.title, first.blocks, first.annexes)
    assert (again.parties, again.ends_on, again.summary()) == (first.parties, first.ends_on, first.summary())


@pytest.mark.parametrize(
    "role", ["Wijkagent", "Regisseur / coördinator", "Rol: voorzitter", "Hulp (thuis, elders)", "3 x"]
)
@pytest.mark.parametrize("aliases", [(), ("procesmanager",), ("procesmanager", "wijkcoach")])
def test_every_role_and_its_other_names_are_read_back(role: str, aliases: tuple[str, ...]) -> None:
    section = MatrixSection(role, aliases, (MatrixRow(("Weegt",), (), ()),))
    assert read_matrix(write_matrix(MatrixExport(COVER, (section,)))).sections == (section,)


@pytest.mark.parametrize(
    "statement",
    ["weegt; hoort", "1. weegt 2. hoort", "- weegt", "Beslist over:", "Weegt & <hoort>", "‘Weegt’ “altijd”", "a) x"],
)
def test_a_statement_that_looks_like_several_is_read_back_as_one(statement: str) -> None:
    rows = (MatrixRow((statement,), (statement, "hoort"), ()),)
    assert (
        read_matrix(write_matrix(MatrixExport(COVER, (MatrixSection("Wijkagent", (), rows),)))).sections[0].rows == rows
    )


def test_what_an_empty_cell_means_is_read_back() -> None:
    rows = (
        MatrixRow(("Weegt",), (), (), notes=("", "to_be_agreed", "deliberately_empty")),
        MatrixRow((), (), ()),
        MatrixRow(("Fase 2",), heading=True),
    )
    assert (
        read_matrix(write_matrix(MatrixExport(COVER, (MatrixSection("Wijkagent", (), rows),)))).sections[0].rows == rows
    )


def test_lists_keep_their_labels_and_levels() -> None:
    labels = [
        ("1.", 0),
        ("2.", 0),
        ("a)", 1),
        ("b)", 1),
        ("3.", 0),
        ("•", 0),
        ("1.", 0),
        ("7.", 0),
        ("2.1", 1),
        ("(c)", 0),
    ]
    items = tuple(ListItem(f"lid {place}", label, level) for place, (label, level) in enumerate(labels))
    assert covenant(Paragraph("Partijen spreken af:"), *items, Paragraph("Daarna:"), items[0]).blocks[1:-2] == items


def test_a_list_begins_again_after_other_text() -> None:
    blocks = (ListItem("eerste", "1."), ListItem("tweede", "2."), Heading("Artikel 2", 2), ListItem("opnieuw", "1."))
    assert covenant(*blocks).blocks == blocks


def test_a_table_keeps_its_merged_cells_and_lists() -> None:
    table = Table(
        (
            Row((Cell(("Gegevens",), bold=True), Cell(("Geeft",), bold=True), Cell(("Krijgt",), bold=True))),
            Row((Cell(("• woonsituatie", "• overlast")), Cell(("1. politie", "- wonen"), span=2))),
            Row((Cell((), continues=True), Cell(("GGZ",)), Cell(()))),
        )
    )
    data = write_covenant(CovenantExport(COVER, (Heading("Artikel 1", 2), table)))
    assert read_covenant(data).blocks[1] == table
    assert '<w:vMerge w:val="restart"/>' in all_text(data)


def test_parties_are_written_when_the_text_does_not_name_them() -> None:
    parties = (Party("Gemeente Oostwaard", "de gemeente"), Party("Politie"))
    found = covenant(Heading("Artikel 1 Doel", 2), Paragraph("Samen."), parties=parties)
    assert [(party.name, party.known_as) for party in found.parties] == [
        ("Gemeente Oostwaard", "de gemeente"),
        ("Politie", ""),
    ]


def test_signatures_stand_before_the_annexes() -> None:
    signatures = (Signature("Gemeente Oostwaard", "Noor Verhage", "burgemeester", date(2026, 11, 12)),)
    annex = Annex("Bijlage 1 Overleg", "Overleg", (Paragraph("Tekst."),))
    export = CovenantExport(COVER, (Paragraph("Samen."),), (annex,), signatures=signatures)
    written = read_document(write_covenant(export)).blocks
    place = written.index(Heading("Ondertekening", 2))
    assert isinstance(written[place + 1], Table)
    assert block_text(written[place + 1]).endswith(
        "Gemeente Oostwaard | Noor Verhage | burgemeester | 12 november 2026"
    )
    assert written[place + 2] == Heading("Bijlage 1 Overleg")


def test_signatures_that_come_back_are_no_text_of_the_next_version() -> None:
    signatures = (Signature("Gemeente Oostwaard", "Noor Verhage", "burgemeester"),)
    found = covenant(Paragraph("Samen."), signatures=signatures)
    assert found.blocks == (Paragraph("Samen."),)
    assert [party.name for party in found.parties] == ["Gemeente Oostwaard"]
    assert [one.why for one in found.skipped][-2:] == ["signing", "signing"]


def test_the_plan_holds_its_goal_its_parts_and_seven_answers_for_each_action() -> None:
    document = read_document(write_plan(PLAN))
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert headings[:2] == ["Hoofddoel", "Voorkomen van escalatie van gedrag"]
    assert headings[-2:] == ["Actie 1", "Actie 2"]
    assert [len(table.rows) for table in tables] == [11, 11]
    answers = [text for text in vars(ACTION).values() if isinstance(text, str)]
    assert [row.cells[1].text for row in tables[0].rows[1:]] == [*answers, "15 november 2026"]
    assert tables[1].rows[-1].cells[1].text == "Niets vastgelegd."


def test_the_plan_says_when_and_by_whom_it_was_adopted_or_that_it_was_not() -> None:
    adopted = all_text(write_plan(PLAN))
    assert "Versie 2 is vastgesteld op 3 november 2026 door Sanne Bakker, gemeentelijk regisseur." in adopted
    assert "Nog niet vastgesteld." in all_text(write_plan(replace(PLAN, adopted_on=None)))


def test_an_empty_plan_says_in_words_that_nothing_was_recorded() -> None:
    text = all_text(write_plan(PlanExport(COVER, "K7P-3MX")))
    assert text.count("Niets vastgelegd.") == 10


WRITERS: dict[str, Callable[[], bytes]] = {
    "matrix": lambda: write_matrix(MatrixExport(COVER, read_matrix(realistic_matrix_docx()).sections)),
    "covenant": lambda: write_covenant(CovenantExport(COVER, read_covenant(realistic_covenant_docx()).blocks)),
    "plan": lambda: write_plan(PLAN),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_input_gives_the_same_bytes_at_any_moment(kind: str) -> None:
    data = WRITERS[kind]()
    assert data == WRITERS[kind]()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_says_nothing_of_the_machine_that_made_it(kind: str) -> None:
    data = WRITERS[kind]()
    core = Document(io.BytesIO(data)).core_properties
    assert (core.author, core.last_modified_by, core.language) == ("Casustafel", "Casustafel", "nl-NL")
    assert core.created is not None
    assert core.created.date() == COVER.dated
    text = all_text(data)
    assert "en-US" not in text
    assert "python-docx" not in text
    assert "Macintosh" not in text


@pytest.mark.parametrize("kind", WRITERS)
def test_every_page_carries_number_version_date_and_status(kind: str) -> None:
    section = Document(io.BytesIO(WRITERS[kind]())).sections[0]
    edge = section.header.paragraphs[0].text + section.footer.paragraphs[0].text
    for part in ("12-K7P-2", "versie 2", "3 november 2026", "vastgesteld", "9f3c41d07ab2…", "Pagina"):
        assert part in edge
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("kind", ["matrix", "plan"])
def test_tables_have_a_header_row_that_is_repeated_on_every_page(kind: str) -> None:
    tables = Document(io.BytesIO(WRITERS[kind]())).tables[1:]
    assert tables
    for table in tables:
        repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated[0]
        assert not any(repeated[1:])


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    assert covenant(Paragraph("zo\x00rg\x0b & \ud800veiligheid")).blocks == (Paragraph("zorg & veiligheid"),)
