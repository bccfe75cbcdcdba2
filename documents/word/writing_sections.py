"""A Word file of plain sections: a heading and its paragraphs, in the house style."""

from collections.abc import Iterable

from documents.word import words
from documents.word.exports import Cover
from documents.word.house_style import new_file
from documents.word.packing import packed
from documents.word.page_frame import add_frame
from documents.word.text_writing import add_heading, add_paragraphs


def write_sections(cover: Cover, sections: Iterable[tuple[int, str, str]]) -> bytes:
    """Level, heading and text of each section, in order."""
    file = new_file(cover)
    add_frame(file, cover)
    for level, heading, text in sections:
        add_heading(file, heading, level=level)
        add_paragraphs(file, text, otherwise=words.NOTHING_RECORDED)
    return packed(file)
