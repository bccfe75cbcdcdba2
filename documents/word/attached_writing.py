"""The list of what is attached to an agreement, at the end of its Word file: `attached.without_attached` knows it."""

from collections.abc import Sequence

from docx.document import Document as WordFile

from documents.word import words
from documents.word.exports import AttachedFile
from documents.word.table_writing import CellToWrite, TableWriter
from documents.word.terms import in_words
from documents.word.text_writing import add_heading

_DIGEST = 12


def add_attached(file: WordFile, attached: Sequence[AttachedFile]) -> None:
    if not attached:
        return
    add_heading(file, words.ATTACHED)
    table = TableWriter(file, widths=[8, 2, 4, 4], caption=words.ATTACHED)
    table.header(words.ATTACHED_HEADERS)
    for one in attached:
        size = f"{max(1, round(one.size / 1024))} kB"
        named = [text for text in (one.name, one.description) if text]
        columns = (named, [size], [in_words(one.added_on)], [f"{one.sha256[:_DIGEST]}…"])
        table.row([CellToWrite(lines) for lines in columns])
