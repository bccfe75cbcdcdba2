"""Which words an editor made equal, and how a question is widened by them. No text is re-indexed for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from search.analysis.forms import asked
from search.analysis.tokens import surfaces, tokenise
from search.query import Clause, Phrase, Word

# What stands at one place in a question, by the stems of the words there: the stems and the phrases that do as well.
Equals = tuple[tuple[str, ...], tuple[str, ...], tuple[Phrase, ...]]


def expressions(group: str) -> list[str]:
    """The lines of a group that say anything, each once, however it is written."""
    found: dict[str, str] = {}
    for line in group.splitlines():
        found.setdefault(" ".join(surfaces(line)), " ".join(line.split()))
    return [line for said, line in found.items() if said]


class Synonyms:
    """The groups of the house; each is a text with one word or expression a line."""

    def __init__(self, groups: Iterable[str] = ()) -> None:
        self._by_first: Mapping[str, list[Equals]] = defaultdict(list)
        for group in sorted(groups):
            self._add([[place[0] for _, place in tokenise(line)] for line in expressions(group)])

    def widen(self, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
        """Each word of an expression takes the others of its group along: (a ∨ c) ∧ (b ∨ c) is (a ∧ b) ∨ c."""
        widened = list(clauses)
        stems = [clause.stems[0] if isinstance(clause, Word) else "" for clause in clauses]
        for start, first in enumerate(stems):
            for expression, more, phrases in self._by_first.get(first, ()):
                end = start + len(expression)
                if tuple(stems[start:end]) == expression:
                    widened[start:end] = [_wider(clause, more, phrases) for clause in widened[start:end]]
        return tuple(widened)

    def _add(self, group: list[list[str]]) -> None:
        for expression in group:
            others = [other for other in group if other != expression]
            more = tuple(form for other in others if len(other) == 1 for form in asked(other[0]))
            phrases = tuple(Phrase(tuple(surfaces(" ".join(other)))) for other in others if len(other) > 1)
            key = tuple(asked(word)[0] for word in expression)
            self._by_first[key[0]].append((key, more, phrases))


def _wider(clause: Clause, more: tuple[str, ...], phrases: tuple[Phrase, ...]) -> Clause:
    word = cast(Word, clause)
    return replace(
        word,
        stems=tuple(dict.fromkeys((*word.stems, *more))),
        phrases=tuple(dict.fromkeys((*word.phrases, *phrases))),
    )


NONE = Synonyms()


@lru_cache(maxsize=8)
def synonyms(groups: frozenset[str]) -> Synonyms:
    """Worked out once for every state of the list."""
    return Synonyms(groups) if groups else NONE
