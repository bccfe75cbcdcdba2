"""What does one paragraph say, line by line, and how does it look?"""

from dataclasses import dataclass, field

from documents.word.ooxml import MARKUP_COMPATIBILITY, Element, at, attribute, number, switched_on, w
from documents.word.styles import Style, StyleSheet

# Marks of Word's picture fonts that mean "yes" in a table; every other picture sign is shown as a bullet.
_CHECK_SIGNS = {"F0FC", "F0FE", "F052", "F051", "F0FD", "F0FB", "00FC", "00FE"}
_PROPERTIES = {w("pPr"), w("rPr"), w("sdtPr"), w("instrText"), w("tblPr"), w("proofErr")}
_PICTURES = {w("drawing"), w("pict"), w("object"), f"{{{MARKUP_COMPATIBILITY}}}AlternateContent"}
_GONE = {w("del"), w("moveFrom")}
_TEXT_BOX = w("txbxContent")
_SHAPES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr",
    "{urn:schemas-microsoft-com:vml}shape",
)
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


@dataclass
class Line:
    text: str = ""
    bold: bool = True


@dataclass
class ParagraphText:
    """`lines` are split at line breaks; `boxes` are text boxes anchored here, to be read after the paragraph."""

    lines: list[Line] = field(default_factory=lambda: [Line()])
    size: int = 0
    centred: bool = False
    break_before: bool = False
    break_after: bool = False
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def written(self) -> list[Line]:
        """The lines that say something, with their white space tidied; tabs stay for tables of contents."""
        tidied = [Line(_tidy(line.text), line.bold) for line in self.lines]
        return [line for line in tidied if line.text]


def read_paragraph(paragraph: Element, styles: StyleSheet) -> ParagraphText:
    properties = at(paragraph, "pPr")
    style = styles.of(attribute(at(properties, "pStyle")))
    reader = _Reader(style, styles)
    reader.walk(paragraph)
    found = reader.found
    centred = attribute(at(properties, "jc"))
    found.centred = bool(style.centred) if centred is None else centred == "center"
    found.break_before = found.break_before or bool(switched_on(properties, "pageBreakBefore"))
    section = at(properties, "sectPr")
    found.break_after = found.break_after or (
        section is not None and attribute(at(section, "type")) not in {"continuous", "nextColumn"}
    )
    return found


class _Reader:
    def __init__(self, style: Style, styles: StyleSheet) -> None:
        self.style, self.styles, self.found = style, styles, ParagraphText()

    def walk(self, node: Element) -> None:
        for child in node:
            if child.tag in _GONE:
                self.found.deleted.append(all_text(child))
            elif child.tag == w("r"):
                self.run(child)
            elif child.tag == _MATH_TEXT:
                self.add(child.text or "", bold=False, size=0)
            elif child.tag == _compatibility("AlternateContent"):
                for choice in list(child)[:1]:
                    self.walk(choice)
            elif child.tag not in _PROPERTIES:
                self.walk(child)

    def run(self, run: Element) -> None:
        properties = at(run, "rPr")
        # A run may have a character style of its own; only what it says itself counts before the paragraph's style.
        own = self.styles.of(attribute(at(properties, "rStyle"))) if at(properties, "rStyle") is not None else Style()
        if _said(switched_on(properties, "vanish"), own.hidden, self.style.hidden):
            self.found.hidden.append(all_text(run))
            return
        bold = _said(switched_on(properties, "b"), own.bold, self.style.bold)
        size = number(at(properties, "sz")) or own.size or self.style.size or 0
        for part in run:
            self.part(part, bold=bold, size=size)

    def part(self, part: Element, *, bold: bool, size: int) -> None:
        if part.tag in {w("br"), w("cr")}:
            self.line_break(attribute(part, "type"))
        elif part.tag in _PICTURES:
            boxes = _text_boxes(part)
            self.found.boxes.extend(boxes)
            self.found.pictures.extend([] if boxes else _picture_names(part))
        else:
            self.add(_signs(part), bold=bold, size=size)

    def line_break(self, kind: str | None) -> None:
        if kind != "page":
            self.found.lines.append(Line())
        elif self.found.written():
            self.found.break_after = True
            self.found.lines.append(Line())
        else:
            self.found.break_before = True

    def add(self, text: str, *, bold: bool, size: int) -> None:
        if not text:
            return
        line = self.found.lines[-1]
        line.text += text
        if text.strip():
            line.bold = line.bold and bold
            self.found.size = max(self.found.size, size)


def _said(*answers: bool | None) -> bool:
    return next((answer for answer in answers if answer is not None), False)


def _compatibility(name: str) -> str:
    return f"{{{MARKUP_COMPATIBILITY}}}{name}"


def _signs(part: Element) -> str:
    if part.tag == w("t"):
        return part.text or ""
    if part.tag == w("sym"):
        return "x" if (attribute(part, "char") or "").upper() in _CHECK_SIGNS else "•"
    return {w("tab"): "\t", w("ptab"): "\t", w("noBreakHyphen"): "-"}.get(str(part.tag), "")


def _text_boxes(part: Element) -> list[Element]:
    """Word writes a text box twice, for new and for old readers: one of the two is read."""
    choices = part.findall(_compatibility("Choice")) if part.tag == _compatibility("AlternateContent") else []
    for source in (*choices, part):
        boxes = [box for box in source.iter(_TEXT_BOX) if _outermost(box, source)]
        if boxes:
            return boxes
    return []


def _picture_names(part: Element) -> list[str]:
    """What a picture shows, in its maker's words; else the name that Word gave it."""
    shown = next(part.iter(*_SHAPES), None)
    if shown is None:
        return []
    said = (shown.get(name, "").strip() for name in ("descr", "alt", "title", "name", "id"))
    return [next((text for text in said if text), "?")]


def _outermost(box: Element, source: Element) -> bool:
    parent = box.getparent()
    while parent is not None and parent is not source:
        if parent.tag == _TEXT_BOX:
            return False
        parent = parent.getparent()
    return True


def all_text(node: Element) -> str:
    """Every letter below a node, deleted ones too: for the list of what was left out."""
    return _tidy("".join(part.text or " " for part in node.iter(w("t"), w("delText"), w("tab"), w("br"))))


def _tidy(text: str) -> str:
    words = (" ".join(piece.split()) for piece in text.split("\t"))
    return "\t".join(words).strip()
