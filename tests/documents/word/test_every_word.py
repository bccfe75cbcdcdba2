"""Is every word of a file, wherever Word can put one, in the text that was understood or among what was left out?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.word.covenant import understand_covenant
from documents.word.ledger import unread
from documents.word.matrix import understand_matrix
from documents.word.reading import read_document
from documents.word.remarks import REASONS
from tests.documents.word.builders import realistic_covenant_docx, realistic_matrix_docx
from tests.documents.word.odd_files import ODDITIES, Odd, words_of

UNDERSTAND = {"covenant": understand_covenant, "matrix": understand_matrix}
TEXTS = st.sampled_from(
    ["Weegt het signaal", "Neemt de aanmelding aan; en", "‘op tijd’ (GGZ/politie)", "x", "Taken", "één"]
)


def accounted_for(kind: str, data: bytes) -> set[str]:
    found = UNDERSTAND[kind](read_document(data))
    return set(re.findall(r"\w+", " ".join((found.text, *(one.text for one in found.skipped))).casefold()))


@pytest.mark.parametrize("kind", UNDERSTAND)
@pytest.mark.parametrize("oddity", ODDITIES)
def test_no_word_is_lost_from_any_place_where_word_puts_text(oddity: str, kind: str) -> None:
    odd = Odd()
    ODDITIES[oddity](odd, "weegt het signaal")
    data = odd.file()
    assert len(words_of(data)) > 2
    assert words_of(data) - accounted_for(kind, data) == set()


@given(
    st.lists(st.tuples(st.sampled_from(sorted(ODDITIES)), TEXTS), min_size=1, max_size=6),
    st.sampled_from(["covenant", "matrix"]),
)
def test_no_word_is_lost_from_any_mixture(pieces: list[tuple[str, str]], kind: str) -> None:
    odd = Odd()
    for oddity, text in pieces:
        ODDITIES[oddity](odd, text)
    data = odd.file()
    assert words_of(data) - accounted_for(kind, data) == set()


@pytest.mark.parametrize("kind", UNDERSTAND)
@pytest.mark.parametrize("build", [realistic_matrix_docx, realistic_covenant_docx])
def test_no_word_is_lost_from_a_realistic_file_of_either_kind(build, kind: str) -> None:
    assert words_of(build()) - accounted_for(kind, build()) == set()


def test_a_phase_table_that_is_not_read_is_left_out_with_its_reason() -> None:
    odd = Odd()
    ODDITIES["phase table"](odd, "Weegt het signaal")
    skipped = understand_matrix(read_document(odd.file())).skipped
    assert [one.why for one in skipped if "q104" in one.text] == ["header_row"]


def test_what_nobody_took_in_is_listed_once_and_only_then() -> None:
    assert list(unread(["weegt het signaal"], ["Weegt het Signaal"])) == []
    (lost,) = unread(["weegt het signaal", "weegt het signaal"], ["Weegt het Signaal"])
    assert (lost.text, lost.why) == ("weegt het signaal", "unread")
    (marks,) = unread(["1. weegt; en"], ["weegt"])
    assert (marks.text, marks.why) == ("1 en", "list_marks")


def test_deleted_text_comments_and_notes_are_left_out_each_with_its_own_reason() -> None:
    odd = Odd()
    for oddity in ("tracked", "beside"):
        ODDITIES[oddity](odd, "tekst")
    reasons = {one.why for one in understand_covenant(read_document(odd.file())).skipped}
    assert {"deleted", "note", "page_edge", "comment"} <= reasons <= set(REASONS)


def test_a_word_that_was_changed_in_the_middle_is_no_word_that_was_lost() -> None:
    odd = Odd()
    odd.body.append(
        "<w:p><w:r><w:t>we</w:t></w:r><w:r><w:t>eg</w:t></w:r><w:del><w:r><w:delText>t</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>en</w:t></w:r></w:ins></w:p>"
    )
    covenant = understand_covenant(read_document(odd.file()))
    assert "weegen" in covenant.text
    assert [(one.text, one.why) for one in covenant.skipped] == [("t", "deleted")]


def test_a_name_that_is_too_long_to_keep_is_listed_whole() -> None:
    odd = Odd()
    ODDITIES["role table"](odd, "weegt")
    odd.body[0] = odd.paragraph("Regisseur " + "wijk" * 60, style="Heading1")
    data = odd.file()
    assert words_of(data) - accounted_for("matrix", data) == set()
    assert len(understand_matrix(read_document(data)).sections[0].role) == 200
