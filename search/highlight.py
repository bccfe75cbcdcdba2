"""Where a question is answered in a text: cut into segments that are marked or not, never into HTML."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from search.analysis.abbreviations import abbreviations, spelled_out
from search.analysis.compounds import parts, stem
from search.analysis.forms import forms
from search.analysis.nearness import errors_between
from search.analysis.tokens import Token, fold, places_of, surfaces, tokenise, words
from search.query import Clause, Clauses, Phrase, Prefix, Word

SNIPPET_LETTERS = 240
# How much is shown before the first mark.
LEAD_LETTERS = 60
ELLIPSIS = "…"


class Segment(NamedTuple):
    text: str
    marked: bool


class Mark(NamedTuple):
    """A stretch of text that answers one of the clauses."""

    start: int
    end: int
    clause: int


Segments = tuple[Segment, ...]
# Stretches of a written word, from its first letter, with the clause that each answers.
Stretches = tuple[tuple[int, int, int], ...]


class Marker:
    """One question, asked of many texts: what a word answers is worked out once.

    `names`: words near those that were asked are marked where they are among these.
    """

    def __init__(self, clauses: Clauses, names: Iterable[str] = ()) -> None:
        self._asked = len(clauses.wanted)
        self._words = [(n, clause) for n, clause in enumerate(clauses.wanted) if not isinstance(clause, Phrase)]
        self._phrases = [(n, phrase) for n, clause in enumerate(clauses.wanted) for phrase in _phrases(clause)]
        self._stems = {stem: n for n, clause in self._words if isinstance(clause, Word) for stem in clause.stems}
        # What may stand in full in a text.
        self._short = self._stems.keys() & {one.form for one in abbreviations().values()}
        self._beginnings = tuple(clause.surface for _, clause in self._words if isinstance(clause, Prefix))
        self._near = dict(self._names_near({surface for name in names for surface in surfaces(name)}))
        self._stretches: dict[str, Stretches] = {}

    def whole(self, text: str) -> Segments:
        """The whole text, marked; white space of any length reads as one space."""
        text = " ".join(text.split())
        return tuple(_segments(text, self.marks(text), (0, len(text))))

    def snippet(self, text: str) -> Segments:
        """The stretch of text that answers most of the question, or its beginning where nothing does."""
        text = " ".join(text.split())
        found = self.marks(text)
        start = _whole_words(text, _best_start(found)) if found else 0
        end = _whole_words(text, min(start + SNIPPET_LETTERS, len(text)))
        middle = _segments(text, found, (start, max(end, start + 1)))
        dots = Segment(ELLIPSIS, False)
        return (*([dots] if start else []), *middle, *([dots] if end < len(text) else []))

    def best(self, texts: Sequence[str]) -> int:
        """Which of these answers most of the question; the first of equals, and the first where none does."""
        most, best = 0, 0
        for place, text in enumerate(texts):
            answered = len({mark.clause for mark in self.marks(text)})
            if answered > most:
                most, best = answered, place
            if most == self._asked:
                break
        return best

    def marks(self, text: str) -> list[Mark]:
        """Every form and every compound part that answers the question, in order; marks that touch are one."""
        found = self._word_marks(text) if self._words else []
        if self._phrases or self._short:
            found = [*found, *self._marks_of_several(tokenise(text))]
        kept: list[Mark] = []
        for mark in sorted(found):
            if not kept or mark.start > kept[-1].end:
                kept.append(mark)
            elif mark.end > kept[-1].end:
                kept[-1] = kept[-1]._replace(end=mark.end)
        return kept

    def _marks_of_several(self, tokens: list[Token]) -> Iterator[Mark]:
        """Words that answer together: phrases, and what an abbreviation stands for."""
        for n, phrase in self._phrases:
            yield from _phrase_marks(tokens, n, phrase)
        if self._short:
            stems = [stem(surface) for surface, _place in tokens]
            for form, first, end in spelled_out(stems, wanted=self._short):
                yield Mark(tokens[first][1].start(), tokens[end - 1][1].end(), self._stems[form])

    def _word_marks(self, text: str) -> list[Mark]:
        known, answering = self._stretches, set[str]()
        for written in words(text):
            stretches = known.get(written)
            if stretches is None:
                stretches = known[written] = self._answering(written)
            if stretches:
                answering.add(written)
        return [
            Mark(at + start, at + end, clause)
            for written in answering
            for at in places_of(written, text)
            for start, end, clause in known[written]
        ]

    def _answering(self, written: str) -> Stretches:
        """Most words of a text answer nothing: that must be seen at once."""
        if forms(written).isdisjoint(self._stems) and not fold(written).startswith(self._beginnings):
            return ((0, len(written), self._near[fold(written)]),) if fold(written) in self._near else ()
        return tuple((start, end, n) for n, clause in self._words for start, end in _stretches(written, clause))

    def _names_near(self, names: Iterable[str]) -> Iterator[tuple[str, int]]:
        for n, clause in self._words:
            if isinstance(clause, Word) and clause.errors:
                yield from ((name, n) for name in names if errors_between(clause.surface, name))


def _phrases(clause: Clause) -> tuple[Phrase, ...]:
    if isinstance(clause, Phrase):
        return (clause,)
    return clause.phrases if isinstance(clause, Word) else ()


def _stretches(written: str, clause: Word | Prefix) -> Iterator[tuple[int, int]]:
    """The whole word if it answers as a whole, else each part of it that does."""
    surface = fold(written)
    if isinstance(clause, Prefix):
        if surface.startswith(clause.surface):
            yield 0, len(written)
    elif not forms(written).isdisjoint(clause.stems):
        answering = [(part.start, part.end) for part in parts(surface) if part.stem in clause.stems]
        # Offsets within the folded word are offsets within the text only when folding kept every letter.
        if stem(surface) in clause.stems or len(surface) != len(written) or not answering:
            answering = [(0, len(written))]
        yield from answering


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
    if offset in {0, len(text)} or text[offset - 1] == " ":
        return offset
    gap = text.rfind(" ", 0, offset)
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
    if text:
        yield Segment(text, marked)
