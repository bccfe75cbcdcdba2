"""Does an engine answer exactly what looking at every document would answer?"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.scope import Scope
from search.analysis.tokens import fold
from search.documents import SearchDocument
from search.engines.base import Engine, Page, Reader, Request
from search.fields import Period
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


@given(
    batches=st.lists(worlds.worlds, max_size=3),
    seen=worlds.scopes,
    text=worlds.texts,
    hidden=worlds.hidden,
    asides=worlds.asides,
)
def test_complete_equals_looking_at_every_document(
    new_engine: Callable[[], Engine], batches: list[list[SearchDocument]], asides: dict[str, Any], **drawn: Any
) -> None:
    request = Request(asked(drawn["text"]), drawn["seen"], drawn["hidden"], **asides)
    last = {made.id: made for batch in batches for made in batch}
    reader = read(new_engine(), *batches)
    for prefix in ("mel", "cli", "hui", "3"):
        words = reader.complete(request, prefix)
        expected = oracle.complete(last.values(), request, prefix)
        assert {fold(word) for word in words} == expected
        assert len(words) == len(expected)


@given(batches=st.lists(worlds.worlds, max_size=3), seen=worlds.scopes, text=worlds.texts, hidden=worlds.hidden)
def test_near_and_count_equal_looking_at_every_document(
    new_engine: Callable[[], Engine], batches: list[list[SearchDocument]], **drawn: Any
) -> None:
    request = Request(asked(drawn["text"]), drawn["seen"], drawn["hidden"])
    last = {made.id: made for batch in batches for made in batch}
    reader = read(new_engine(), *batches)
    for typed in ("meldign", "cliwnt", "jansen", "vertsratne", "zin"):
        assert [fold(word) for word in reader.near(request, typed)] == oracle.near(last.values(), request, typed)
    assert reader.count(request) == oracle.find(last.values(), request).count


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


def test_a_name_is_found_in_full_with_or_without_its_accents(engine: Engine) -> None:
    reader = read(engine, [document("case", names=("Noor Bakkers",))])
    assert [ask(reader, text, scope("a")) for text in ("bakkers", "Nóór", "bak", "bakkerij")] == [["case"]] * 2 + [
        []
    ] * 2


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bakker", True),
        ("bekkers", True),
        ("bakkerss", True),
        ("bkakers", True),
        ("bkakesr", False),
        ("bekkerss", False),
        ("noro", False),
        ("vertsraten", True),
        ("verstaren", False),
        ("vrstraten", True),
        ('"bakker"', False),
        ("bekk*", False),
        ("noor -bakker", True),
    ],
)
def test_a_name_is_found_by_a_word_with_an_error_from_five_letters_on_and_two_from_nine(
    engine: Engine, typed: str, found: bool
) -> None:
    reader = read(engine, [document("case", names=("Noor Bakkers", "Verstraeten"))])
    assert ask(reader, typed, scope("a")) == (["case"] if found else [])


def test_only_a_name_is_found_with_an_error_in_it_and_after_all_that_is_without(engine: Engine) -> None:
    made = [
        document("near", title="", names=("Janssen",), date=worlds.MOMENTS[-1]),
        document("body", title="", body="Jansen belde.", date=worlds.MOMENTS[0]),
        document("not a name", title="Janssen", body="Janssen belde."),
        document("name", title="", names=("Jansen",), date=worlds.MOMENTS[0]),
    ]
    assert ask(read(engine, made), "jansen", scope("a")) == ["name", "body", "near"]


def test_every_word_of_a_question_must_answer_also_beside_a_name_with_an_error(engine: Engine) -> None:
    made = [document("both", body="overlast", names=("Janssen",)), document("one", names=("Janssen",))]
    assert ask(read(engine, made), "jansen overlast", scope("a")) == ["both"]


def test_words_near_one_stand_in_the_order_of_their_errors_and_are_written_as_people_write_them(engine: Engine) -> None:
    reader = read(
        engine, [document("1", body="Cliënten clinten client", names=("Klienten",)), document("2", title="Clïnt")]
    )
    assert reader.near(Request(asked(""), scope("a")), "clienten") == ["cliënten", "clinten", "klienten"]
    assert reader.near(Request(asked("melding"), scope("a")), "clinetten") == ["clinten", "cliënten"]


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


def test_a_new_document_in_front_shifts_nothing_on_the_next_page(engine: Engine) -> None:
    old = [document(str(number), date=worlds.MOMENTS[0]) for number in range(5)]
    request = Request(asked("melding"), scope("a"), limit=2)
    first = read(engine, old).find(request)
    with engine.writing(NAME) as writing:
        new = [document("new"), document(first.hits[1].id.removeprefix("report:"), title="Heel wat anders")]
        writing.replace([made.id for made in new], new)
        writing.commit()
    rest = engine.reader(NAME, generation=2).find(replace(request, after=first.next, limit=20))
    assert sorted(found.id for found in (*first.hits, *rest.hits)) == sorted(made.id for made in old)
    assert (rest.count, rest.next) == (5, None)


@pytest.mark.parametrize("oldest", [False, True])
def test_page_after_page_is_all_there_is_in_order(engine: Engine, oldest: bool) -> None:
    made = [
        document(str(n), title="" if n % 2 else "Melding nu", body="melding nu" if n % 3 else "nu een melding",
                 date=worlds.DATES[n % 9])
        for n in range(23)
    ]  # fmt: skip
    reader, request = read(engine, made), Request(asked("melding nu"), scope("a"), oldest=oldest, limit=4)
    whole = reader.find(replace(request, limit=100))
    pages = [reader.find(request)]
    while after := pages[-1].next:
        pages.append(reader.find(replace(request, after=after)))
    assert [len(page.hits) for page in pages] == [4, 4, 4, 4, 4, 3]
    assert tuple(found for page in pages for found in page.hits) == whole.hits


def test_oldest_first_is_within_each_tier(engine: Engine) -> None:
    old, new = worlds.MOMENTS[0], worlds.MOMENTS[-1]
    made = [
        document("words old", title="", body="melding", date=old),
        document("title new", date=new),
        document("title old", date=old),
    ]
    request = Request(asked("melding"), scope("a"), oldest=True)
    assert [found.id for found in read(engine, made).find(request).hits] == [
        "report:title old", "report:title new", "report:words old"
    ]  # fmt: skip


def test_a_day_begins_and_ends_at_midnight_in_the_house(engine: Engine) -> None:
    reader = read(engine, [document(f"{at:%d %H:%M:%S}", date=at) for at in worlds.DATES[-2:]])
    assert ask(reader, "melding tot:2-3-2026", scope("a")) == ["02 22:59:59"]
    assert ask(reader, "melding van:3-3-2026", scope("a")) == ["02 23:00:00"]
    assert ask(reader, "melding van:3-3-2026 tot:2-3-2026", scope("a")) == []


def test_years_are_counted_whatever_period_was_chosen(engine: Engine) -> None:
    reader = read(engine, [document(str(number), date=at) for number, at in enumerate(worlds.DATES)])
    for request in (
        Request(asked("melding"), scope("a"), period=Period(until=date(2025, 12, 31))),
        Request(asked("melding tot:2025"), scope("a")),
        Request(asked("melding"), scope("a"), selection={"period": frozenset({"2025"})}),
    ):
        page = reader.find(request)
        assert (page.count, page.facets["period"]) == (1, {"2025": 1, "2026": 8})
        assert page.facets["kind"] == {"report": 1}


def test_what_is_typed_of_a_facet_is_as_good_as_choosing_in_it(engine: Engine) -> None:
    made = [
        document(str(n), municipality=place) for n, place in enumerate(("Den Oever", "Súdwest-Fryslân", "Zandwijk"))
    ]
    reader = read(engine, made)
    chosen = Request(
        asked("melding"), scope("a"), selection={"municipality": frozenset({"Súdwest-Fryslân", "Zandwijk"})}
    )
    typed = Request(asked("melding gemeente:fryslan Gemeente:ZANDWIJK"), scope("a"))
    assert reader.find(typed) == reader.find(chosen)
    assert reader.find(typed).facets["municipality"] == {"Den Oever": 1, "Súdwest-Fryslân": 1, "Zandwijk": 1}
    assert len(ask(reader, "gemeente:zandwijk gemeente:denoever", scope("a"))) == 2
    assert ask(reader, "melding -gemeente:zandwijk -gemeente:oever", scope("a")) == ["1"]


def test_a_case_is_named_by_its_whole_code_a_municipality_by_any_of_its_words(engine: Engine) -> None:
    reader = read(engine, [document("1", case="K7P-3MX", municipality="Den Oever", organisation="Politie Den Oever")])
    found = ("casus:K7P-3MX", "casus:k7p3mx", 'casus:"k7p 3mx"', "gemeente:oever", "gemeente:denoever", "bron:politie")
    not_found = ("casus:3MX-K7P", "casus:k7p", "gemeente:oe", "gemeente:politie", "bron:politie-zuid", "gemeente:k7p")
    assert [ask(reader, text, scope("a")) for text in found] == [["1"]] * len(found)
    assert [ask(reader, text, scope("a")) for text in not_found] == [[]] * len(not_found)
