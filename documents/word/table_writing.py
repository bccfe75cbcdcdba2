"""How do tables get into our Word files: real header rows, merged cells, rows that are not cut in two?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document as WordFile
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.shared import Length, Pt
from docx.table import Table as WordTable
from docx.table import _Cell

from documents.word import blocks
from documents.word.house_style import LINE, SHADE, TEXT_WIDTH
from documents.word.numbering import BULLET
from documents.word.ooxml import Element
from documents.word.text_writing import add_text

_BULLETED = f"{BULLET} "
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_PADDING = {"top": 60, "left": 100, "bottom": 60, "right": 100}


@dataclass(frozen=True)
class CellToWrite:
    """`lines` beginning with `• ` become items of a real list; `turned`: read from below, for a narrow column."""

    lines: Sequence[str] = ()
    bold: bool = False
    shaded: bool = False
    quiet: bool = False
    size: float = 0
    span: int = 1
    merge: str = ""
    turned: bool = False


class TableWriter:
    """Builds row by row on the XML: `table.cell()` walks the whole table each time."""

    def __init__(self, file: WordFile, *, widths: Sequence[int], caption: str, one_page: bool = False) -> None:
        self._one_page = one_page
        self._widths = [Length(int(TEXT_WIDTH * width / sum(widths))) for width in widths]
        self._table = file.add_table(rows=0, cols=len(widths))
        self._table.autofit = False
        for column, width in zip(self._table.columns, self._widths, strict=True):
            column.width = width
        _draw(self._table, caption)

    def header(self, titles: Sequence[str]) -> None:
        self.row([CellToWrite([title], bold=True, shaded=True) for title in titles], header=True)

    def row(
        self, cells: Sequence[CellToWrite], *, header: bool = False, before: int = 0, height: Length | None = None
    ) -> None:
        row = self._table._tbl.add_tr()
        properties = row.get_or_add_trPr()
        if height:
            row.trHeight_val = height
        if before:
            properties.append(_valued("w:gridBefore", before))
        properties.append(OxmlElement("w:cantSplit"))
        if header:
            properties.append(OxmlElement("w:tblHeader"))
        place = before
        for cell in cells:
            element = row.add_tc()
            element.width = Length(sum(self._widths[place : place + cell.span]))
            _shape(element, cell)
            _fill(_Cell(element, self._table), cell, keep_with_next=header or self._one_page)
            place += cell.span


def _shape(element: CT_Tc, cell: CellToWrite) -> None:
    """In the order that the schema fixes."""
    shape = element.get_or_add_tcPr()
    if cell.span > 1:
        shape.grid_span = cell.span
    if cell.merge:
        shape.append(_valued("w:vMerge", cell.merge))
    if cell.shaded:
        shape.append(_shading())
    if cell.turned:
        shape.append(_valued("w:textDirection", "btLr"))
        shape.vAlign_val = WD_ALIGN_VERTICAL.CENTER


def _fill(cell: _Cell, content: CellToWrite, *, keep_with_next: bool) -> None:
    empty = cell.paragraphs[0]
    for line in content.lines or [""]:
        bulleted = line.startswith(_BULLETED)
        text, style = (line.removeprefix(_BULLETED), "List Bullet") if bulleted else (line, None)
        paragraph = add_text(cell, text, style=style, bold=content.bold)
        paragraph.paragraph_format.keep_with_next = keep_with_next or None
        if not bulleted:
            paragraph.paragraph_format.space_after = 0
        if content.quiet:
            paragraph.runs[0].italic = True
        if content.size:
            paragraph.runs[0].font.size = Pt(content.size)
    empty._p.getparent().remove(empty._p)


def _draw(table: WordTable, caption: str) -> None:
    properties = table._tbl.tblPr
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for edge in _EDGES:
        border = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    for side, width in _PADDING.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # The schema fixes the order: borders, layout, margins, look, caption.
    layout = properties.find(qn("w:tblLayout"))
    look = properties.find(qn("w:tblLook"))
    layout.addprevious(borders) if layout is not None else properties.append(borders)
    look.addprevious(margins) if look is not None else properties.append(margins)
    properties.append(_valued("w:tblCaption", caption))


def _valued(name: str, value: object) -> Element:
    element = OxmlElement(name)
    element.set(qn("w:val"), str(value))
    return element


def _shading() -> Element:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shading.set(qn(f"w:{name}"), value)
    return shading


def add_block_table(file: WordFile, table: blocks.Table) -> None:
    """A table of a covenant as it was read: merged cells and shifted rows stay so."""
    width = max((row.before + sum(cell.span for cell in row.cells) for row in table.rows), default=0)
    if not width:
        return
    _gap(file)
    writer = TableWriter(file, widths=[1] * width, caption=table.rows[0].text)
    for place, row in enumerate(table.rows):
        below = _continuing(table.rows[place + 1]) if place + 1 < len(table.rows) else set()
        cells = [
            CellToWrite(
                cell.lines,
                bold=cell.bold,
                shaded=place == 0 and cell.bold,
                span=cell.span,
                merge="continue" if cell.continues else "restart" if start in below else "",
            )
            for start, cell in _placed(row)
        ]
        writer.row(cells, header=place == 0 and len(table.rows) > 1, before=row.before)
    _gap(file)


def _gap(file: WordFile) -> None:
    """Word joins tables that touch, and a table sticks to the line above it."""
    shape = file.add_paragraph().paragraph_format
    shape.space_after, shape.line_spacing = Pt(0), Pt(8)


def _placed(row: blocks.Row) -> Iterator[tuple[int, blocks.Cell]]:
    start = row.before
    for cell in row.cells:
        yield start, cell
        start += cell.span


def _continuing(row: blocks.Row) -> set[int]:
    return {start for start, cell in _placed(row) if cell.continues}
