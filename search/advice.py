"""Which other questions would find something, when this one finds nothing?

Everything is asked of what the viewer may see, within what they chose beside the text: what is hidden has no influence.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from search.analysis.nearness import errors_in
from search.analysis.tokens import fold, places
from search.engines.base import Reader, Request
from search.query import Query, pieces, without

# So many are tried, the first that were typed; and of each word so many spellings are offered.
MOST_PIECES = 5
MOST_SPELLINGS = 3
# Pieces that say when: leaving one out is a wider period.
DAYS = ("since", "until")


@dataclass(frozen=True)
class Offer:
    """Another question, as somebody could have typed it, and exactly how much they would find: never nothing.

    `instead_of` is what was taken out of the question, as it was typed; `put` what stands there now, if anything.
    `query` is ready to be asked: from the first page, with everything that was chosen beside the text.
    """

    query: Query
    count: int
    instead_of: str = ""
    put: str = ""

    @property
    def text(self) -> str:
        return self.query.text


@dataclass(frozen=True)
class Advice:
    """All of it follows from what the viewer may see. `wider`: the same question about all time."""

    fewer: tuple[Offer, ...] = ()
    spelling: tuple[Offer, ...] = ()
    wider: Offer | None = None

    def __bool__(self) -> bool:
        return bool(self.fewer or self.spelling or self.wider)


class Asking(NamedTuple):
    """One state of an index, and how a question of this viewer is put to it."""

    reader: Reader
    request: Callable[[Query], Request]

    def offers(self, query: Query, *, instead_of: str = "", put: str = "") -> Iterator[Offer]:
        """None where it finds nothing either."""
        if count := self.reader.count(self.request(query)):
            yield Offer(query, count, instead_of, put)


def advice(asking: Asking, query: Query) -> Advice:
    """For a question that finds nothing."""
    first_page = replace(query, after="")
    return Advice(
        fewer=tuple(_fewer(asking, first_page)),
        spelling=tuple(_spelling(asking, first_page)),
        wider=next(_wider(asking, first_page), None),
    )


def _fewer(asking: Asking, query: Query) -> Iterator[Offer]:
    """Without each piece in turn."""
    tried = [(number, piece) for number, piece in enumerate(pieces(query.text)) if piece.kind not in DAYS]
    for number, piece in tried[:MOST_PIECES]:
        left = replace(query, text=without(query.text, number))
        yield from asking.offers(left, instead_of=query.text[piece.start : piece.end])


def _spelling(asking: Asking, query: Query) -> Iterator[Offer]:
    """With another word in the place of each that nothing answers, even by itself."""
    for start, end in islice(_words(query.text), MOST_PIECES):
        written = query.text[start:end]
        if asking.reader.count(asking.request(Query(written))):
            continue
        rest = replace(query, text=f"{query.text[:start]} {query.text[end:]}")
        for near in asking.reader.near(asking.request(rest), fold(written))[:MOST_SPELLINGS]:
            other = replace(query, text=f"{query.text[:start]}{near}{query.text[end:]}")
            yield from asking.offers(other, instead_of=written, put=near)


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where words stand that are asked for as words, and are long enough to hold an error."""
    for piece in pieces(text):
        if piece.kind == "words" and not piece.left_out:
            for place in places(text[piece.start : piece.end]):
                if errors_in(fold(place[0])):
                    yield piece.start + place.start(), piece.start + place.end()


def _wider(asking: Asking, query: Query) -> Iterator[Offer]:
    """Without any day or year, typed or chosen."""
    text = query.text
    said = [number for number, piece in enumerate(pieces(text)) if piece.kind in DAYS]
    for number in reversed(said):
        text = without(text, number)
    wider = replace(query, text=text, since=None, until=None, periods=frozenset())
    if wider != query:
        yield from asking.offers(wider)
