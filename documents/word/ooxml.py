"""How are the elements of WordprocessingML called, and how do we ask an element for an attribute?"""

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARKUP_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@cache
def w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def attribute(element: Element | None, name: str = "val") -> str | None:
    return None if element is None else element.get(w(name))


def at(element: Element | None, path: str) -> Element | None:
    """The element below `element` along a path of Word names: `tcPr/gridSpan`."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(w(name))
    return element


def switched_on(properties: Element | None, name: str) -> bool | None:
    """Word's on/off properties: absent = None (ask the style), present without a value = on."""
    found = at(properties, name)
    if found is None:
        return None
    return attribute(found) not in {"0", "false", "off"}


def number(element: Element | None, name: str = "val") -> int | None:
    value = attribute(element, name)
    try:
        return int(value) if value is not None else None
    except ValueError:
        return None


def children(element: Element) -> Iterator[Element]:
    """Child elements in reading order; content controls and custom XML around them are looked through."""
    for child in element:
        if child.tag in {w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")}:
            yield from children(child)
        else:
            yield child
