"""Where do fields stand in a template, between which double braces, and in which words do we name that place?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.word.ooxml import Element, w

# Anything that jinja would act upon. Line statements are off.
MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}"}
_AROUND = 60
_BOX = w("txbxContent")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Place:
    """`part`: body, table, box (a text box), edge (header or footer) or note; `row` counts the rows of its table."""

    part: str
    text: str = ""
    row: int = 0


@dataclass(frozen=True)
class Tag:
    """One `{{ … }}`, `{% … %}` or `{# … #}`, from `begin` to `end` in the text of its paragraph.

    `alone`: nothing else stands in its paragraph; `alone_in_row`: nor in its row.
    """

    opens: str
    content: str
    place: Place
    paragraph: Element
    begin: int
    end: int = 0
    alone: bool = False
    alone_in_row: bool = False

    @property
    def closed(self) -> bool:
        return self.end > 0

    @property
    def source(self) -> str:
        """As jinja and docxtpl want it: `{%p` and `{%tr` without a space, everything else with one."""
        if not self.closed:
            return f"{self.opens} {self.content}".strip()
        unit = self.opens == "{%" and self.content.startswith(("p ", "tr "))
        return f"{self.opens}{'' if unit else ' '}{self.content} {_CLOSED_BY[self.opens]}"


def tags_in(root: Element, part: str) -> Iterator[Tag]:
    """Every tag below this element, in reading order; of a note or an edge `part` says so."""
    for paragraph in root.iter(w("p")):
        text = own_text(paragraph)
        if MARK.search(text):
            yield from _tags(paragraph, text, part)


def own_text(paragraph: Element) -> str:
    """The text of a paragraph in one piece, without that of a text box inside it."""
    return "".join(text for _element, text in _pieces(paragraph))


def make_whole(root: Element) -> None:
    """Word cuts a tag into runs as it likes; afterwards each lies in one piece, so that nobody has to guess."""
    for paragraph in list(root.iter(w("p"))):
        # From the last to the first: the places of what comes before stay as they are.
        for tag in reversed([tag for tag in _tags(paragraph, own_text(paragraph), "") if tag.closed]):
            _gather(paragraph, tag)


def _gather(paragraph: Element, tag: Tag) -> None:
    at, written = 0, False
    for element, text in _pieces(paragraph):
        begin, end = max(tag.begin - at, 0), min(tag.end - at, len(text))
        at += len(text)
        if begin >= end or element.tag != w("t"):
            continue
        element.text = f"{text[:begin]}{'' if written else tag.source}{text[end:]}"
        element.set(_SPACE, "preserve")
        written = True


def _pieces(paragraph: Element) -> list[tuple[Element, str]]:
    found = paragraph.iter(w("t"), w("tab"), w("br"), w("noBreakHyphen"))
    return [
        (element, (element.text or "") if element.tag == w("t") else " ")
        for element in found
        if next(element.iterancestors(w("p")), None) is paragraph
    ]


def _tags(paragraph: Element, text: str, part: str) -> Iterator[Tag]:
    row = next(paragraph.iterancestors(w("tr")), None)
    in_row = "".join(own_text(one) for one in row.iter(w("p"))) if row is not None else ""
    at = 0
    while found := MARK.search(text, at):
        opens, begin, inside = found[0], found.start(), found.end()
        place = _place(paragraph, part, text, begin, row)
        last = text.find(_CLOSED_BY[opens], inside) if opens in _CLOSED_BY else -1
        if last < 0:
            yield Tag(opens, " ".join(text[inside : inside + _AROUND].split()), place, paragraph, begin)
            at = inside
            continue
        at = last + 2
        whole, content = text[begin:at], " ".join(text[inside:last].split())
        alone, alone_in_row = text.strip() == whole, in_row.strip() == whole
        yield Tag(opens, content, place, paragraph, begin, at, alone, alone_in_row)


def _place(paragraph: Element, part: str, text: str, at: int, row: Element | None) -> Place:
    begin = max(0, at - _AROUND // 2)
    around = " ".join(text[begin : at + _AROUND].split())
    shown = f"{'…' if begin else ''}{around}{'…' if at + _AROUND < len(text) else ''}"
    if part != "body":
        return Place(part, shown)
    if next(paragraph.iterancestors(_BOX), None) is not None:
        return Place("box", shown)
    if row is None:
        return Place("body", shown)
    rows = list(row.itersiblings(w("tr"), preceding=True))
    return Place("table", shown, len(rows) + 1)
