"""Does an engine answer exactly what looking at every document would answer?"""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.scope import Scope
from search.analysis.tokens import fold
from search.documents import SearchDocument
from search.engines.base import Engine, Page, Reader, Request
from tests.search import oracle, worlds
from tests.search.worlds import NOON, asked, document, scope

NAME = "index"


def read(engine: Engine, *batches: Sequence[SearchDocument]) -> Reader:
    """Each batch is committed by itself, as a batch of the indexer is, and replaces what it names."""
    engine.create(NAME)
    for batch in batches:
        with engine.writing(NAME) as writing:
            writing.replace([made.id for made in batch], batch)
            writing.commit()
    return engine.reader(NAME, generation=1)


def ask(reader: Reader, text: str, seen: Scope) -> list[str]:
    return [found.id.removeprefix("report:") for found in reader.find(Request(asked(text), seen)).hits]


@given(
    batches=st.lists(worlds.worlds, max_size=3),
    seen=worlds.scopes,
    text=worlds.texts,
    hidden=worlds.hidden,
    asides=worlds.asides,
)
def test_find_equals_looking_at_every_document(
    new_engine: Callable[[], Engine], batches: list[list[SearchDocument]], asides: dict[str, Any], **drawn: Any
) -> None:
    request = Request(asked(drawn["text"]), drawn["seen"], drawn["hidden"], **asides)
    last = {made.id: made for batch in batches for made in batch}
    assert read(new_engine(), *batches).find(request) == oracle.find(last.values(), request)


@given(batches=st.lists(worlds.worlds, max_size=3), seen=worlds.scopes, text=worlds.texts, hidden=worlds.hidden)
@pytest.mark.parametrize("prefix", ["mel", "cli", "hui", "3"])
def test_complete_equals_looking_at_every_document(
    new_engine: Callable[[], Engine], batches: list[list[SearchDocument]], prefix: str, **drawn: object
) -> None:
    request = Request(asked(drawn["text"]), drawn["seen"], drawn["hidden"])
    last = {made.id: made for batch in batches for made in batch}
    words = read(new_engine(), *batches).complete(request, prefix)
    expected = oracle.complete(last.values(), request, prefix)
    assert {fold(word) for word in words} == expected
    assert len(words) == len(expected)


def test_an_empty_scope_finds_and_completes_nothing(engine: Engine) -> None:
    reader = read(engine, [document(tokens=frozenset({"a"})), document("key-1", tokens=frozenset())])
    request = Request(asked("melding"), scope())
    assert reader.find(request) == Page()
    assert reader.complete(request, "mel") == []


def test_a_limited_token_reaches_until_its_moment_and_not_a_microsecond_further(engine: Engine) -> None:
    shared = [document(str(number), since=moment) for number, moment in enumerate(worlds.MOMENTS)]
    reader = read(engine, shared)
    assert set(ask(reader, "melding", scope(limited=((NOON, frozenset({"a"})),)))) == {"0", "1", "2"}


def test_what_was_never_shared_is_out_of_reach_of_a_limited_token(engine: Engine) -> None:
    reader = read(engine, [document("unshared", since=None)])
    assert ask(reader, "melding", scope(limited=((NOON, frozenset({"a"})),))) == []


def test_title_then_exact_phrase_then_all_words_and_newest_first_within_each(engine: Engine) -> None:
    old, new = worlds.MOMENTS[0], worlds.MOMENTS[-1]
    made = [
        document("words new", title="", body="overlast en weer een melding", date=new),
        document("words old", title="", body="overlast en weer een melding", date=old),
        document("phrase", title="", body="een melding overlast", date=old),
        document("title", title="Overlast, tweede melding", date=old),
    ]
    assert ask(read(engine, made), "melding overlast", scope("a")) == ["title", "phrase", "words new", "words old"]


def test_a_facet_counts_as_if_nothing_were_chosen_in_it(engine: Engine) -> None:
    places = {"1": "Oudeveen", "2": "Oudeveen", "3": "Zandwijk"}
    reader = read(engine, [document(key, municipality=place, case=key) for key, place in places.items()])
    chosen = {"municipality": frozenset({"Zandwijk"})}
    page = reader.find(Request(asked("melding"), scope("a"), selection=chosen))
    assert ([found.id for found in page.hits], page.count) == (["report:3"], 1)
    assert page.facets["municipality"] == {"Oudeveen": 2, "Zandwijk": 1}
    assert page.facets["case"] == {"3": 1}


def test_a_name_is_found_in_full_and_by_nothing_like_it(engine: Engine) -> None:
    reader = read(engine, [document("case", names=("Noor Bakkers",))])
    assert [ask(reader, text, scope("a")) for text in ("bakkers", "Nóór", "bakker")] == [["case"], ["case"], []]


def test_a_phrase_does_not_run_from_the_title_into_the_body(engine: Engine) -> None:
    reader = read(engine, [document("one", title="melding", body="overlast", names=("Noor", "Jansen"))])
    assert ask(reader, '"melding overlast"', scope("a")) == []
    assert ask(reader, '"noor jansen"', scope("a")) == []


def test_completions_are_written_as_people_write_them_shortest_first(engine: Engine) -> None:
    reader = read(engine, [document("1", title="Cliënten, client en CLIËNT"), document("2", title="clientèle")])
    assert reader.complete(Request(asked(""), scope("a")), "cli") == ["cliënt", "cliënten", "clientèle"]


def test_how_often_a_word_occurs_does_not_decide_whether_it_is_offered(engine: Engine) -> None:
    often = [
        document(str(number), title=" ".join(f"woorden{letter}" for letter in "abcdefghij")) for number in range(3)
    ]
    reader = read(engine, [*often, document("rare", title="woord")])
    assert len(reader.complete(Request(asked(""), scope("a")), "woo")) == 11


def test_documents_of_one_second_stand_in_an_order_of_their_own(
    engine: Engine, new_engine: Callable[[], Engine]
) -> None:
    made = [document(str(number)) for number in range(20)]
    once = ask(read(engine, made), "melding", scope("a"))
    assert ask(read(new_engine(), made[10:][::-1], made[:10]), "melding", scope("a")) == once


def test_a_very_long_word_and_a_thousand_words_are_found(engine: Engine) -> None:
    long, many = "z" * 70_000, " ".join(f"woord{number}" for number in range(1000))
    reader = read(engine, [document("long", body=long), document("many", body=many)])
    assert ask(reader, long, scope("a")) == ["long"]
    assert ask(reader, many, scope("a")) == ["many"]
