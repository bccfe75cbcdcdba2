"""A protocol as a Word file: real numbered steps, boxes to tick, and frames around what must not be overlooked."""

from collections.abc import Iterable

from docx.document import Document as WordFile

from documents.word.attached_writing import add_attached
from documents.word.blocks import Block, CallOut, CheckItem, Heading, ListItem, NumberedStep, Table
from documents.word.house_style import new_file
from documents.word.packing import packed
from documents.word.page_frame import add_frame
from documents.word.protocol_shapes import ProtocolExport
from documents.word.table_writing import CellToWrite, TableWriter, add_block_table
from documents.word.text_writing import ListWriter, add_heading, add_text

BOX = "☐"


def write_protocol(protocol: ProtocolExport) -> bytes:
    """`understand_protocol` reads back the same title and blocks."""
    file = new_file(protocol.cover)
    add_frame(file, protocol.cover)
    _add_blocks(file, protocol.blocks)
    add_attached(file, protocol.attached)
    return packed(file)


def _add_blocks(file: WordFile, blocks: Iterable[Block]) -> None:
    lists = ListWriter(file)
    for block in blocks:
        match block:
            case Heading():
                add_heading(file, block.text, level=block.level)
            case NumberedStep():
                lists.add(ListItem(block.text, block.label))
            case ListItem():
                lists.add(block)
            case CheckItem():
                lists.add(ListItem(block.text, BOX))
            case CallOut():
                _add_call_out(file, block)
            case Table():
                add_block_table(file, block)
            case _:
                add_text(file, block.text)


def _add_call_out(file: WordFile, call_out: CallOut) -> None:
    frame = TableWriter(file, widths=[1], caption=call_out.label, one_page=True)
    frame.row([CellToWrite([f"{call_out.label}:", *call_out.text.split("\n")], shaded=True)])
    file.add_paragraph().paragraph_format.space_after = 0
