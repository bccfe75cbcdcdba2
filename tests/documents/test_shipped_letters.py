"""The letters that Casustafel brings: complete, in the right tone, and readable in the repository."""

import io
import re
from datetime import UTC, datetime

import pytest
from docx import Document

from documents.letter_fields import EXAMPLES, FIELDS
from documents.models import LetterPurpose
from documents.shipped_letters import ShippedLetter, shipped_letters
from documents.word.letters import check_template, fill_in_template

LETTERS = {one.purpose: one for one in shipped_letters()}
# Who reads it: the person concerned is addressed with "u", a professional with "je" (face, section 6).
TO_THE_PERSON = {LetterPurpose.NOTICE, LetterPurpose.CONSENT}
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def letter(purpose: str, **values) -> bytes:
    given = EXAMPLES | {name.replace("__", "."): value for name, value in values.items()}
    return fill_in_template(LETTERS[purpose].word_file(), given, title=LETTERS[purpose].title, moment=NOW)


def text_of(data: bytes) -> str:
    file = Document(io.BytesIO(data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_there_is_a_letter_for_every_purpose_but_ones_own():
    assert set(LETTERS) == set(LetterPurpose.values) - {LetterPurpose.OWN}


@pytest.mark.parametrize("purpose", LETTERS)
def test_a_letter_is_filled_in_without_a_field_left(purpose):
    assert set(check_template(LETTERS[purpose].word_file())) <= set(FIELDS)
    text = text_of(letter(purpose))
    assert not re.search(r"[{}]", text)
    assert "Regio Vaartland" in text


@pytest.mark.parametrize("purpose", LETTERS)
def test_the_same_text_gives_the_same_file(purpose):
    assert LETTERS[purpose].word_file() == LETTERS[purpose].word_file()


@pytest.mark.parametrize("purpose", LETTERS)
def test_the_person_concerned_is_addressed_with_u_and_a_professional_with_je(purpose):
    words = set(re.findall(r"\w+", LETTERS[purpose].text.lower()))
    formal, informal = {"u", "uw"} & words, {"je", "jij", "jouw"} & words
    assert (bool(formal), bool(informal)) == ((purpose in TO_THE_PERSON), (purpose not in TO_THE_PERSON))


@pytest.mark.parametrize("purpose", LETTERS)
def test_its_sentences_are_short(purpose):
    prose = re.sub(r"\{[{%].*?[%}]\}", "x", LETTERS[purpose].text)
    sentences = [one.split() for line in prose.splitlines() for one in re.split(r"(?<=[.?!:])\s", line) if one]
    assert [" ".join(one) for one in sentences if len(one) > 20 and one[0] != "|"] == []


@pytest.mark.parametrize("purpose", sorted(set(LETTERS) - TO_THE_PERSON))
def test_a_letter_to_a_professional_names_no_client(purpose):
    assert not any(name.startswith("persoon.") for name in check_template(LETTERS[purpose].word_file()))


def test_the_notice_names_every_right_and_where_to_go_with_it():
    text = text_of(letter("notice"))
    for word in ("bekeken", "verbeteren", "wissen", "bezwaar", EXAMPLES["huis.contactpunt_rechten"]):
        assert word in text


def test_a_representative_is_written_to_in_the_place_of_the_person():
    assert "Waar “u” staat" in text_of(letter("notice"))
    assert "vertegenwoordiger" not in text_of(letter("notice", persoon__vertegenwoordiger="")).lower()


@pytest.mark.parametrize("outcome", ["aangenomen", "overgedragen", "advies"])
def test_the_outcome_tells_what_was_decided_and_nothing_else(outcome):
    others = {f"uitkomst__{name}": name == outcome for name in ("aangenomen", "overgedragen", "advies")}
    text = text_of(letter("outcome", **others))
    headings = {"aangenomen": "is aangenomen", "overgedragen": "is overgedragen aan", "advies": "wordt geen casus"}
    assert [name for name, words in headings.items() if words in text] == [outcome]


def test_consent_can_be_refused_and_withdrawn():
    text = text_of(letter("consent"))
    assert "U bent niet verplicht" in text
    assert "altijd intrekken" in text


def test_a_shipped_letter_is_readable_in_the_repository():
    assert all(isinstance(one, ShippedLetter) and one.text.count("\n") > 20 for one in LETTERS.values())
