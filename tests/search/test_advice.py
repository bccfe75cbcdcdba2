"""When nothing is found: is what is advised true, useful, and made of nothing but what the viewer may see?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.scope import Scope
from search.advice import MOST_PIECES, MOST_SPELLINGS, Advice, Asking, Offer, advice
from search.documents import SearchDocument
from search.engines.base import Engine, Reader, Request
from search.errors import SearchUnavailable
from search.fields import Period
from search.indexer import drain
from search.query import Query, pieces, without
from search.service import advise, search
from tests.search import oracle, worlds
from tests.search.conftest import a_viewer
from tests.search.rooms import Room
from tests.search.test_engine_contract import read
from tests.search.worlds import NOON, asked, scope

OTHERS = frozenset({"b"})
_mistyped = st.sampled_from(("meldign", "overlats", "overlast meldinge", "clinet gezin", "huizne -zin", "Vertsraten"))
_texts = st.one_of(_mistyped, _mistyped, worlds.texts)
queries = st.builds(
    Query,
    text=_texts,
    kinds=st.just(frozenset()) | st.just(frozenset({"plan"})),
    since=st.none() | st.sampled_from(worlds.DAYS),
)


def request_of(seen: Scope, query: Query, hidden: frozenset[str] = frozenset()) -> Request:
    period = Period(query.since, query.until)
    return Request(asked(query.text), seen, hidden, selection=query.selection, period=period)


def advised(reader: Reader, seen: Scope, query: Query, hidden: frozenset[str] = frozenset()) -> Advice:
    return advice(Asking(reader, lambda other: request_of(seen, other, hidden)), query)


def offers(told: Advice) -> list[Offer]:
    return [*told.fewer, *told.spelling, *([told.wider] if told.wider else [])]


@given(world=worlds.worlds, seen=worlds.scopes, query=queries)
def test_every_offer_finds_exactly_what_it_says_and_no_smaller_question_that_finds_something_is_left_out(
    new_engine: Callable[[], Engine], world: list[SearchDocument], seen: Scope, query: Query
) -> None:
    def count(other: Query) -> int:
        return oracle.find(world, request_of(seen, other)).count

    told = advised(read(new_engine(), world), seen, query)
    assert [offer.count for offer in offers(told)] == [count(offer.query) for offer in offers(told)]
    assert all(offer.count for offer in offers(told))
    said = [n for n, piece in enumerate(pieces(query.text)) if piece.kind not in {"since", "until"}]
    smaller = [replace(query, text=without(query.text, number)) for number in said[:MOST_PIECES]]
    assert [offer.query for offer in told.fewer] == [other for other in smaller if count(other)]


@given(
    world=worlds.worlds,
    others=worlds.worlds,
    seen=worlds.scopes,
    query=queries,
    order=st.randoms(use_true_random=False),
)
def test_hidden_documents_change_no_byte_of_an_advice(
    new_engine: Callable[[], Engine], world: list[SearchDocument], others: list[SearchDocument], **drawn: Any
) -> None:
    seen, query = drawn["seen"], drawn["query"]
    visible = [made for made in world if oracle.visible(made, seen)]
    taken = {made.id for made in visible}
    hidden = [made for made in [*world, *others] if not oracle.visible(made, seen) and made.id not in taken]
    mixed = list({made.id: made for made in [*hidden, *visible]}.values())
    drawn["order"].shuffle(mixed)
    alone = advised(read(new_engine(), visible), seen, query)
    assert repr(advised(read(new_engine(), mixed), seen, query)) == repr(alone)


@given(world=worlds.worlds, seen=worlds.scopes, query=queries, hidden=worlds.hidden)
def test_what_must_not_be_shown_changes_no_byte_either(
    new_engine: Callable[[], Engine], world: list[SearchDocument], **drawn: Any
) -> None:
    seen, query, hidden = drawn["seen"], drawn["query"], drawn["hidden"]
    bare = read(new_engine(), [made for made in world if made.id not in hidden])
    full = read(new_engine(), world)
    assert repr(advised(full, seen, query, hidden)) == repr(advised(bare, seen, query))


@pytest.mark.django_db
def test_each_word_left_out_says_how_much_the_rest_finds(reports: Room, viewer: Any) -> None:
    reports.put("1", body="overlast bij de buren")
    reports.put("2", body="overlast")
    reports.put("3", body="buren", tokens=OTHERS)
    drain()
    assert [(one.instead_of, one.text, one.count) for one in advise(viewer, Query("overlast kelder")).fewer] == [
        ("kelder", "overlast", 2)
    ]
    assert advise(viewer, Query("kelder zolder")).fewer == ()


@pytest.mark.django_db
def test_a_word_that_nothing_answers_is_offered_as_it_is_written_elsewhere(reports: Room, viewer: Any) -> None:
    reports.put("1", body="Zijn medicatie is op.")
    reports.put("2", body="Medicatoe", tokens=OTHERS)
    drain()
    (offer,) = advise(viewer, Query("op: Medicatoe?")).spelling
    assert (offer.instead_of, offer.put, offer.text, offer.count) == ("Medicatoe", "medicatie", "op: medicatie?", 1)
    assert [hit.key for hit in search(viewer, offer.query).hits] == ["1"]


@pytest.mark.django_db
def test_another_spelling_is_one_that_answers_together_with_the_rest(reports: Room, viewer: Any) -> None:
    reports.put("1", body="De kelter staat onder water.")
    reports.put("2", body="De kelder, kelger en kelner.")
    drain()
    assert [one.put for one in advise(viewer, Query("kelser water")).spelling] == ["kelter"]
    assert [one.put for one in advise(viewer, Query("kelser")).spelling] == ["kelder", "kelger", "kelner"]


@pytest.mark.django_db
def test_a_word_that_finds_something_by_itself_is_spelled_well(reports: Room, viewer: Any) -> None:
    reports.put("1", body="De kelder.")
    reports.put("2", body="De kelter staat onder water.")
    drain()
    assert advise(viewer, Query("kelder water")).spelling == ()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ['"medicatoe"', "-medicatoe", "medicatoe*", "soort:medicatoe", "oo"])
def test_only_words_are_spelled_otherwise(reports: Room, viewer: Any, text: str) -> None:
    reports.put("1", body="medicatie op")
    drain()
    assert advise(viewer, Query(text)).spelling == ()


@pytest.mark.django_db
def test_a_period_that_is_too_narrow_says_what_all_time_would_find(reports: Room, viewer: Any) -> None:
    reports.put("1", body="overlast", date=NOON)
    reports.put("2", body="overlast", date=NOON, tokens=OTHERS)
    drain()
    typed, chosen = Query("overlast van:2030 tot:2031"), Query("overlast", since=date(2030, 1, 1), oldest=True)
    assert advise(viewer, Query("overlast", periods=frozenset({"2030"}))) == Advice(wider=Offer(Query("overlast"), 1))
    assert search(viewer, typed).count == search(viewer, chosen).count == 0
    assert advise(viewer, typed) == Advice(wider=Offer(Query("overlast"), 1))
    assert advise(viewer, chosen) == Advice(wider=Offer(Query("overlast", oldest=True), 1))
    assert advise(viewer, Query("kelder")).wider is None


@pytest.mark.django_db
def test_what_was_chosen_holds_in_every_offer(reports: Room, viewer: Any) -> None:
    reports.put("1", body="overlast", municipality="Oudeveen")
    reports.put("2", body="overlast", municipality="Zandwijk")
    drain()
    (offer,) = advise(viewer, Query("overlast kelder", municipalities=frozenset({"Zandwijk"}), after="3.1")).fewer
    assert offer == Offer(Query("overlast", municipalities=frozenset({"Zandwijk"})), 1, "kelder")


@pytest.mark.django_db
def test_no_more_is_tried_than_the_first_pieces_and_the_nearest_spellings(reports: Room, viewer: Any) -> None:
    reports.put("1", body="een twee drie vier vijf zes kelder " + " ".join(f"kelde{letter}" for letter in "abcdef"))
    drain()
    assert advise(viewer, Query("een twee drie vier vijf zolder")).fewer == ()
    assert len(advise(viewer, Query("zolder een twee drie vier vijf")).fewer) == 1
    assert [one.put for one in advise(viewer, Query("keldex")).spelling] == ["keldea", "keldeb", "keldec"]
    assert (MOST_PIECES, MOST_SPELLINGS) == (5, 3)


@pytest.mark.django_db
def test_an_advice_is_noted_as_a_search_and_nobody_is_advised_about_nothing(reports: Room, viewer: Any) -> None:
    reports.put("1", body="overlast")
    drain()
    assert not advise(a_viewer(scope()), Query("overlats"))
    assert advise(viewer, Query("overlats"))
    assert viewer.trail.details == {"query": "overlats", "keys": []}


@pytest.mark.django_db
def test_without_an_index_there_is_no_advice(reports: Room, viewer: Any) -> None:
    with pytest.raises(SearchUnavailable):
        advise(viewer, Query("overlast"))
