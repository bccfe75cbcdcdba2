"""How does the text of a template that we bring become a Word file in the style of the house?

The text files hold one paragraph a line, and know: `# ` and `## ` headings, `- ` list items, `> ` lines that stay
together (an address), `| … | … |` rows of a table (with a line of dashes below its header). Fields stand as they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from docx.document import Document as WordFile
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from documents.word import words
from documents.word.exports import Cover
from documents.word.house_style import TEXT_WIDTH, new_file
from documents.word.packing import packed
from documents.word.page_frame import add_field
from documents.word.table_writing import CellToWrite, TableWriter
from documents.word.text_writing import add_bullets, add_heading, add_text

# The first date of our templates: the same text gives the same bytes.
_WRITTEN = date(2026, 11, 22)
_TAG = "{%p"
_WHOLE = {_TAG, "|"}
_EDGE = ("{{ huis.naam }}", "{{ huis.naam }} · {{ huis.telefoon }} · {{ huis.email }}")
_LABEL = 3.0
# Above each paragraph of this style, in points.
_BEFORE = {"Normal": 0, "List Bullet": 0, "Heading 1": 8, "Heading 2": 8}
_DASHES = set("|- ")
# How much room a field takes once it is filled in, more or less.
_FIELD, _FILLED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}"), "x" * 20


def write_template(text: str, *, title: str) -> bytes:
    file = new_file(Cover(title=title, number="", version="", dated=_WRITTEN, status=""))
    _draw_together(file)
    _add_edges(file)
    blocks = list(_blocks(text))
    # What comes around a condition or a list is what the reader sees next to each other.
    seen = [place for place, (kind, _lines) in enumerate(blocks) if kind != _TAG]
    for place, (kind, lines) in enumerate(blocks):
        before = next((blocks[one][0] for one in reversed(seen) if one < place), "")
        after = next((blocks[one][0] for one in seen if one > place), "")
        _add(file, _Block(kind, lines, before, after), title=title)
    return packed(file)


@dataclass(frozen=True)
class _Block:
    """Lines of one kind that follow each other, and the kinds of what comes before and after."""

    kind: str
    lines: Sequence[str]
    before: str
    after: str


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """An empty line ends a block, and so does the line of a condition or a list."""
    for kind, lines in groupby(text.splitlines(), key=_kind):
        if kind:
            yield kind, [line.strip() if kind in _WHOLE else line.removeprefix(kind).strip() for line in lines]


def _kind(line: str) -> str:
    starts = ("## ", "# ", "- ", "> ", "|")
    if line.startswith("{%p"):
        return _TAG
    return next((start for start in starts if line.startswith(start)), "¶" if line.strip() else "")


def _add(file: WordFile, block: _Block, *, title: str) -> None:
    match block.kind:
        case "# " | "## ":
            add_heading(file, block.lines[0], level=len(block.kind) - 1).paragraph_format.keep_with_next = True
        case "- ":
            add_bullets(file, block.lines)
        case "> ":
            shape = add_text(file, "\n".join(block.lines)).paragraph_format
            shape.space_after = Pt(0 if block.after == "> " else 12)
        case "|":
            rows = [_cells(line) for line in block.lines if set(line) - _DASHES]
            if _headed(block.lines):
                _add_table(file, rows, caption=title)
            else:
                _add_facts(file, rows)
        case _:
            _add_paragraphs(file, block)


def _add_paragraphs(file: WordFile, block: _Block) -> None:
    for place, line in enumerate(block.lines):
        shape = add_text(file, line).paragraph_format
        # A greeting stays with the name below it, the line above a list with the list.
        shape.keep_together = True
        if block.after in {"> ", "- "} and line == block.lines[-1]:
            shape.keep_with_next = True
        if not place and block.before == "- ":
            shape.space_before = Pt(6)


def _headed(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and "-" in lines[1] and not set(lines[1]) - _DASHES


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]


def _add_table(file: WordFile, rows: Sequence[Sequence[str]], *, caption: str) -> None:
    by_pen = not any(any(row[1:]) for row in rows[1:])
    table = TableWriter(
        file, widths=[1, *[2] * (len(rows[0]) - 1)] if by_pen else _widths(rows), caption=caption, one_page=True
    )
    table.header(rows[0])
    for row in rows[1:]:
        # A row to write in on paper is high enough for a pen.
        table.row([CellToWrite([cell, ""] if by_pen and not place else [cell]) for place, cell in enumerate(row)])
    after = file.add_paragraph()
    after.paragraph_format.space_after = after.paragraph_format.line_spacing = Pt(4)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Columns to tick are narrow; of others the one with most to say is widest."""
    longest = [max(len(_FIELD.sub(_FILLED, cell)) for cell in column) for column in zip(*rows, strict=True)]
    return [min(max(length, 6), 45) for length in longest]


def _add_facts(file: WordFile, rows: Sequence[Sequence[str]]) -> None:
    """Label and value behind each other, without lines: date, reference, subject."""
    for place, (label, value) in enumerate(rows, start=1):
        paragraph = add_text(file, f"{label}:\t{value}")
        shape = paragraph.paragraph_format
        shape.tab_stops.add_tab_stop(Cm(_LABEL))
        shape.left_indent, shape.first_line_indent = Cm(_LABEL), Cm(-_LABEL)
        shape.space_after = Pt(12 if place == len(rows) else 0)


def _draw_together(file: WordFile) -> None:
    """The lines of a letter stand closer than those of an agreement: with its signature it fits on one page."""
    for name, before in _BEFORE.items():
        style = file.styles[name]
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.space_before = Pt(before)


def _add_edges(file: WordFile) -> None:
    section = file.sections[0]
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(1.9)
    section.header.paragraphs[0].add_run(_EDGE[0])
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{_EDGE[1]}\t{words.PAGE} ")
    add_field(footer, "PAGE")
    footer.add_run(f" {words.OF} ")
    add_field(footer, "NUMPAGES")
