"""Is a role matrix understood as an attentive reader would, with a word about everything doubtful?"""

from collections.abc import Sequence

import pytest
from docx import Document

from documents.word.matrix import understand_matrix
from documents.word.matrix_shapes import EmptyCell, MatrixImport, MatrixRow, MatrixSection
from documents.word.reading import read_document
from tests.documents.word.builders import (
    MATRIX_ROWS,
    MERGED,
    SHIFTED,
    RowText,
    add_heading_row,
    realistic_matrix_docx,
    role_table,
    saved,
)

TVB = ("Taken", "Verantwoordelijkheden", "Bevoegdheden")


def understood(data: bytes) -> MatrixImport:
    return understand_matrix(read_document(data))


def one_table(*rows: RowText, headers: Sequence[str] = TVB, role: str = "Wijkagent") -> MatrixImport:
    file = Document()
    file.add_heading(role, 1)
    role_table(file, rows, headers=headers)
    return understood(saved(file))


def codes(matrix: MatrixImport) -> list[str]:
    return [warning.code for warning in matrix.warnings if warning.code != "no_title"]


def test_the_realistic_matrix_has_its_roles_rows_and_empty_cells() -> None:
    matrix = understood(realistic_matrix_docx())
    assert matrix.summary() | {"warnings": []} == {
        "kind": "matrix",
        "title": "Taken, verantwoordelijkheden en bevoegdheden – TVB-matrix regio Veldersloot",
        "sections": [
            {"shape": "role", "role": "Gemeentelijk regisseur", "rows": 8, "empty_cells": 4},
            {"shape": "role", "role": "Casuscoördinator GGZ", "rows": 6, "empty_cells": 4},
            {"shape": "role", "role": "Procesregisseur veiligheidshuis", "rows": 3, "empty_cells": 3},
        ],
        "rows": 17,
        "empty_cells": 11,
        "warnings": [],
    }
    assert matrix.sections[0].aliases == ("procesmanager", "wijkcoach")
    assert codes(matrix) == ["merged_rows", "no_task", "shifted_row", "not_applicable", "near_duplicate"]


def test_every_warning_and_reason_is_a_sentence() -> None:
    matrix = understood(realistic_matrix_docx())
    assert all("%(" not in str(warning) and str(warning) for warning in matrix.warnings)
    assert all(entry.as_json()["why"] for entry in matrix.skipped)


def test_other_rows_can_be_asked_of_the_builder() -> None:
    matrix = understood(realistic_matrix_docx(rows={"Wijkagent": [("Maakt afspraken", "", "")]}))
    assert [(section.role, len(section.duties)) for section in matrix.sections] == [("Wijkagent", 1)]
    assert set(MATRIX_ROWS).isdisjoint({"Wijkagent"})


def test_an_empty_cell_is_kept_with_what_it_means() -> None:
    matrix = one_table(
        ("Weegt", "", "Geen bevoegdheid vastgelegd. Nog af te spreken."),
        ("Hoort", "Geen verantwoordelijkheid vastgelegd.", "n.v.t."),
    )
    assert matrix.empty_cells == (
        EmptyCell(0, 0, "responsibilities"),
        EmptyCell(0, 0, "authorities", "to_be_agreed"),
        EmptyCell(0, 1, "responsibilities"),
        EmptyCell(0, 1, "authorities", "deliberately_empty"),
    )


@pytest.mark.parametrize("merged", [True, False])
def test_a_phase_inside_the_table_is_a_heading_and_no_row(merged: bool) -> None:
    file = Document()
    file.add_heading("Wijkagent", 1)
    table = role_table(file, [])
    add_heading_row(table, "Fase 2: uitvoering", merged=merged)
    section = understood(saved(file)).sections[0]
    assert section.rows == (MatrixRow(("Fase 2: uitvoering",), heading=True),)
    assert section.duties == ()


def test_a_task_without_anything_beside_it_is_a_row_and_no_heading() -> None:
    assert one_table(("Bewaakt de acties", "", "")).sections[0].rows == (MatrixRow(("Bewaakt de acties",)),)


def test_where_all_tasks_are_bold_a_bold_task_is_no_heading() -> None:
    file = Document()
    file.add_heading("Wijkagent", 1)
    table = role_table(file, [("Weegt", "Hoort", "Besluit"), ("Meldt", "Deelt", ""), ("Bezoekt", "", "")])
    for row in table.rows:
        row.cells[0].paragraphs[0].runs[0].bold = True
    assert len(understood(saved(file)).sections[0].duties) == 3


def test_a_task_merged_over_two_rows_is_one_row() -> None:
    matrix = one_table(("Bewaakt", "ziet toe", ""), (MERGED, "spreekt aan", "roept bijeen"))
    assert matrix.sections[0].rows == (MatrixRow(("Bewaakt",), ("ziet toe", "spreekt aan"), ("roept bijeen",)),)
    assert codes(matrix) == ["merged_rows"]


def test_an_authority_merged_over_two_tasks_belongs_to_both() -> None:
    matrix = one_table(("Weegt", "a bc", "Neemt aan"), ("Hoort", "d ef", MERGED))
    assert [row.authorities for row in matrix.sections[0].rows] == [("Neemt aan",), ("Neemt aan",)]
    assert codes(matrix) == ["merged_rows"]


