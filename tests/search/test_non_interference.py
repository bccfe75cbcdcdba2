"""Can anyone tell from their answers whether something exists that they may not see?

`make worlds` looks for it in 50,000 pairs of worlds on Tantivy and 5,000 on Elasticsearch, CI in 2,000 and 200.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from access.scope import Scope
from search.advice import Asking, advice
from search.documents import SearchDocument
from search.engines.base import Engine, Page, Reader, Request
from search.query import Query
from tests.search import oracle, worlds
from tests.search.test_engine_contract import NAME, read
from tests.search.worlds import asked, document, scope

PREFIXES = ("mel", "ove", "cli", "hui")
MISTYPED = "meldign"
# On each of the two ways of Tantivy; on Elasticsearch a fifth of it.
PAIRS = 10 * settings.default.max_examples
# Elasticsearch takes longer to make an index than for all that a world asks: one holds so many worlds, one by one. What
# only the very first world in an index would tell is asked in every tenth, and by `test_engine_contract.py` of each.
WORLDS_IN_AN_INDEX = 10
EVERY_ID = [f"{kind}:{key}" for kind, key in worlds.IDS]
# What hypothesis remembers of more pairs than these would fill the memory.
PAIRS_AT_ONCE = 1_000


class Side:
    """One half of the pairs: worlds in which there is nothing hidden, or in which there is."""

    def __init__(self, new_engine: Callable[[], Engine], *, worlds: int) -> None:
        self._new_engine = new_engine
        self._worlds = worlds
        self._held = 0

    def reader(self, *batches: list[SearchDocument]) -> Reader:
        """These documents and no others; the first batch takes the place of the world before."""
        if self._held % self._worlds == 0:
            self._engine = self._new_engine()
            self._engine.create(NAME)
        self._held += 1
        for first, batch in enumerate(batches):
            with self._engine.writing(NAME) as writing:
                writing.replace([made.id for made in batch] if first else EVERY_ID, batch)
                writing.commit()
        return self._engine.reader(NAME, generation=self._held)


@pytest.fixture
def sides(new_engine: Callable[[], Engine], request: pytest.FixtureRequest) -> tuple[Side, Side]:
    held = WORLDS_IN_AN_INDEX if request.node.get_closest_marker("elasticsearch") else 1
    return Side(new_engine, worlds=held), Side(new_engine, worlds=held)


def everything_told(reader: Reader, request: Request, *prefixes: str) -> str:
    """All that leaves the engine: hits, order, dates, count, facets, places to go on from and words, as one text."""
    words = [reader.complete(request, prefix) for prefix in prefixes or PREFIXES]
    return repr((list(turned(reader, request)), words, reader.near(request, MISTYPED), reader.count(request)))


def advised(reader: Reader, request: Request, text: str) -> str:
    """What is said to who finds nothing."""
    if reader.count(request):
        return ""
    return repr(advice(Asking(reader, lambda query: replace(request, clauses=asked(query.text))), Query(text)))


def turned(reader: Reader, request: Request) -> Iterator[Page]:
    """Page after page, as far as a person can turn them; first of all the page that was asked for."""
    yield (page := reader.find(request))
    if request.after:
        yield (page := reader.find(replace(request, after=None)))
    while page.next:
        yield (page := reader.find(replace(request, after=page.next)))


def of_a_member(text: str, *tokens: str) -> Request:
    return Request(asked(text), scope(*tokens))


@given(
    world=worlds.worlds,
    others=worlds.worlds,
    seen=worlds.scopes,
    text=worlds.texts,
    asides=worlds.asides,
    prefix=st.sampled_from(PREFIXES),
    order=st.randoms(use_true_random=False),
)
@settings(
    max_examples=min(PAIRS, PAIRS_AT_ONCE),
    # The sides are for all pairs of a test.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.parametrize("share", range(max(1, PAIRS // PAIRS_AT_ONCE)))
def test_hidden_documents_change_no_byte_of_an_answer(
    sides: tuple[Side, Side],
    world: list[SearchDocument],
    others: list[SearchDocument],
    share: int,
    **drawn: Any,
) -> None:
    text: str = drawn["text"]
    request = Request(asked(text), drawn["seen"], **drawn["asides"])
    # Nothing leaks out of an answer that is empty whatever there is.
    assume(not request.empty)
    visible, mixed = beside_hidden(world, others, drawn["seen"])
    drawn["order"].shuffle(mixed)
    half = len(mixed) // 2
    alone, beside = sides[0].reader(visible), sides[1].reader(mixed[:half], mixed[half:])
    told = everything_told(alone, request, drawn["prefix"])
    assert everything_told(beside, request, drawn["prefix"]) == told
    assert advised(beside, request, text) == advised(alone, request, text)


def beside_hidden(
    world: list[SearchDocument], others: list[SearchDocument], seen: Scope
) -> tuple[list[SearchDocument], list[SearchDocument]]:
    """What somebody sees of a world; and the same among all that they do not see of this world and of others."""
    visible = [made for made in world if oracle.visible(made, seen)]
    taken = {made.id for made in visible}
    hidden = [made for made in [*world, *others] if not oracle.visible(made, seen) and made.id not in taken]
    return visible, list({made.id: made for made in [*hidden, *visible]}.values())


@given(world=worlds.worlds, seen=worlds.scopes, text=worlds.texts, hidden=worlds.hidden)
def test_the_must_not_list_leaves_no_trace_either(
    new_engine: Callable[[], Engine], world: list[SearchDocument], **drawn: object
) -> None:
    seen, text, hidden = drawn["seen"], drawn["text"], drawn["hidden"]
    assume(any(made.id in hidden for made in world))
    with_list = Request(asked(text), seen, hidden)
    without = Request(asked(text), seen)
    full, bare = read(new_engine(), world), read(new_engine(), [made for made in world if made.id not in hidden])
    assert full.find(with_list) == bare.find(without)
    assert full.complete(with_list, "mel") == bare.complete(without, "mel")


def test_a_member_is_told_more_than_a_stranger(engine: Engine) -> None:
    reader = read(engine, [document("1"), document("2", tokens=frozenset({"b"}))])
    told = [everything_told(reader, of_a_member("melding", *tokens)) for tokens in (("a", "b"), ("a",))]
    assert told[0] != told[1]


@pytest.mark.parametrize("field", ["gemeente:{}", "bron:{}", "casus:{}", "-gemeente:{}", "-bron:{}", "-casus:{}"])
def test_a_value_that_is_hidden_and_one_that_is_nowhere_are_one(engine: Engine, field: str) -> None:
    hidden = document("2", tokens=frozenset({"b"}), municipality="Geheim", organisation="Geheim", case="Geheim")
    reader = read(engine, [document("1", municipality="Oudeveen", organisation="Politie", case="K7P-3MX"), hidden])
    texts = [f"melding {field.format(value)}" for value in ("geheim", "nergens")]
    told, told_nowhere = [everything_told(reader, of_a_member(text, "a")) for text in texts]
    assert told == told_nowhere
    assert everything_told(reader, of_a_member(texts[0], "b")) != told
