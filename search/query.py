"""What a person asks, read with goodwill: words, "an exact phrase", begin*, -not. Nothing they type is an error."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.analysis.forms import asked
from search.analysis.tokens import surfaces, tokenise

MAX_TEXT = 2_000
# Shorter beginnings would match a good part of all words there are.
MIN_PREFIX = 2

_QUOTES = '"“”„‟«»″'
_CHUNK = re.compile(
    rf"(?P<not>(?<!\S)[-−–])?(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]+)[{_QUOTES}]|(?P<word>[^\s{_QUOTES}]+))"
)


@dataclass(frozen=True)
class Phrase:
    """These words, in this form, next to each other."""

    surfaces: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word in any of its forms, or a name in exactly this one; or what an editor made equal to it."""

    surface: str
    # Any of these will do: its own first.
    stems: tuple[str, ...]
    phrases: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Prefix:
    """Any word that begins like this."""

    surface: str


Clause = Word | Phrase | Prefix
Widen = Callable[[Sequence[Clause]], tuple[Clause, ...]]


@dataclass(frozen=True)
class Clauses:
    """A question, understood: all of `wanted`, none of `unwanted`."""

    wanted: tuple[Clause, ...] = ()
    unwanted: tuple[Clause, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing was asked for; leaving things out is not a question."""
        return not self.wanted

    @property
    def exact(self) -> Phrase | None:
        """The question as one phrase, where it is nothing but words."""
        words = [clause.surface for clause in self.wanted if isinstance(clause, Word)]
        return Phrase(tuple(words)) if len(words) == len(self.wanted) > 1 else None


@dataclass(frozen=True)
class Query:
    """A question with the facets that were chosen; within one facet any will do."""

    text: str
    kinds: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    offset: int = 0
    limit: int = 20

    @property
    def selection(self) -> Mapping[str, frozenset[str]]:
        chosen = {
            "kind": self.kinds,
            "municipality": self.municipalities,
            "case": self.cases,
            "organisation": self.organisations,
        }
        return {facet: values for facet, values in chosen.items() if values}


def parse(text: str, widen: Widen = tuple) -> Clauses:
    """Every word in the text counts, in the order it was typed; the same word twice counts as typed.

    `widen` adds synonyms to what is wanted, never to what is left out.
    """
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    for chunk in _CHUNK.finditer(_cut(text)):
        if chunk["not"]:
            unwanted.extend(_as_one(chunk))
        else:
            wanted.extend(_clauses(chunk))
    return Clauses(widen(wanted), tuple(unwanted))


def words(text: str) -> list[Word]:
    """The words of a text, as they are asked for."""
    return [Word(surface, asked(place[0])) for surface, place in tokenise(text)]


def _cut(text: str) -> str:
    """At the end of a word: half a word would find nothing."""
    return text if len(text) <= MAX_TEXT else "".join(text[:MAX_TEXT].rsplit(None, 1)[:1])


def _clauses(chunk: re.Match[str]) -> Iterator[Clause]:
    if chunk["phrase"]:
        yield from _phrase(surfaces(chunk["phrase"]))
        return
    found = words(chunk["word"])
    if found and chunk["word"].endswith("*") and len(found[-1].surface) >= MIN_PREFIX:
        yield from found[:-1]
        yield Prefix(found[-1].surface)
    else:
        yield from found


def _as_one(chunk: re.Match[str]) -> Iterator[Clause]:
    """What is left out is left out as a whole: `-K7P-3MX` is not `-K7P -3MX`."""
    clauses = list(_clauses(chunk))
    if len(clauses) > 1:
        yield from _phrase(surfaces(chunk["word"]))
    else:
        yield from clauses


def _phrase(found: list[str]) -> Iterator[Clause]:
    if found:
        yield Phrase(tuple(found))
