"""What a person asks, read with goodwill: words, "an exact phrase", begin*, -not, and fields such as `soort:melding`.

Nothing they type is an error. What is not understood (a field that is not there, a kind or a day that nobody knows) is
asked, or left out, as the words that it is made of, and its piece says that it was not understood: it is never passed
over, which would find more than was asked for. Fields choose as facets do: within one any will do, and all count.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from search.analysis.forms import asked
from search.analysis.nearness import errors_in
from search.analysis.tokens import surfaces, tokenise
from search.fields import ALWAYS, FACET_OF, SINCE, UNTIL, Field, Period, understood

MAX_TEXT = 2_000
# Shorter beginnings would match a good part of all words there are.
MIN_PREFIX = 2

_QUOTES = '"“”„‟«»″'
# A value is quoted, or a day with its month in words, or ends at a space; a quote that is never closed is nothing.
_VALUE = rf"""(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]
    |[{_QUOTES}]?(?P<bare>(?(day)(?:\d{{1,2}}\s)?[^\W\d]{{3,9}}\.?\s\d{{4}}(?!\w)|(?!))|[^\s{_QUOTES}]+))"""
_CHUNK = re.compile(
    rf"""(?P<not>(?<!\S)[-−–])?
    (?:(?:(?P<day>{SINCE}|{UNTIL})|(?P<facet>{"|".join(FACET_OF)})):\s*{_VALUE}
    |[{_QUOTES}](?P<phrase>[^{_QUOTES}]+)[{_QUOTES}]
    |(?P<word>[^\s{_QUOTES}]+))""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Phrase:
    """These words, in this form, next to each other."""

    surfaces: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word in any of its forms, or a name in exactly this one or near it; or what an editor made equal to it."""

    surface: str
    # Any of these will do: its own first.
    stems: tuple[str, ...]
    phrases: tuple[Phrase, ...] = ()

    @property
    def errors(self) -> int:
        """By so many typing errors a name may differ, where the word is wanted; such a hit stands in the last tier."""
        return errors_in(self.surface)


@dataclass(frozen=True)
class Prefix:
    """Any word that begins like this."""

    surface: str


Clause = Word | Phrase | Prefix
Widen = Callable[[Sequence[Clause]], tuple[Clause, ...]]


@dataclass(frozen=True)
class Clauses:
    """A question, understood: all of `wanted`, none of `unwanted`, in the fields and the period that were typed."""

    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()
    fields: tuple[Field, ...] = ()
    unwanted_fields: tuple[Field, ...] = ()
    period: Period = ALWAYS

    @property
    def empty(self) -> bool:
        """Nothing was asked for; leaving things out is not a question."""
        return not (self.wanted or self.fields or self.period)

    @property
    def forgiving(self) -> bool:
        """Whether a name with a typing error in it may answer."""
        return any(isinstance(clause, Word) and clause.errors for clause in self.wanted)

    @property
    def exact(self) -> Phrase | None:
        """The question as one phrase, where it is nothing but words."""
        words = [clause.surface for clause in self.wanted if isinstance(clause, Word)]
        return Phrase(tuple(words)) if len(words) == len(self.wanted) > 1 else None


@dataclass(frozen=True)
class Piece:
    """What asks something by itself, and where it stands in a text.

    `kind`: words, phrase, prefix, a facet, since or until. `text` is for people: of a kind its label, of a day the day
    in words, without the sign and the name before it. What was not `understood` is asked as words.
    """

    start: int
    end: int
    kind: str
    text: str
    understood: bool = True
    left_out: bool = False


@dataclass(frozen=True)
class Query:
    """A question with what was chosen beside it; within one facet any will do.

    `since` and `until` are days of the house, both included. Hits stand in tiers, and within a tier newest first, or
    `oldest` first. `after` is the `next` of the page before; anything else there is the first page.
    """

    text: str
    kinds: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    oldest: bool = False
    after: str = ""
    limit: int = 20

    @property
    def selection(self) -> Mapping[str, frozenset[str]]:
        chosen = {
            "kind": self.kinds,
            "municipality": self.municipalities,
            "case": self.cases,
            "organisation": self.organisations,
            "period": self.periods,
        }
        return {facet: values for facet, values in chosen.items() if values}


class _Read(NamedTuple):
    """A piece with what it asks: words, or a field or period."""

    piece: Piece
    clauses: tuple[Clause, ...] = ()
    said: Field | Period | None = None


def parse(text: str, widen: Widen = tuple) -> Clauses:
    """Every word in the text counts, in the order it was typed; the same word twice counts as typed.

    `widen` adds synonyms to what is wanted, never to what is left out.
    """
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    fields: tuple[list[Field], list[Field]] = [], []
    period = ALWAYS
    for piece, clauses, said in _read(_cut(text)):
        (unwanted if piece.left_out else wanted).extend(clauses)
        if isinstance(said, Field):
            fields[piece.left_out].append(said)
        elif said:
            period &= said
    return Clauses(widen(wanted), tuple(unwanted), tuple(fields[False]), tuple(fields[True]), period)


def pieces(text: str) -> tuple[Piece, ...]:
    """What the text asks, piece by piece, in the order it was typed."""
    return tuple(read.piece for read in _read(_cut(text)))


def without(text: str, number: int) -> str:
    """The text without this piece; as it was where there is no such piece."""
    text = _cut(text)
    found = pieces(text)
    if not 0 <= number < len(found):
        return text
    left = text[: found[number].start], text[found[number].end :]
    return " ".join(part for part in map(str.strip, left) if part)


def words(text: str) -> list[Word]:
    """The words of a text, as they are asked for."""
    return [Word(surface, asked(place[0])) for surface, place in tokenise(text)]


def _cut(text: str) -> str:
    """At the end of a word: half a word would find nothing."""
    return text if len(text) <= MAX_TEXT else "".join(text[:MAX_TEXT].rsplit(None, 1)[:1])


def _read(text: str) -> Iterator[_Read]:
    for chunk in _CHUNK.finditer(text):
        read = _field(chunk) if chunk["day"] or chunk["facet"] else _asked(chunk)
        if read.clauses or read.said:
            yield read


def _field(chunk: re.Match[str]) -> _Read:
    name, value = (chunk["day"] or chunk["facet"]).lower(), chunk["quoted"] or chunk["bare"] or ""
    said = understood(name, value, left_out=bool(chunk["not"]))
    if isinstance(said, Field):
        return _Read(_piece(chunk, said.facet, said.label or value.strip()), said=said)
    if isinstance(said, Period):
        # What is left out of a period is the other side of it.
        return _Read(Piece(*chunk.span(), "since" if said.since else "until", said.label), said=said)
    return _as_words(chunk, understood=False)


def _asked(chunk: re.Match[str]) -> _Read:
    if chunk["phrase"]:
        return _Read(_piece(chunk, "phrase", chunk["phrase"].strip()), _phrase(surfaces(chunk["phrase"])))
    found = words(chunk["word"])
    if found and chunk["word"].endswith("*") and len(found[-1].surface) >= MIN_PREFIX:
        clauses: tuple[Clause, ...] = (*found[:-1], Prefix(found[-1].surface))
        return _Read(_piece(chunk, "prefix", chunk["word"]), _as_one(chunk, clauses))
    return _as_words(chunk)


def _as_words(chunk: re.Match[str], *, understood: bool = True) -> _Read:
    typed = chunk[0].removeprefix(chunk["not"] or "")
    return _Read(_piece(chunk, "words", typed, understood=understood), _as_one(chunk, tuple(words(typed))))


def _as_one(chunk: re.Match[str], clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """What is left out is left out as a whole: `-K7P-3MX` is not `-K7P -3MX`."""
    return _phrase(surfaces(chunk[0])) if chunk["not"] and len(clauses) > 1 else clauses


def _phrase(found: Sequence[str]) -> tuple[Clause, ...]:
    return (Phrase(tuple(found)),) if found else ()


def _piece(chunk: re.Match[str], kind: str, text: str, *, understood: bool = True) -> Piece:
    return Piece(chunk.start(), chunk.end(), kind, text, understood, bool(chunk["not"]))
