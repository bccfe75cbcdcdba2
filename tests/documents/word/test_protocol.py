"""What is understood of a protocol in Word, and does our own file say the same again?"""

from datetime import date

import pytest

from documents.word import exports
from documents.word.blocks import (
    CallOut,
    Cell,
    CheckItem,
    Heading,
    ListItem,
    NumberedStep,
    Paragraph,
    Row,
    Table,
    WordDocument,
    block_text,
)
from documents.word.protocol import understand_protocol
from documents.word.protocol_shapes import ProtocolExport
from documents.word.reading import read_document
from documents.word.untrusted import read_untrusted
from documents.word.writing_protocol import write_protocol

COVER = exports.Cover("Afhandelen van een melding", "12-006", "1", date(2026, 11, 22), "concept")
BLOCKS = (
    Heading("Aannemen", 1),
    Paragraph("De backoffice neemt elke melding aan."),
    NumberedStep("Vraag wie er belt.", "1."),
    ListItem("naam en organisatie", "a)", 1),
    NumberedStep("Vraag om wie het gaat.\nHerhaal de naam.", "2."),
    Heading("Klaarzetten", 2),
    CheckItem("Checklist ligt klaar & is actueel"),
    CheckItem("Hoofdtelefoon werkt"),
    CallOut("Bel bij acuut gevaar eerst 112.\nLeg daarna pas vast.", "Let op"),
    NumberedStep("Lees terug.", "Stap 3"),
    ListItem("Een gewoon punt."),
    Table(
        (
            Row((Cell(("Wie",), bold=True), Cell(("Wanneer",), bold=True))),
            Row((Cell(("backoffice",)), Cell(("binnen een uur",)))),
        )
    ),
)


def understood(*blocks):
    return understand_protocol(WordDocument("Titel", blocks))


def test_our_own_file_reads_back_as_it_was_written():
    reading = understand_protocol(read_document(write_protocol(ProtocolExport(COVER, BLOCKS))))
    assert (reading.title, reading.blocks) == (COVER.title, BLOCKS)


def test_the_child_process_gives_the_same_reading():
    file = write_protocol(ProtocolExport(COVER, BLOCKS))
    assert read_untrusted(file, "protocol") == understand_protocol(read_document(file))


def test_the_same_protocol_gives_the_same_bytes():
    export = ProtocolExport(COVER, BLOCKS)
    assert write_protocol(export) == write_protocol(export)


def test_it_reports_what_stood_in_the_file():
    summary = understood(
        Heading("Kop"),
        Paragraph("Tekst."),
        ListItem("Doe dit.", "1."),
        ListItem("punt"),
        Paragraph("Let op: x."),
        Table(),
    ).summary()
    assert summary == {
        "kind": "protocol",
        "title": "Titel",
        "headings": 1,
        "paragraphs": 4,
        "tables": 1,
        "steps": 1,
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("label", "is_step"), [("1.", True), ("12)", True), ("Stap 2", True), ("1.1", False), ("a)", False), ("•", False)]
)
def test_a_number_by_itself_is_a_step_and_a_part_of_it_is_not(label, is_step):
    (block,) = understood(ListItem("Bel terug.", label)).blocks
    assert isinstance(block, NumberedStep) == is_step


def test_a_numbered_item_below_another_is_no_step_of_its_own():
    item = ListItem("naam", "1.", 1)
    assert understood(item).blocks == (item,)


@pytest.mark.parametrize(
    "text", ["Stap 1: bel terug.", "Stap 1. bel terug.", "STAP 1 bel terug.", "Stap 1 – bel terug."]
)
def test_a_step_may_be_numbered_in_words(text):
    (block,) = understood(Paragraph(text)).blocks
    assert isinstance(block, NumberedStep)
    assert (block.label.casefold(), block.text) == ("stap 1", "bel terug.")


def test_a_sentence_about_a_step_is_no_step():
    sentence = Paragraph("Bij stap 1 bel je terug.")
    assert understood(sentence).blocks == (sentence,)


@pytest.mark.parametrize("box", ["☐", "□", "☑", "☒"])
def test_a_box_makes_an_item_of_a_check_list(box):
    assert understood(Paragraph(f"{box} Klaar"), ListItem(f"{box} Klaar")).blocks == (CheckItem("Klaar"),) * 2


def test_a_paragraph_may_hold_a_whole_check_list():
    blocks = understood(Paragraph("☐ Een\nen nog wat\n☐ Twee")).blocks
    assert blocks == (CheckItem("Een\nen nog wat"), CheckItem("Twee"))


@pytest.mark.parametrize("lines", [("Let op: bel 112.",), ("Let op", "bel 112."), ("LET OP!", "bel 112.")])
def test_a_frame_with_a_warning_is_a_call_out(lines):
    (block,) = understood(Table((Row((Cell(lines),)),))).blocks
    assert isinstance(block, CallOut)
    assert (block.label.casefold(), block.text) == ("let op", "bel 112.")


def test_any_other_table_stays_a_table():
    tables = (Table((Row((Cell(("Zomaar",)),)),)), Table((Row((Cell(("Let op: a",)), Cell(("b",)))),)), Table())
    assert understood(*tables).blocks == tables


def test_no_word_is_lost_whatever_a_block_is_taken_for():
    blocks = (
        ListItem("Doe dit.", "1."),
        Paragraph("☐ Een\n☐ Twee"),
        Paragraph("Tip: rust."),
        Paragraph("Stap 4 - ga."),
    )
    words = " ".join(block_text(block) for block in understood(*blocks).blocks)
    assert {"Doe", "dit.", "Een", "Twee", "Tip:", "rust.", "Stap", "4", "ga."} <= set(words.split())


def test_a_file_without_steps_is_told_so():
    assert len(understood(Paragraph("Alleen tekst.")).warnings) == 1
