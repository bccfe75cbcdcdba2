"""Which label does Word print before an automatically numbered paragraph: `1.`, `b)`, `Artikel 6`, `•`?"""

import re
from dataclasses import dataclass

from documents.word.ooxml import Element, at, attribute, number, w

BULLET = "•"
_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_BIGGEST = 9_999
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"))
_ROMAN_SMALL = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(frozen=True)
class Listing:
    """One list of the file: lists that share an abstract definition go on counting together."""

    definition: str
    levels: dict[int, Level]
    restarts: dict[int, int]


class Numbering:
    """Counts along while the paragraphs are read in order: ask for each paragraph's label exactly once."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[int, Listing] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[int, int]] = set()
        if root is not None:
            definitions = {attribute(part, "abstractNumId"): part for part in root.findall(w("abstractNum"))}
            for part in root.findall(w("num")):
                self._add(part, definitions)

    def label(self, list_id: int, level: int) -> str:
        """The label, or "" for a list that does not exist or prints nothing."""
        listing = self._lists.get(list_id)
        if listing is None or level not in listing.levels:
            return ""
        shape = listing.levels[level]
        if shape.form == "bullet":
            return BULLET
        counts = self._count(list_id, listing, level)
        if shape.form == "none":
            return ""
        return _PLACEHOLDER.sub(lambda mark: self._figure(listing, counts, int(mark[1]) - 1), shape.text).strip()

    def _add(self, part: Element, definitions: dict[str | None, Element]) -> None:
        list_id, name = number(part, "numId"), attribute(at(part, "abstractNumId"))
        definition = definitions.get(name)
        if list_id is None or definition is None:
            return
        levels = {number(level, "ilvl") or 0: _level(level) for level in definition.findall(w("lvl"))}
        restarts = {}
        for override in part.findall(w("lvlOverride")):
            depth, start, own = number(override, "ilvl") or 0, at(override, "startOverride"), at(override, "lvl")
            if own is not None:
                levels[depth] = _level(own)
            if start is not None:
                restarts[depth] = number(start) or 0
        self._lists[list_id] = Listing(name or "", levels, restarts)

    def _count(self, list_id: int, listing: Listing, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(listing.definition, {})
        if level in listing.restarts and (list_id, level) not in self._restarted:
            self._restarted.add((list_id, level))
            counts[level] = listing.restarts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else listing.levels[level].start
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        return counts

    def _figure(self, listing: Listing, counts: dict[int, int], level: int) -> str:
        shape = listing.levels.get(level, Level())
        return figure(counts.get(level, shape.start), shape.form)


def _level(element: Element) -> Level:
    start = number(at(element, "start"))
    return Level(
        form=attribute(at(element, "numFmt")) or "decimal",
        text=attribute(at(element, "lvlText")) or "",
        start=1 if start is None else start,
    )


def figure(value: int, form: str) -> str:
    """A count in one of Word's number formats; an unknown format counts in figures."""
    if not 0 < value < _BIGGEST:
        return str(value)
    if form in {"lowerLetter", "upperLetter"}:
        # Word goes on after z with aa, bb, cc.
        letter = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 5)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"}:
        return roman(value).upper() if form == "upperRoman" else roman(value)
    return f"{value:02}" if form == "decimalZero" else str(value)


def roman(value: int) -> str:
    signs = ""
    for size, sign in _ROMAN + _ROMAN_SMALL:
        signs += sign * (value // size)
        value %= size
    return signs
