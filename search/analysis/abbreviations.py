"""What does an abbreviation stand for? `MDO` and `multidisciplinair overleg` find each other."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from search.analysis.compounds import stem
from search.analysis.lexicon import lines
from search.analysis.tokens import fold, surfaces

_CAPITALS = "!"


@dataclass(frozen=True)
class Abbreviation:
    """`form`: what it is found under. In capitals only, that is its capitals: `om` is another word than `OM`."""

    form: str
    capitals: bool
    full: tuple[tuple[str, ...], ...]

    def written(self, word: str) -> bool:
        """Whether this word, which folds to the abbreviation, is meant as it."""
        return not self.capitals or word.startswith(self.form)


@cache
def abbreviations() -> Mapping[str, Abbreviation]:
    """By the folded word."""
    found = {}
    for line in lines("abbreviations.txt"):
        short, fulls = line.split(": ")
        name = short.removesuffix(_CAPITALS)
        capitals = name != short
        full = tuple(tuple(map(stem, surfaces(one))) for one in fulls.split("|"))
        found[fold(name)] = Abbreviation(name if capitals else stem(fold(name)), capitals, full)
    return found


def spelled_out(stems: Sequence[str], *, wanted: Collection[str] | None = None) -> Iterator[tuple[str, int, int]]:
    """Where an abbreviation stands in full in a row of stems: its form, where it begins and where it ends."""
    beginnings = _by_beginning()
    for start, first in enumerate(stems):
        for full, form in beginnings.get(first, ()):
            if (wanted is None or form in wanted) and tuple(stems[start : start + len(full)]) == full:
                yield form, start, start + len(full)


def may_be_spelled_out(stems: Collection[str]) -> bool:
    """Whether it is worth looking for one in full: most texts have not all the words of any."""
    beginnings = _by_beginning()
    return any(
        all(one in stems for one in full) for first in beginnings.keys() & stems for full, _ in beginnings[first]
    )


@cache
def _by_beginning() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for one in abbreviations().values():
        for full in one.full:
            found[full[0]].append((full, one.form))
    return found
