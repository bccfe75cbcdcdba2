"""Can anyone tell from their answers whether something exists that they may not see?"""

from collections.abc import Callable

from hypothesis import assume, given
from hypothesis import strategies as st

from access.scope import Scope
from search.documents import SearchDocument
from search.engines.base import Engine, Reader, Request
from tests.search import oracle, worlds
from tests.search.test_engine_contract import read
from tests.search.worlds import asked, document, scope

PREFIXES = ("mel", "ove", "cli", "hui")


def everything_told(reader: Reader, text: str, seen: Scope) -> str:
    """All that leaves the engine: hits, order, dates, count, facets and completions, as one text."""
    clauses = asked(text)
    pages = [reader.find(Request(clauses, seen, offset=offset, limit=3)) for offset in (0, 3)]
    return repr((pages, [reader.complete(Request(clauses, seen), prefix) for prefix in PREFIXES]))


@given(
    world=worlds.worlds,
    others=worlds.worlds,
    seen=worlds.scopes,
    text=worlds.texts,
    order=st.randoms(use_true_random=False),
)
def test_hidden_documents_change_no_byte_of_an_answer(
    new_engine: Callable[[], Engine], world: list[SearchDocument], others: list[SearchDocument], **drawn: object
) -> None:
    seen, text, order = drawn["seen"], drawn["text"], drawn["order"]
    visible = [made for made in world if oracle.visible(made, seen)]
    taken = {made.id for made in visible}
    hidden = [made for made in [*world, *others] if not oracle.visible(made, seen) and made.id not in taken]
    mixed = list({made.id: made for made in [*hidden, *visible]}.values())
    order.shuffle(mixed)
    half = len(mixed) // 2
    alone = everything_told(read(new_engine(), visible), text, seen)
    assert everything_told(read(new_engine(), mixed[:half], mixed[half:]), text, seen) == alone


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
    assert everything_told(reader, "melding", scope("a", "b")) != everything_told(reader, "melding", scope("a"))
