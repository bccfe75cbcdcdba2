"""Which steps, checklists and call-outs does a protocol in Word hold?"""

import re
from collections.abc import Iterator

from documents.word.blocks import (
    Block,
    CallOut,
    CheckItem,
    ListItem,
    NumberedStep,
    Paragraph,
    Table,
    WordDocument,
)
from documents.word.ledger import with_unread
from documents.word.numbering import BULLET
from documents.word.protocol_shapes import ProtocolImport, counted
from documents.word.remarks import remark

_STEP_LABEL = re.compile(r"(?:stap\s+)?\d{1,3}[.):]?", re.IGNORECASE)
_STEP = re.compile(r"(?P<label>stap\s+\d{1,3})\s*[.:)\-–—]?\s+(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)
# Empty and ticked boxes, as typed and as Word's own check boxes print them.
_BOXES = "☐☑☒□▢❏❐❑❒✓✔"
_CHECK = re.compile(rf"[{_BOXES}][\s]*(?P<text>\S.*)", re.DOTALL)
_BEFORE_A_BOX = re.compile(rf"\n(?=[{_BOXES}])")
CALL_OUTS = ("let op", "belangrijk", "tip", "waarschuwing", "onthoud", "goed om te weten", "acuut gevaar", "nood")
_CALL_OUT = re.compile(rf"(?P<label>{'|'.join(CALL_OUTS)})\s*[:!]\s*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)


def understand_protocol(document: WordDocument) -> ProtocolImport:
    """Never refuses: what is no step, check list or call-out stays the text that it is."""
    blocks = tuple(found for block in document.blocks for found in _understood(block))
    counts = counted(document.blocks, blocks)
    missing = () if counts.steps else (remark("no_steps"),)
    found = ProtocolImport(
        title=document.title,
        blocks=blocks,
        counts=counts,
        warnings=(*document.remarks, *missing),
        skipped=document.skipped,
    )
    return with_unread(found, document.source)


def _understood(block: Block) -> Iterator[Block]:
    if isinstance(block, Table):
        yield call_out_in(_framed(block)) or block
    elif isinstance(block, ListItem):
        yield _item(block)
    elif isinstance(block, Paragraph):
        yield from _paragraph(block)
    else:
        yield block


def _item(item: ListItem) -> Block:
    if check := _CHECK.fullmatch(item.text if item.label == BULLET else f"{item.label} {item.text}"):
        return CheckItem(check["text"])
    if item.level == 0 and is_step_label(item.label):
        return NumberedStep(item.text, item.label)
    return item


def _paragraph(paragraph: Paragraph) -> Iterator[Block]:
    if found := call_out_in(paragraph.text) or step_in(paragraph.text):
        yield found
        return
    if _CHECK.fullmatch(paragraph.text) is None:
        yield paragraph
        return
    # One paragraph may hold the whole list, a line an item; lines without a box belong to what stands above them.
    for part in _BEFORE_A_BOX.split(paragraph.text):
        check = _CHECK.fullmatch(part)
        yield CheckItem(check["text"]) if check else Paragraph(part)


def is_step_label(label: str) -> bool:
    """`1.` and `Stap 2` yes; `1.1` and `a)` no: those are parts of a step."""
    return _STEP_LABEL.fullmatch(label) is not None


def step_in(text: str) -> NumberedStep | None:
    """A step that is numbered in words: `Stap 2: bel de melder`."""
    found = _STEP.fullmatch(text)
    return NumberedStep(found["text"], found["label"]) if found else None


def call_out_in(text: str) -> CallOut | None:
    found = _CALL_OUT.fullmatch(text)
    return CallOut(found["text"], found["label"]) if found else None


def _framed(table: Table) -> str:
    """The text of a table of one cell: Word has no other frame. Its label may stand on a line of its own."""
    cells = [cell for row in table.rows for cell in row.cells]
    if len(cells) != 1:
        return ""
    first, *more = cells[0].lines or ("",)
    alone = first.strip().rstrip(":!").casefold() in CALL_OUTS
    return f"{first.strip().rstrip(':!')}: " + "\n".join(more) if alone else cells[0].text
