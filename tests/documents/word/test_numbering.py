"""Do automatic numbers come out as Word prints them?"""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from documents.word.blocks import Heading, ListItem
from documents.word.numbering import Numbering, figure
from documents.word.reading import read_document
from tests.documents.word.hostile import sound_parts, zipped

LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>'
)
ARTICLES = '<w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Artikel %1"/></w:lvl>'
BULLETS = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
PART = (
    f"<w:numbering {nsdecls('w')}>"
    f'<w:abstractNum w:abstractNumId="1">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{ARTICLES}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{BULLETS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)


def numbering() -> Numbering:
    return Numbering(parse_xml(PART))


def test_levels_count_along_and_begin_again_below_a_new_number() -> None:
    lists = numbering()
    assert [lists.label(1, level) for level in (0, 1, 1, 0, 1)] == ["1.", "1a)", "1b)", "2.", "2a)"]


def test_a_list_that_restarts_begins_at_one_and_one_that_does_not_goes_on() -> None:
    lists = numbering()
    assert [lists.label(1, 0), lists.label(1, 0), lists.label(4, 0), lists.label(4, 0)] == ["1.", "2.", "1.", "2."]


def test_bullets_are_bullets_and_unknown_lists_print_nothing() -> None:
    lists = numbering()
    assert [lists.label(3, 0), lists.label(99, 0), lists.label(1, 7)] == ["•", "", ""]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (4, "upperRoman", "IV"),
        (28, "lowerLetter", "bb"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (9, "?", "9"),
    ],
)
def test_figures_are_written_in_their_form(value: int, form: str, expected: str) -> None:
    assert figure(value, form) == expected


def numbered(text: str, *, list_id: int, bold: str = "") -> str:
    properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{bold}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_an_article_that_word_numbers_itself_keeps_its_number() -> None:
    article = numbered("Verstrekking", list_id=2, bold="<w:b/>")
    body = article + numbered("Partijen geven.", list_id=1) + numbered("zorg", list_id=3)
    document = f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>"
    parts = {**sound_parts(), "word/document.xml": document.encode(), "word/numbering.xml": PART.encode()}
    assert read_document(zipped(parts)).blocks == (
        Heading("Artikel 5 Verstrekking", 2),
        ListItem("Partijen geven.", "1."),
        ListItem("zorg", "•"),
    )
