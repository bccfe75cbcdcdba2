"""Is a phase × actor table read by what its rows mean, with every doubt reported and no word lost?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.word.exports import Cover, MatrixExport
from documents.word.matrix import understand_matrix
from documents.word.matrix_shapes import MatrixImport
from documents.word.phase_shapes import Phase, PhaseMark, PhaseTable, PhaseTask
from documents.word.reading import read_document
from documents.word.writing import write_matrix
from tests.documents.word.builders import RowText, add_heading_row, role_table, saved

FIVE = ("Gemeentelijk regisseur", "Casuscoördinator GGZ", "Reclassering", "Politie", "Openbaar Ministerie")
ACTORS = ("Taak", "Veiligheidshuis", "Lokaal")
ROWS: Sequence[tuple[str, ...] | str] = (
    "Fase 1 Aanmelden",
    ("Ontvangt de aanmelding van de partner", "x", ""),
    ("Weegt de aanmelding binnen vijf dagen", "x", "X"),
    ("Informeert de betrokkene over de weging", "", ""),
    "Fase 2 Aanpak",
    ("Stelt het plan van aanpak op", "", "✓"),
    ("Bewaakt de voortgang van de acties", "indien nodig", "x"),
    "Lokaal",
    ("Houdt contact met de naasten", "–", "x"),
)


def phase_docx(rows: Sequence[tuple[str, ...] | str] = ROWS, headers: Sequence[str] = ACTORS) -> bytes:
    file = Document()
    file.add_heading("Taakverdeling per fase", 1)
    table = role_table(file, [], headers=headers)
    for row in rows:
        if isinstance(row, str):
            add_heading_row(table, row)
            continue
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return saved(file)


def understood(data: bytes) -> MatrixImport:
    return understand_matrix(read_document(data))


def one(rows: Sequence[tuple[str, ...] | str] = ROWS, headers: Sequence[str] = ACTORS) -> PhaseTable:
    return understood(phase_docx(rows, headers)).phase_tables[0]


def codes(matrix: MatrixImport) -> list[str]:
    return [warning.code for warning in matrix.warnings if warning.code != "no_title"]


def test_phases_tasks_marks_and_what_nobody_owns_are_counted() -> None:
    matrix = understood(phase_docx())
    assert matrix.summary()["sections"] == [
        {
            "shape": "phase_actor",
            "phases": 3,
            "tasks": 6,
            "marks": {"Veiligheidshuis": 3, "Lokaal": 4},
            "unowned": 1,
        }
    ]
    assert codes(matrix) == []


def test_words_in_the_place_of_a_mark_are_a_mark_with_those_words() -> None:
    assert one().phases[1].tasks[1].marks == (PhaseMark(0, "indien nodig"), PhaseMark(1))


def test_a_task_that_nobody_owns_is_no_phase() -> None:
    assert one().phases[0].tasks[2] == PhaseTask("Informeert de betrokkene over de weging")


def test_a_column_of_phases_beside_the_tasks_begins_a_phase_wherever_it_is_filled() -> None:
    table = one(
        (
            ("Fase 1", "Ontvangt de aanmelding", "x", ""),
            ("", "Weegt de aanmelding", "", "x"),
            ("Fase 2", "Stelt het plan op", "", "x"),
            ("", "Bewaakt de acties", "x", ""),
        ),
        ("Fase", "Taak", "Veiligheidshuis", "Lokaal"),
    )
    assert [(phase.name, len(phase.tasks)) for phase in table.phases] == [("Fase 1", 2), ("Fase 2", 2)]


WITH_PHASES = ("Fase", "Taak", "Veiligheidshuis", "Lokaal")
PLAIN_ROWS = (
    ("Fase 1", "Ontvangt de aanmelding", "x", ""),
    ("", "Weegt de aanmelding", "", "x"),
    ("", "Meldt de uitkomst", "x", ""),
)


@pytest.mark.parametrize(
    "shifted",
    [
        ("Start de informatieronde bij de partners", "x", "", ""),
        ("", "", "Start de informatieronde bij de partners", "x"),
        ("Fase 1", "", "Start de informatieronde bij de partners", "x"),
    ],
)
def test_a_row_shifted_by_a_cell_is_read_by_what_it_means_and_reported(shifted: tuple[str, ...]) -> None:
    matrix = understood(phase_docx((*PLAIN_ROWS, shifted), WITH_PHASES))
    assert matrix.phase_tables[0].tasks[-1] == PhaseTask("Start de informatieronde bij de partners", (PhaseMark(0),))
    assert codes(matrix) == ["shifted_row"]


def test_a_row_that_begins_a_column_too_late_is_read_by_what_it_means_and_reported() -> None:
    file = Document()
    table = role_table(file, [], headers=ACTORS)
    for texts in (("Weegt het signaal", "x", ""), ("", "Legt de weging vast", "x")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    row = table.rows[-1]._tr
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    row.remove(row.tc_lst[0])
    matrix = understood(saved(file))
    assert matrix.phase_tables[0].tasks[-1] == PhaseTask("Legt de weging vast", (PhaseMark(0),))
    assert "shifted_row" in codes(matrix)


def test_a_table_for_each_phase_with_the_same_actors_is_one_table() -> None:
    file = Document()
    for place in ("1", "2"):
        file.add_heading(f"Fase {place}", 2)
        rows: list[RowText] = [(f"Doet iets in fase {place}", "x", ""), ("Nog iets", "", "x")]
        role_table(file, rows, headers=ACTORS)
    tables = understood(saved(file)).phase_tables
    assert [[phase.name for phase in table.phases] for table in tables] == [["Fase 1", "Fase 2"]]


def test_a_table_that_goes_on_without_titles_keeps_its_actors() -> None:
    file = Document()
    role_table(file, [("Weegt het signaal", "x", ""), ("Legt vast", "", "x")], headers=ACTORS)
    file.add_paragraph()
    role_table(file, [("Sluit af", "", "x")], headers=("Evalueert de aanpak", "x", "x"))
    tables = understood(saved(file)).phase_tables
    assert [table.marks for table in tables] == [{"Veiligheidshuis": 2, "Lokaal": 3}]


def test_titles_over_two_rows_name_the_actors() -> None:
    file = Document()
    table = file.add_table(rows=2, cols=3)
    table.rows[0].cells[0].merge(table.rows[1].cells[0]).text = "Taak"
    table.rows[0].cells[1].merge(table.rows[0].cells[2]).text = "Wie doet het"
    table.rows[1].cells[1].text, table.rows[1].cells[2].text = "Veiligheidshuis", "Lokaal"
    for texts in (("Weegt", "x", ""), ("Legt vast", "", "x")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    assert understood(saved(file)).phase_tables[0].actors == ("Veiligheidshuis", "Lokaal")


def test_a_role_table_beside_it_stays_a_role_table() -> None:
    file = Document()
    file.add_heading("Wijkagent", 1)
    role_table(file, [("Weegt", "Hoort", "")])
    file.add_heading("Taakverdeling", 1)
    role_table(file, [("Weegt", "x", ""), ("Legt vast", "", "x")], headers=ACTORS)
    summary = understood(saved(file)).summary()
    assert [section["shape"] for section in summary["sections"]] == ["role", "phase_actor"]  # type: ignore[attr-defined]


def test_every_word_of_the_table_is_in_the_result() -> None:
    shifted = ("", "", "Start de informatieronde bij partners", "x")
    headers = ("Nr", "Taak", "Veiligheidshuis", "Lokaal")
    rows = (("1", "Ontvangt de aanmelding", "x", "deels"), ("2", "Weegt", "nee", "x"), shifted, "Fase 2 Aanpak")
    matrix = understood(phase_docx(rows, headers))
    texts = [skipped.text for skipped in matrix.skipped]
    for table in matrix.phase_tables:
        texts += [table.title, *table.actors]
        for phase in table.phases:
            texts.append(phase.name)
            for task in phase.tasks:
                texts += [task.text, task.remark, *(mark.words for mark in task.marks)]
    wanted = Counter(" ".join(" ".join(row) if isinstance(row, tuple) else row for row in (headers, *rows)).split())
    del wanted["x"]
    assert not wanted - Counter(" ".join(texts).split())


def test_what_is_written_is_read_back_the_same() -> None:
    table = PhaseTable(
        "Taakverdeling",
        ("Niemands actor", "Veiligheidshuis", "Lokaal"),
        (
            Phase("", (PhaseTask("Vooraf afstemmen", (PhaseMark(1), PhaseMark(2, "soms")), "zie bijlage"),)),
            Phase("Fase 1: aanmelden", (PhaseTask("LET OP:"), PhaseTask("Weegt het signaal", (PhaseMark(1),)))),
            Phase("Lokale aanpak", (PhaseTask("Houdt contact", (PhaseMark(2),)),)),
        ),
    )
    cover = Cover("Matrix", "12-004", "2", date(2026, 11, 3), "concept")
    assert understood(write_matrix(MatrixExport(cover, phase_tables=(table,)))).phase_tables == (table,)


def test_a_column_of_remarks_stays_with_its_task() -> None:
    rows = (
        ("Weegt het signaal", "x", "", "Binnen vijf werkdagen na de aanmelding van een partner"),
        ("Legt de weging vast", "", "x", "In het dossier van de casus, door wie de weging deed"),
        ("Informeert de betrokkene", "", "x", ""),
    )
    table = one(rows, (*ACTORS, "Toelichting"))
    assert table.actors == ACTORS[1:]
    assert table.tasks[0].remark == "Binnen vijf werkdagen na de aanmelding van een partner"


@pytest.mark.parametrize(("actors", "turned"), [(FIVE[:2], 0), (FIVE, 5)])
def test_names_of_actors_that_would_break_in_their_columns_are_turned(actors: Sequence[str], turned: int) -> None:
    table = PhaseTable("Taken", tuple(actors), (Phase("Fase 1", (PhaseTask("Belt de partner", (PhaseMark(1),)),)),))
    cover = Cover("Matrix", "12-004", "2", date(2026, 11, 3), "concept")
    written = write_matrix(MatrixExport(cover, phase_tables=(table,)))
    root = Document(BytesIO(written)).element
    assert len(list(root.iter(qn("w:textDirection")))) == turned
    assert understood(written).phase_tables == (table,)
