"""By which terms a document is found, whatever the engine: every word comes from our own analysis."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from search.analysis.forms import forms_of
from search.analysis.nearness import errors_between
from search.analysis.tokens import MAX_LETTERS, Token, tokenise
from search.documents import SearchDocument
from search.fields import FACET_OF, terms_of_value
from search.order import EPOCH

# More values than a facet can have, and than there are words with one beginning; engines refuse more.
MOST_VALUES = 65_000

# Between a folded word and how it was written, in the field of suggestions.
WRITTEN = "\x1f"


@dataclass(frozen=True)
class Terms:
    """`words` and `title_words`: the words of each text in order; a phrase never runs from one text into the next.

    `values`: by what may be typed of its facets.
    """

    words: list[list[str]]
    title_words: list[list[str]]
    names: frozenset[str]
    stems: frozenset[str]
    title_stems: frozenset[str]
    suggestions: frozenset[str]
    values: frozenset[str]


def terms_of(document: SearchDocument) -> Terms:
    title, body, *names = read = [tokenise(text) for text in (document.title, document.body, *document.names)]
    in_title = forms_of(title)
    return Terms(
        words=_texts(read),
        title_words=_texts([title, *names]),
        names=frozenset(surface for name in names for surface, _ in name),
        stems=in_title | forms_of(body),
        title_stems=in_title,
        suggestions=frozenset(_suggestion(place[0], surface) for tokens in read for surface, place in tokens),
        values=frozenset(_values(document)),
    )


def value_term(facet: str, word: str) -> str:
    """The term for a word in the value of a facet."""
    return f"{facet}:{word}"


def moment(at: datetime) -> int:
    """Microseconds since 1970, exactly: who reads until noon does not read what came a microsecond later."""
    return (at - EPOCH) // timedelta(microseconds=1)


def completions(suggestions: Iterable[str]) -> list[str]:
    """Each word once, as people write it: shortest first, then by alphabet."""
    ways = sorted((_folded_and_written(term) for term in suggestions), key=_plainest_last)
    return [written for _, written in sorted(dict(ways).items(), key=_shortest_first)]


def nearest(suggestions: Iterable[str], surface: str) -> list[str]:
    """Of these words those that could be meant, each once, as people write it."""
    ways = sorted((_folded_and_written(term) for term in suggestions), key=_plainest_last)
    far = {folded: errors_between(surface, folded) for folded, _ in ways}
    near = [(errors, way) for way in dict(ways).items() if (errors := far[way[0]]) is not None]
    return [way[1] for _, way in sorted(near, key=lambda one: (one[0], _shortest_first(one[1])))]


def _values(document: SearchDocument) -> Iterator[str]:
    for facet in FACET_OF.values():
        if (value := getattr(document, facet)) is not None:
            yield from (value_term(facet, word) for word in terms_of_value(facet, value))


def _texts(read: Iterable[list[Token]]) -> list[list[str]]:
    return [[surface for surface, _ in tokens] for tokens in read if tokens]


@lru_cache(maxsize=100_000)
def _suggestion(written: str, surface: str) -> str:
    """The word as it was written, findable by its folded form: `client` → `cliënt`."""
    lower = "".join(letter for letter in written.lower() if letter.isprintable())[:MAX_LETTERS]
    return surface if lower == surface else f"{surface}{WRITTEN}{lower}"


def _folded_and_written(term: str) -> tuple[str, str]:
    folded, _, written = term.partition(WRITTEN)
    return folded, written or folded


def _plainest_last(way: tuple[str, str]) -> tuple[int, str]:
    """Of all ways to write a word: without 's, with its accents."""
    return (-len(way[1]), way[1])


def _shortest_first(way: tuple[str, str]) -> tuple[int, str]:
    return (len(way[0]), way[0])
