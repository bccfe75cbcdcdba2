"""What an importer corrects is done, and no correction loses a word."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from documents.selectors.import_parts import LEFT, TAKEN, column_options, pieces_of, use_options
from documents.word.blocks import Heading, Paragraph
from documents.word.corrections import corrected_covenant, corrected_matrix
from documents.word.covenant import understand_covenant
from documents.word.covenant_shapes import CovenantImport
from documents.word.matrix import understand_matrix
from documents.word.matrix_shapes import MatrixImport
from documents.word.reading import read_document
from tests.documents.word.builders import realistic_covenant_docx, realistic_matrix_docx

COVENANT = understand_covenant(read_document(realistic_covenant_docx()))
MATRIX = understand_matrix(read_document(realistic_matrix_docx()))


def options_of(reading: Any) -> dict[str, list[str]]:
    """Everything that can be chosen of a reading."""
    found = {
        piece.name: [value for value, _label in piece.options]
        for part in (TAKEN, LEFT)
        for piece in pieces_of(reading, part)
    }
    if isinstance(reading, MatrixImport):
        for place in range(len(reading.sections)):
            found[f"use-{place}"] = [value for value, _label in use_options(place)]
            for column in "012":
                found[f"column-{place}-{column}"] = [value for value, _label in column_options(column)]
    return found


def some_of(reading: Any) -> st.SearchStrategy[dict[str, str]]:
    options = options_of(reading)
    names = st.lists(st.sampled_from(sorted(options)), max_size=25, unique=True)
    return names.flatmap(
        lambda chosen: st.fixed_dictionaries({name: st.sampled_from(options[name]) for name in chosen})
    )


def words_in(reading: MatrixImport | CovenantImport) -> set[str]:
    return set(re.findall(r"\w+", " ".join((reading.text, *(one.text for one in reading.skipped))).casefold()))


@given(some_of(COVENANT))
def test_no_correction_of_a_covenant_loses_a_word(choices: dict[str, str]) -> None:
    assert words_in(COVENANT) <= words_in(corrected_covenant(COVENANT, choices))


@given(some_of(MATRIX))
def test_no_correction_of_a_matrix_loses_a_word(choices: dict[str, str]) -> None:
    assert words_in(MATRIX) <= words_in(corrected_matrix(MATRIX, choices).reading)


def test_without_choices_everything_stays_as_it_was_read() -> None:
    assert corrected_covenant(COVENANT, {}) == COVENANT
    corrected = corrected_matrix(MATRIX, dict.fromkeys(options_of(MATRIX), ""))
    assert corrected.reading == MATRIX
    assert corrected.sources == tuple(range(len(MATRIX.sections)))


def test_a_block_becomes_a_heading_text_or_nothing() -> None:
    places = {block.text: place for place, block in enumerate(COVENANT.all_blocks) if isinstance(block, Heading)}
    article, annex = places["Artikel 2 Doel"], places["Bijlage 2 Persoonsgerichte aanpak"]
    found = corrected_covenant(COVENANT, {f"block-{article}": "text", "block-0": "skip", f"block-{annex}": "text"})
    assert Paragraph("Artikel 2 Doel") in found.blocks
    assert [annex.title for annex in found.annexes] == ["Veiligheidsoverleg GGZ"]
    assert (found.skipped[-1].text, found.skipped[-1].why) == (COVENANT.all_blocks[0].text, "by_hand")


def test_what_was_left_out_is_taken_in_at_either_end() -> None:
    found = corrected_covenant(COVENANT, {"left-0": "start", "left-1": "end"})
    assert found.blocks[0] == Paragraph(COVENANT.skipped[0].text)
    assert found.blocks[-1] == Paragraph(COVENANT.skipped[1].text)
    assert len(found.skipped) == len(COVENANT.skipped) - 2


def test_a_column_a_statement_and_a_row_go_where_they_belong() -> None:
    row = MATRIX.sections[1].rows[0]
    swapped = corrected_matrix(MATRIX, {"column-1-0": "2", "column-1-2": "0"}).reading.sections[1].rows[0]
    assert swapped.cells == (row.authorities, row.responsibilities, row.tasks)
    moved = corrected_matrix(MATRIX, {"said-1-0-2-0": "1"}).reading.sections[1].rows[0]
    assert moved.responsibilities == (*row.responsibilities, *row.authorities)
    headed = corrected_matrix(MATRIX, {"row-1-0": "heading"}).reading.sections[1].rows[0]
    assert (headed.heading, headed.tasks) == (True, (row.text,))


def test_a_role_is_renamed_joined_with_the_one_above_or_left_out() -> None:
    choices = {"name-0": "Regisseur", "use-1": "above", "use-2": "skip", "left-0": "0"}
    corrected = corrected_matrix(MATRIX, choices)
    (section,) = corrected.reading.sections
    assert (section.role, corrected.sources) == ("Regisseur", (0,))
    assert len(section.rows) == len(MATRIX.sections[0].rows) + len(MATRIX.sections[1].rows) + 1
