"""Under which forms a text is found, and by which forms a question asks: they meet where one of each is the same."""

from collections.abc import Sequence
from functools import lru_cache

from search.analysis.abbreviations import abbreviations, may_be_spelled_out, spelled_out
from search.analysis.compounds import parts, stem
from search.analysis.lemmas import CACHED
from search.analysis.lexicon import digest
from search.analysis.tokens import Token, fold

# Raise when the rules of the analysis change; an index that was made by others is then rebuilt.
VERSION = 2


def recipe() -> str:
    """Changes whenever an index made before would be read wrongly: with the rules, and with the lists."""
    return f"{VERSION}-{digest()[:16]}"


@lru_cache(maxsize=CACHED)
def forms(written: str) -> frozenset[str]:
    """Every form under which a word in a text is found: its own, those of its parts, what it is short for."""
    surface = fold(written)
    found = {stem(surface), *(part.stem for part in parts(surface))}
    short = abbreviations().get(surface)
    if short and short.written(written):
        found.update([short.form], *short.full)
    return frozenset(found)


@lru_cache(maxsize=CACHED)
def asked(written: str) -> tuple[str, ...]:
    """The forms that a word in a question asks for: never those of its parts."""
    surface = fold(written)
    short = abbreviations().get(surface)
    if short is None or short.form == stem(surface):
        return (stem(surface),)
    return (short.form,) if short.written(written) else (stem(surface), short.form)


def forms_of(tokens: Sequence[Token]) -> frozenset[str]:
    """Every form under which a text is found, all words together."""
    found = frozenset().union(*(forms(place[0]) for _, place in tokens))
    if may_be_spelled_out(found):
        found |= {form for form, _, _ in spelled_out([stem(surface) for surface, _ in tokens])}
    return found


def forms_in_place(tokens: Sequence[Token]) -> list[frozenset[str]]:
    """The same, word by word: what several words together are short for is found at each of them."""
    found = [forms(place[0]) for _, place in tokens]
    for form, start, end in spelled_out([stem(surface) for surface, _ in tokens]):
        found[start:end] = [one | {form} for one in found[start:end]]
    return found
