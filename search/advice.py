"""Which other questions would find something, when this one finds nothing?"""

from dataclasses import dataclass

from search.query import Query


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
