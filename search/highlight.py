"""Where a question is answered in a text: cut into segments that are marked or not, never into HTML."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from search.analysis.stems import forms, parts, stem
from search.analysis.tokens import Token, tokenise
from search.query import Clause, Clauses, Phrase, Prefix, Word

SNIPPET_LETTERS = 240
# How much is shown before the first mark.
LEAD_LETTERS = 60
ELLIPSIS = "…"

_SPACE = re.compile(r"\s+")


class Segment(NamedTuple):
    text: str
    marked: bool


class Mark(NamedTuple):
    """A stretch of text that answers one of the clauses."""

    start: int
    end: int
    clause: int


Segments = tuple[Segment, ...]


def marks(text: str, clauses: Clauses) -> list[Mark]:
    """Every form and every compound part that answers the question, in order; marks that touch are one."""
    tokens = tokenise(text)
    found = sorted({mark for index, clause in enumerate(clauses.wanted) for mark in _found(tokens, index, clause)})
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start > kept[-1].end:
            kept.append(mark)
        elif mark.end > kept[-1].end:
            kept[-1] = kept[-1]._replace(end=mark.end)
    return kept


def highlight(text: str, clauses: Clauses) -> Segments:
    """The whole text, marked."""
    return tuple(_segments(text, marks(text, clauses), (0, len(text))))


def snippet(text: str, clauses: Clauses) -> Segments:
    """The stretch of text that answers most of the question, or its beginning where nothing does."""
    found = marks(text, clauses)
    start = _whole_words(text, _best_start(found)) if found else 0
    end = _whole_words(text, min(start + SNIPPET_LETTERS, len(text)))
    middle = _segments(text, found, (start, max(end, start + 1)))
    dots = Segment(ELLIPSIS, False)
    return (*([dots] if start else []), *middle, *([dots] if end < len(text.rstrip()) else []))


def _found(tokens: list[Token], index: int, clause: Clause) -> Iterator[Mark]:
    if isinstance(clause, Word):
        for surface, place in tokens:
            if clause.stem in forms(surface):
                yield from _word_marks((surface, place), index, clause)
    elif isinstance(clause, Prefix):
        for surface, place in tokens:
            if surface.startswith(clause.surface):
                yield Mark(*place.span(), index)
    else:
        yield from _phrase_marks(tokens, index, clause)


def _word_marks(token: Token, index: int, clause: Word) -> Iterator[Mark]:
    """The whole word if it answers as a whole, else each part of it that does."""
    surface, place = token
    # Offsets within the folded word are offsets within the text only when folding kept every letter.
    if stem(surface) == clause.stem or len(surface) != len(place[0]):
        yield Mark(*place.span(), index)
        return
    for part in parts(surface):
        if part.stem == clause.stem:
            yield Mark(place.start() + part.start, place.start() + part.end, index)


def _phrase_marks(tokens: list[Token], index: int, clause: Phrase) -> Iterator[Mark]:
    size = len(clause.surfaces)
    read = [surface for surface, _place in tokens]
    for first in range(len(tokens) - size + 1):
        if tuple(read[first : first + size]) == clause.surfaces:
            yield Mark(tokens[first][1].start(), tokens[first + size - 1][1].end(), index)


def _best_start(found: list[Mark]) -> int:
    """Where a window answers most clauses; the first of equals."""

    def answered(first: Mark) -> int:
        reach = first.start + SNIPPET_LETTERS - LEAD_LETTERS
        return len({mark.clause for mark in found if first.start <= mark.start and mark.end <= reach})

    return max(0, max(found, key=answered).start - LEAD_LETTERS)


def _whole_words(text: str, offset: int) -> int:
    """Back to where the word at this offset begins, unless it is too long for that."""
    if offset in {0, len(text)} or text[offset - 1].isspace():
        return offset
    gap = max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset))
    return gap + 1 if offset - gap <= LEAD_LETTERS else offset


def _segments(text: str, found: Iterable[Mark], window: tuple[int, int]) -> Iterator[Segment]:
    at, end = window
    for mark in found:
        if mark.end <= at or mark.start >= end:
            continue
        yield from _segment(text[at : mark.start], marked=False)
        yield from _segment(text[max(at, mark.start) : min(mark.end, end)], marked=True)
        at = min(mark.end, end)
    yield from _segment(text[at:end], marked=False)


def _segment(text: str, *, marked: bool) -> Iterator[Segment]:
    """White space of any length reads as one space."""
    if text:
        yield Segment(_SPACE.sub(" ", text), marked)
