"""Writing structured text in a text field: what was there comes back to the letter, and signs become blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from documents.protocol_parts import Part, joined, parts_of
from documents.word.blocks import CallOut, Cell, CheckItem, Heading, ListItem, NumberedStep, Paragraph, Row, Table
from documents.written_text import COVENANT, PROTOCOL

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
    assert PROTOCOL.as_blocks(PROTOCOL.as_text(BLOCKS), before=BLOCKS) == BLOCKS


words = some.text("ab #-1.|!:{}\\[]* \n", max_size=12)
blocks = some.one_of(
    words.map(Paragraph),
    words.map(CheckItem),
    some.builds(Heading, words, some.integers(1, 9)),
    some.builds(ListItem, words, some.sampled_from(["•", "1.", "b)", "2.1", "Art. 3"]), some.integers(0, 4)),
    some.builds(NumberedStep, words, some.sampled_from(["4.", "1)", "7", "Stap 3", "stap 12", "Stap 3."])),
    some.builds(CallOut, words, some.sampled_from(["Tip", "let op"])),
    some.sampled_from([PLAIN, MERGED]),
)


@given(some.lists(blocks, max_size=8).map(tuple))
def test_any_text_comes_back_unchanged(found):
    assert PROTOCOL.as_blocks(PROTOCOL.as_text(found), before=found) == found


@pytest.mark.parametrize(
    ("typed", "block"),
    [
        ("- punt", ListItem("punt")),
        ("  - lager", ListItem("lager", "•", 1)),
        ("• gekopieerd", ListItem("gekopieerd")),
        ("2.1 onderdeel", ListItem("onderdeel", "2.1")),
        ("  1. onder een stap", ListItem("onder een stap", "1.", 1)),
        ("1. doe dit", NumberedStep("doe dit", "1.")),
        ("Stap 2: doe dat", NumberedStep("doe dat", "Stap 2")),
        ("Stap 3 - doe iets", NumberedStep("doe iets", "Stap 3")),
        ("[ ] klaar", CheckItem("klaar")),
        ("! Tip: rust", CallOut("rust", "Tip")),
        ("! zonder woord", CallOut("zonder woord", "Let op")),
        ("| a | **b** |", Table((Row((Cell(("a",)), Cell(("b",), bold=True))),))),
        ("| a // b | |", Table((Row((Cell(("a", "b")), Cell())),))),
    ],
)
def test_a_sign_makes_a_block(typed, block):
    assert PROTOCOL.as_blocks(typed) == (block,)


@pytest.mark.parametrize("typed", ["1. Bel.", "Stap 2: bel", "[ ] klaar", "! Tip: rust", "| a |", "Stap voor stap."])
def test_a_covenant_has_no_steps_ticks_call_outs_or_bars(typed):
    assert {type(block) for block in COVENANT.as_blocks(typed)} <= {Paragraph, ListItem}


def test_rows_below_a_kept_table_are_a_table_of_their_own():
    assert PROTOCOL.as_blocks("[[tabel 1]]\n| a |", before=(MERGED,)) == (MERGED, Table((Row((Cell(("a",)),)),)))


def test_a_table_that_was_never_there_is_refused():
    with pytest.raises(LookupError):
        PROTOCOL.as_blocks("[[tabel 2]]", before=(MERGED,))


def test_the_parts_together_are_the_text():
    text = [Paragraph("vooraf"), Heading("A"), Paragraph("a"), Heading("B", 2)]
    parts = parts_of(text)
    assert parts == [Part(None, (text[0],)), Part(text[1], (text[2],)), Part(text[3])]
    assert joined(parts) == text
