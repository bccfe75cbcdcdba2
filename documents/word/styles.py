"""What does a paragraph style say: heading level, bold, size, list, place in the front matter?"""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from documents.word.ooxml import Element, at, attribute, number, switched_on, w

Role = Literal["title", "subtitle", "contents", "contents_heading", ""]

# Word stores built-in names in English whatever the language of the user; some writers store them translated.
_HEADING = re.compile(r"^(?:heading|kop) ?([1-9])$")
_CONTENTS = re.compile(r"^(?:toc|inhopg|inhoudsopgave) ?[1-9]$")
_ROLES: dict[str, Role] = {
    "title": "title",
    "titel": "title",
    "subtitle": "subtitle",
    "ondertitel": "subtitle",
    "toc heading": "contents_heading",
    "kop van inhoudsopgave": "contents_heading",
    "kopvaninhoudsopgave": "contents_heading",
}
_DEEPEST = 20


@dataclass(frozen=True)
class Style:
    """`None` means: not said here. `outline` counts from 1; `size` is in half points."""

    outline: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    size: int | None = None
    centred: bool | None = None
    list_id: int | None = None
    list_level: int | None = None
    role: Role = ""


class StyleSheet:
    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(w("style"))
        self._elements = {attribute(style, "styleId") or "": style for style in styles}
        self._known: dict[str, Style] = {}
        defaults = [attribute(style, "styleId") for style in styles if _is_default_paragraph(style)]
        self._default = defaults[0] if defaults else None

    def of(self, style_id: str | None) -> Style:
        """The style with everything it inherits; unknown names give the default."""
        name = style_id if style_id in self._elements else self._default
        if name is None:
            return Style()
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str) -> Style:
        chain: list[Style] = []
        current: str | None = name
        # A style may be based on itself in a hostile file: the chain is cut, not followed.
        while current in self._elements and len(chain) < _DEEPEST:
            element = self._elements[current or ""]
            chain.append(_own(element))
            current = attribute(at(element, "basedOn"))
        resolved = Style()
        for style in reversed(chain):
            resolved = replace(resolved, **_said_by(style))
        return resolved


def _said_by(style: Style) -> dict[str, Any]:
    return {name: value for name, value in vars(style).items() if value not in (None, "")}


def _is_default_paragraph(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}


def _own(element: Element) -> Style:
    name = (attribute(at(element, "name")) or "").casefold().strip()
    run, paragraph = at(element, "rPr"), at(element, "pPr")
    heading = _HEADING.match(name)
    role: Role = "contents" if _CONTENTS.match(name) else _ROLES.get(name, "")
    return Style(
        outline=int(heading[1]) if heading else outline_of(paragraph),
        bold=switched_on(run, "b"),
        hidden=switched_on(run, "vanish"),
        size=number(at(run, "sz")),
        centred=is_centred(paragraph),
        list_id=number(at(paragraph, "numPr/numId")),
        list_level=number(at(paragraph, "numPr/ilvl")),
        role=role,
    )


def outline_of(properties: Element | None) -> int | None:
    """Word counts outline levels from 0; 9 means body text."""
    level = number(at(properties, "outlineLvl"))
    return level + 1 if level is not None and 0 <= level < 9 else None


def is_centred(properties: Element | None) -> bool | None:
    alignment = attribute(at(properties, "jc"))
    return None if alignment is None else alignment == "center"
