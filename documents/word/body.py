"""What stands in the body of a Word file, in reading order, before we know what it is for?"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.word import limits
from documents.word.blocks import Cell, Row, Table
from documents.word.ledger import written_in
from documents.word.numbering import Numbering
from documents.word.ooxml import MARKUP_COMPATIBILITY, Element, at, attribute, children, number, w
from documents.word.package import Package
from documents.word.paragraphs import Line, ParagraphText, all_text, read_paragraph
from documents.word.refusals import WordRefused
from documents.word.remarks import Remark, Skipped, remark
from documents.word.styles import Style, StyleSheet, outline_of

_TRANSPARENT = {w("customXml"), w("ins"), w("moveTo"), w("sdtContent"), f"{{{MARKUP_COMPATIBILITY}}}Choice"}


@dataclass
class Raw:
    """One paragraph or table. `gallery` is Word's name for a generated part: cover page, table of contents."""

    lines: list[Line] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    label: str = ""
    level: int = 0
    in_list: bool = False
    outline: int | None = None
    size: int = 0
    centred: bool = False
    break_before: bool = False
    break_after: bool = False
    gallery: str = ""
    table: Table | None = None

    @property
    def text(self) -> str:
        if self.table is not None:
            return "\n".join(row.text for row in self.table.rows)
        return "\n".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        return bool(self.lines) and all(line.bold for line in self.lines)


class BodyReader:
    """Reads once, in order, because automatic numbers count along. Collects what is left out in `skipped`."""

    def __init__(self, package: Package) -> None:
        self.styles = StyleSheet(package.styles)
        self.numbering = Numbering(package.numbering)
        self.skipped: list[Skipped] = []
        self.remarks: list[Remark] = []
        body = at(package.document, "body")
        if body is None:
            raise WordRefused("not_word")
        if sum(1 for _ in body.iter(w("tc"))) > limits.MAX_CELLS:
            raise WordRefused("too_many_cells", limit=limits.MAX_CELLS)
        self.raws = list(self._blocks(body, gallery="", depth=0))
        self._remark_on_what_is_gone()

    def _blocks(self, container: Element, *, gallery: str, depth: int) -> Iterator[Raw]:
        for child in container:
            if child.tag == w("p"):
                yield from self._paragraph(child, gallery=gallery, depth=depth)
            elif child.tag == w("tbl"):
                yield Raw(table=self._table(child, depth=depth + 1), gallery=gallery)
            elif child.tag == w("sdt"):
                named = attribute(at(child, "sdtPr/docPartObj/docPartGallery")) or gallery
                yield from self._blocks(child, gallery=named, depth=depth)
            elif child.tag in _TRANSPARENT or child.tag == f"{{{MARKUP_COMPATIBILITY}}}AlternateContent":
                yield from self._blocks(child, gallery=gallery, depth=depth)

    def _paragraph(self, element: Element, *, gallery: str, depth: int) -> Iterator[Raw]:
        properties = at(element, "pPr")
        style = self.styles.of(attribute(at(properties, "pStyle")))
        read = self._read(element)
        lines = read.written()
        raw = Raw(
            lines=lines,
            style=style,
            outline=outline_of(properties) or style.outline,
            size=read.size,
            centred=read.centred,
            break_before=read.break_before,
            break_after=read.break_after,
            gallery=gallery,
        )
        self._number(raw, properties)
        yield raw
        for box in read.boxes:
            if depth >= limits.MAX_TABLE_DEPTH:
                raise WordRefused("too_deep")
            yield from self._blocks(box, gallery=gallery, depth=depth + 1)

    def _number(self, raw: Raw, properties: Element | None) -> None:
        own = number(at(properties, "numPr/numId"))
        list_id = own if own is not None else raw.style.list_id
        level = number(at(properties, "numPr/ilvl"))
        raw.level = level if level is not None else raw.style.list_level or 0
        # List 0 is Word's way to say: not numbered, whatever the style says. An empty paragraph prints no number.
        if not list_id or not raw.lines:
            return
        raw.label = self.numbering.label(list_id, raw.level)
        raw.in_list = bool(raw.label)

    def _read(self, element: Element) -> ParagraphText:
        read = read_paragraph(element, self.styles)
        self._skip(read.deleted, "deleted")
        self._skip(read.hidden, "hidden")
        self._skip(read.pictures, "picture")
        return read

    def _skip(self, texts: list[str], why: str) -> None:
        self.skipped.extend(Skipped(text, why) for text in texts if text)

    def _table(self, element: Element, *, depth: int) -> Table:
        if depth > limits.MAX_TABLE_DEPTH:
            raise WordRefused("too_deep")
        rows = []
        for row in children(element):
            if row.tag != w("tr"):
                continue
            if at(row, "trPr/del") is not None:
                self._skip([all_text(row)], "deleted")
                continue
            before = number(at(row, "trPr/gridBefore")) or 0
            cells = tuple(self._cell(cell, depth=depth) for cell in children(row) if cell.tag == w("tc"))
            rows.append(Row(cells, min(max(before, 0), limits.MAX_SPAN)))
        return Table(tuple(rows))

    def _cell(self, element: Element, *, depth: int) -> Cell:
        merge = at(element, "tcPr/vMerge")
        continues = merge is not None and attribute(merge) != "restart"
        raws = list(self._blocks(element, gallery="", depth=depth))
        lines = tuple(line for raw in raws for line in self._cell_lines(raw))
        if continues:
            self._skip([line for line in lines if line], "merged_away")
            lines = ()
        span = number(at(element, "tcPr/gridSpan")) or 1
        written = [raw for raw in raws if raw.lines]
        bold = bool(written) and all(raw.bold for raw in written)
        return Cell(lines, min(max(span, 1), limits.MAX_SPAN), continues, bold)

    def _cell_lines(self, raw: Raw) -> list[str]:
        if raw.table is not None:
            texts = [row.text for row in raw.table.rows if row.text]
            if texts:
                self.remarks.append(remark("nested_table", text=texts[0]))
            return texts
        texts = [line.text.replace("\t", " ") for line in raw.lines]
        # A line break inside a list item does not start a new item.
        return [f"{raw.label} {' '.join(texts)}"] if raw.in_list else texts

    def _remark_on_what_is_gone(self) -> None:
        reasons = {entry.why for entry in self.skipped}
        if "deleted" in reasons:
            self.remarks.append(remark("tracked_changes"))
        if "hidden" in reasons:
            self.remarks.append(remark("hidden_text"))


def texts_beside(package: Package) -> Iterator[Skipped]:
    """Text outside the body: notes, headers and footers of the page, comments, drawings."""
    for why, root in package.beside:
        for text in written_in(root):
            if flat := " ".join(text.split()):
                yield Skipped(flat, why)
