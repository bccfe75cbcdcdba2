"""How do headings, paragraphs and lists get into our Word files?"""

import re
from collections.abc import Iterable

from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from documents.word.blocks import ListItem
from documents.word.house_style import HEADINGS
from documents.word.numbering import BULLET

# Signs that XML cannot hold; everything else, `&` and `<` too, goes in as it is.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LABEL = re.compile(r"^(?P<open>\(?)(?P<figure>\d{1,3}|[a-z])(?P<close>[.)])$")
_LEVELS = 9
_INDENT = 397  # twentieths of a point: 0.7 cm


def clean(text: str) -> str:
    return _IMPOSSIBLE.sub("", text)


def add_heading(file: WordFile, text: str, *, level: int = 1) -> Paragraph:
    return add_text(file, text, style=f"Heading {min(max(level, 1), HEADINGS)}")


def add_text(holder: WordFile | _Cell, text: str, *, style: str | None = None, bold: bool = False) -> Paragraph:
    """One paragraph; newlines become line breaks."""
    paragraph = holder.add_paragraph()
    if style:
        # Looking the style up by its name, as python-docx does, walks all styles for each paragraph.
        paragraph._p.style = style.replace(" ", "")
    run = paragraph.add_run(clean(text))
    if bold:
        run.bold = True
    return paragraph


def add_paragraphs(file: WordFile, text: str, *, otherwise: str) -> None:
    """A text with one paragraph a line; an empty text is said in words."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines or [otherwise]:
        add_text(file, line)


def add_bullets(holder: WordFile | _Cell, texts: Iterable[str]) -> None:
    for text in texts:
        add_text(holder, text, style="List Bullet")


class ListWriter:
    """Writes list items as real Word lists where Word can count their labels, else with the label as text."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._definitions: dict[tuple[str, str], int] = {}
        # Per level: the list that is going on, its shape and the last number.
        self._going_on: dict[int, tuple[int, tuple[str, str], int]] = {}

    def add(self, item: ListItem) -> None:
        level = min(max(item.level, 0), _LEVELS - 1)
        if item.label == BULLET:
            self._add_in_list(item, level, self._list(("bullet", BULLET), 1, level))
            return
        found = _LABEL.match(item.label)
        if found is None:
            paragraph = add_text(self._file, f"{item.label}\t{item.text}", style="List Number")
            # The style counts by itself; list 0 is Word's way to say: not here.
            _put_in_list(paragraph, 0, level)
            return
        form, value = _counted(found["figure"])
        shape = (form, f"{found['open']}%{{}}{found['close']}")
        going_on = self._going_on.get(level)
        if going_on is not None and going_on[1:] == (shape, value - 1):
            list_id = going_on[0]
        else:
            list_id = self._list(shape, value, level)
        self._going_on = {depth: kept for depth, kept in self._going_on.items() if depth < level}
        self._going_on[level] = (list_id, shape, value)
        self._add_in_list(item, level, list_id)

    def _add_in_list(self, item: ListItem, level: int, list_id: int) -> None:
        style = "List Bullet" if item.label == BULLET else "List Number"
        paragraph = add_text(self._file, item.text, style=style)
        _put_in_list(paragraph, list_id, level)

    def _list(self, shape: tuple[str, str], start: int, level: int) -> int:
        numbering = self._file.part.numbering_part.element
        if shape not in self._definitions:
            self._definitions[shape] = _define(numbering, shape)
        listing = numbering.add_num(self._definitions[shape])
        if shape[0] != "bullet":
            listing.add_lvlOverride(ilvl=level).add_startOverride(start)
        return int(listing.numId)


def _counted(text: str) -> tuple[str, int]:
    return ("decimal", int(text)) if text.isdigit() else ("lowerLetter", ord(text) - ord("a") + 1)


def _define(numbering: object, shape: tuple[str, str]) -> int:
    """A list definition with the same pattern on every level, put before the lists as the standard demands."""
    form, pattern = shape
    taken = [int(one.get(qn("w:abstractNumId"))) for one in numbering.findall(qn("w:abstractNum"))]  # type: ignore[attr-defined]
    name = max(taken, default=0) + 1
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_INDENT * (level + 1)}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
        for level in range(_LEVELS)
    )
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(len(taken), definition)  # type: ignore[attr-defined]
    return name


def _put_in_list(paragraph: Paragraph, list_id: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = list_id
