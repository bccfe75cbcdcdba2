"""Writing a part of a protocol in a text field: what was there comes back, and signs become blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from documents.plain_blocks import as_blocks, as_text
from documents.protocol_parts import Part, joined, parts_of
from documents.word.blocks import CallOut, Cell, CheckItem, Heading, ListItem, NumberedStep, Paragraph, Row, Table

PLAIN = Table(
    (Row((Cell(("Wie",), bold=True), Cell(("Wat",), bold=True))), Row((Cell(("ik",)), Cell(("dit", "en dat")))))
)
MERGED = Table((Row((Cell(("breed",), span=2),)), Row((Cell(("a",)), Cell(("b",))))))
BLOCKS = (
    Paragraph("Een alinea\nmet een tweede regel."),
    Paragraph("Nog een."),
    NumberedStep("Bel terug.", "1."),
    NumberedStep("Vraag door.\nNeem de tijd.", "2."),
    ListItem("naam", "a)", 1),
    ListItem("punt"),
    CheckItem("klaar"),
    CallOut("Bel 112.\nDan pas vastleggen.", "Let op"),
    NumberedStep("Lees terug.", "Stap 3"),
    PLAIN,
    MERGED,
    Paragraph("Slot."),
)


def test_what_is_there_comes_back_unchanged():
    assert as_blocks(as_text(BLOCKS), before=BLOCKS) == BLOCKS


words = some.text("abc dé&<", min_size=1, max_size=12).map(str.strip).filter(lambda text: len(text) > 2)
blocks = some.one_of(
    words.map(Paragraph),
    words.map(CheckItem),
    words.map(ListItem),
    words.map(lambda text: NumberedStep(text, "4.")),
    words.map(lambda text: CallOut(text, "Tip")),
    some.sampled_from([PLAIN, MERGED]),
)


@given(some.lists(blocks, max_size=8).map(tuple))
def test_any_text_comes_back_unchanged(found):
    assert as_blocks(as_text(found), before=found) == found


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("- punt", ListItem("punt")),
        ("  - lager", ListItem("lager", "•", 1)),
        ("1. doe dit", NumberedStep("doe dit", "1.")),
        ("Stap 2: doe dat", NumberedStep("doe dat", "Stap 2")),
        ("[ ] klaar", CheckItem("klaar")),
        ("! Tip: rust", CallOut("rust", "Tip")),
        ("! zonder woord", CallOut("zonder woord", "Let op")),
        ("| a | **b** |", Table((Row((Cell(("a",)), Cell(("b",), bold=True))),))),
        ("| a // b | |", Table((Row((Cell(("a", "b")), Cell())),))),
    ],
)
def test_a_sign_makes_a_block(typed, block):
    assert as_blocks(typed) == (block,)


def test_a_table_that_was_never_there_is_refused():
    with pytest.raises(LookupError):
        as_blocks("[[tabel 2]]", before=(MERGED,))


def test_the_parts_together_are_the_text():
    text = [Paragraph("vooraf"), Heading("A"), Paragraph("a"), Heading("B", 2)]
    parts = parts_of(text)
    assert parts == [Part(None, (text[0],)), Part(text[1], (text[2],)), Part(text[3])]
    assert joined(parts) == text