def test_a_shifted_row_is_read_where_it_stands_and_doubted() -> None:
    matrix = one_table((SHIFTED, "Zit het MDO voor", "Stelt het verslag vast"))
    assert matrix.sections[0].rows == (MatrixRow((), ("Zit het MDO voor",), ("Stelt het verslag vast",)),)
    assert codes(matrix) == ["shifted_row"]


def test_a_row_with_an_empty_cell_too_many_is_moved_back_and_doubted() -> None:
    file = Document()
    file.add_heading("Wijkagent", 1)
    table = role_table(file, [])
    table.add_column(1)
    table.rows[0]._tr.remove(table.rows[0]._tr.tc_lst[-1])
    cells = table.add_row().cells
    for cell, text in zip(cells[1:], ("Weegt", "Hoort", "Besluit"), strict=True):
        cell.text = text
    matrix = understood(saved(file))
    assert matrix.sections[0].rows == (MatrixRow(("Weegt",), ("Hoort",), ("Besluit",)),)
    assert codes(matrix) == ["shifted_row"]


def test_columns_in_another_order_are_read_by_their_headers() -> None:
    matrix = one_table(("Besluit", "Weegt", "Hoort"), headers=("Bevoegdheden", "Taken", "Verantwoordelijkheden"))
    assert matrix.sections[0].rows == (MatrixRow(("Weegt",), ("Hoort",), ("Besluit",)),)


def test_a_fourth_column_is_reported_and_its_text_skipped() -> None:
    file = Document()
    file.add_heading("Wijkagent", 1)
    table = file.add_table(rows=2, cols=4)
    for row, texts in zip(table.rows, (("Nr.", *TVB), ("7", "Weegt", "Hoort", "Besluit")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    matrix = understood(saved(file))
    assert matrix.sections[0].rows == (MatrixRow(("Weegt",), ("Hoort",), ("Besluit",)),)
    assert codes(matrix) == ["columns"]
    assert ("7", "other_column") in {(entry.text, entry.why) for entry in matrix.skipped}


def test_a_table_with_unknown_headers_is_not_read_but_reported_whole() -> None:
    matrix = one_table(("1.0", "3 november", "A. Veldhuis"), headers=("Versie", "Datum", "Auteur"))
    assert codes(matrix) == ["unknown_headers", "no_sections"]
    assert "1.0 | 3 november | A. Veldhuis" in {entry.text for entry in matrix.skipped}


def test_a_title_row_in_the_table_names_the_role() -> None:
    file = Document()
    table = file.add_table(rows=1, cols=3)
    table.rows[0].cells[0].merge(table.rows[0].cells[2]).text = "Rol: wijkagent"
    for texts in (TVB, ("Weegt", "Hoort", "Besluit")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    assert understood(saved(file)).sections == (
        MatrixSection("Wijkagent", (), (MatrixRow(("Weegt",), ("Hoort",), ("Besluit",)),)),
    )


def test_a_heading_that_names_no_role_leaves_it_to_the_heading_above() -> None:
    file = Document()
    file.add_heading("Wijkagent", 1)
    file.add_heading("Taken, verantwoordelijkheden en bevoegdheden", 2)
    role_table(file, [("Weegt", "Hoort", "Besluit")])
    assert understood(saved(file)).sections[0].role == "Wijkagent"


def test_a_table_that_goes_on_without_headers_belongs_to_the_role_above() -> None:
    file = Document()
    file.add_heading("Wijkagent", 1)
    role_table(file, [("Weegt", "Hoort", "Besluit")])
    file.add_paragraph()
    second = role_table(file, [("Meldt", "Deelt", "Vraagt")])
    second._tbl.remove(second._tbl.tr_lst[0])
    matrix = understood(saved(file))
    assert len(matrix.sections[0].rows) == 2
    assert codes(matrix) == ["continued_table"]


def test_phases_as_headings_between_the_tables_of_one_role_are_headings_in_its_section() -> None:
    file = Document()
    file.add_heading("Wijkagent", 1)
    for phase in ("Fase 1", "Fase 2"):
        file.add_heading(phase, 2)
        role_table(file, [(f"Weegt in {phase}", "Hoort", "Besluit")])
    section = understood(saved(file)).sections[0]
    assert [row.text for row in section.rows if row.heading] == ["Fase 1", "Fase 2"]
    assert len(section.duties) == 2


def test_a_header_row_that_is_repeated_is_no_row() -> None:
    matrix = one_table(("Weegt", "Hoort", "Besluit"), TVB, ("Meldt", "Deelt", "Vraagt"))
    assert len(matrix.sections[0].rows) == 2


def test_rows_that_are_nearly_the_same_are_shown_to_the_editor() -> None:
    matrix = one_table(
        ("Schrijft het plan van aanpak", "Stemt af", ""),
        ("Hoort de naasten en partners", "", ""),
        ("Schrijft het plan van aanpak uit", "", ""),
    )
    near = [warning for warning in matrix.warnings if warning.code == "near_duplicate"]
    assert [(warning.values["first"], warning.values["second"]) for warning in near] == [("1", "3")]


def test_text_around_the_tables_is_skipped_and_not_lost() -> None:
    matrix = understood(realistic_matrix_docx(region="Oostwaard"))
    outside = {entry.text for entry in matrix.skipped if entry.why == "outside_tables"}
    assert "Deze matrix beschrijft wie in de regio Oostwaard wat doet, waarvoor staat en waarover gaat." in outside
    assert "1. Inleiding" in outside
