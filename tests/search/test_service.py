"""Does a person find all they may see, nothing else, and the truth of this moment?"""

import logging
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from search import service
from search.documents import Text
from search.errors import IndexOutOfStep, SearchUnavailable
from search.highlight import Segment
from search.indexer import drain
from search.models import PendingChange, SynonymGroup
from search.query import Query
from search.service import MAX_SUGGESTIONS, search, suggest
from search.state import Snapshot, snapshot
from tests.search.conftest import a_viewer
from tests.search.rooms import Room
from tests.search.worlds import MOMENTS, NOON, scope

pytestmark = pytest.mark.django_db
OTHERS = frozenset({"b"})


def keys(answer: service.Answer) -> list[str]:
    return [hit.key for hit in answer.hits]


def test_a_hit_shows_what_the_database_says(reports: Room, viewer: Any) -> None:
    reports.put("1", title="Melding", body="Weer overlast bij de buren.")
    drain()
    (hit,) = search(viewer, Query("overlast")).hits
    assert (hit.kind, hit.key, hit.url, hit.date) == ("report", "1", "/report/1/", NOON)
    assert hit.title == (Segment("Melding", False),)
    assert Segment("overlast", True) in hit.snippet


def test_words_that_an_editor_makes_equal_find_each_other_from_then_on_and_nothing_is_indexed_for_it(
    reports: Room, viewer: Any
) -> None:
    reports.put("mine", body="Weer geluidsoverlast bij de buren.")
    reports.put("theirs", body="Weer geluidsoverlast.", tokens=OTHERS)
    drain()
    generation = snapshot().generation
    assert keys(search(viewer, Query("herrie"))) == []
    SynonymGroup.objects.create(words="herrie\ngeluidsoverlast")
    assert keys(search(viewer, Query("herrie"))) == ["mine"]
    assert suggest(viewer, "herrie bur") == ("buren",)
    SynonymGroup.objects.all().delete()
    assert keys(search(viewer, Query("herrie"))) == []
    assert (snapshot().generation, PendingChange.objects.count()) == (generation, 0)


def test_hits_count_and_facets_stop_at_what_may_be_seen(reports: Room, viewer: Any) -> None:
    reports.put("mine", municipality="Oudeveen")
    reports.put("theirs", municipality="Oudeveen", tokens=OTHERS)
    reports.put("elsewhere", municipality="Zandwijk", tokens=OTHERS)
    drain()
    answer = search(viewer, Query("melding"))
    assert (keys(answer), answer.count) == (["mine"], 1)
    assert answer.facets["municipality"] == {"Oudeveen": 1}


def test_an_empty_scope_finds_and_is_offered_nothing(reports: Room) -> None:
    reports.put("1")
    drain()
    nobody = a_viewer(scope())
    assert search(nobody, Query("melding")).count == 0
    assert suggest(nobody, "mel") == ()


def test_a_choice_in_one_facet_leaves_the_other_choices_in_sight(reports: Room, viewer: Any) -> None:
    for key, municipality in (("1", "Oudeveen"), ("2", "Oudeveen"), ("3", "Zandwijk")):
        reports.put(key, municipality=municipality)
    drain()
    answer = search(viewer, Query("melding", municipalities=frozenset({"Zandwijk"})))
    assert (keys(answer), answer.count) == (["3"], 1)
    assert answer.facets["municipality"] == {"Oudeveen": 2, "Zandwijk": 1}
    assert answer.facets["kind"] == {"report": 1}


def test_a_choice_that_finds_nothing_still_shows_the_others(reports: Room, viewer: Any) -> None:
    reports.put("1", municipality="Oudeveen")
    drain()
    answer = search(viewer, Query("melding", municipalities=frozenset({"nowhere"})))
    assert (answer.count, answer.facets["municipality"]) == (0, {"Oudeveen": 1})


def test_pages_follow_each_other_without_gap_or_repeat(reports: Room, viewer: Any) -> None:
    for number in range(45):
        reports.put(str(number), date=MOMENTS[number % 5], title="Melding" if number % 3 else "", body="een melding")
    drain()
    all_at_once = keys(search(viewer, Query("een melding", limit=100)))
    pages = [search(viewer, Query("een melding"))]
    while after := pages[-1].next:
        pages.append(search(viewer, Query("een melding", after=after)))
    assert [len(page.hits) for page in pages] == [20, 20, 5]
    assert [key for page in pages for key in keys(page)] == all_at_once
    assert len(set(all_at_once)) == 45


@pytest.mark.parametrize(
    "after", ["x", "1", "0.1", "1.", "1.x", "3.ffffffffffffffff", "9.0", "-1.1", "1.1\n", "1.\u0661", "🔥"]
)
def test_a_place_that_somebody_made_up_is_no_error(reports: Room, viewer: Any, after: str) -> None:
    reports.put("1")
    drain()
    found = search(viewer, Query("melding", after=after))
    # Only the last tier is a place: there is nothing after it.
    assert (keys(found), found.count) == ([] if after == "9.0" else ["1"], 1)


def test_a_page_goes_on_where_the_one_before_ended_whatever_came_in_front(reports: Room, viewer: Any) -> None:
    for number in range(5):
        reports.put(str(number), date=MOMENTS[0])
    drain()
    first = search(viewer, Query("melding", limit=2))
    reports.put("new")
    drain()
    rest = search(viewer, Query("melding", after=first.next))
    assert sorted([*keys(first), *keys(rest)]) == ["0", "1", "2", "3", "4"]


def test_a_period_that_was_chosen_and_one_that_was_typed_both_count(reports: Room, viewer: Any) -> None:
    for year in (2024, 2025, 2026):
        reports.put(str(year), date=NOON.replace(year=year))
    drain()
    assert keys(search(viewer, Query("melding tot:2025", since=date(2025, 1, 1)))) == ["2025"]
    assert keys(search(viewer, Query("melding", until=date(2025, 3, 2)))) == ["2025", "2024"]
    assert keys(search(viewer, Query("melding", since=date.min, until=date.max, oldest=True))) == [
        "2024",
        "2025",
        "2026",
    ]
    assert keys(search(viewer, Query("melding", periods=frozenset({"2024", "2026"})))) == ["2026", "2024"]


def test_every_search_is_noted_with_its_words_and_its_hits(reports: Room, viewer: Any) -> None:
    reports.put("1")
    drain()
    search(viewer, Query("melding"))
    assert viewer.trail.details == {"query": "melding", "keys": ["report:1"]}
    suggest(viewer, "over mel")
    assert viewer.trail.details == {"query": "over mel", "keys": []}


def test_what_was_narrowed_is_gone_from_everything_at_once(reports: Room, viewer: Any) -> None:
    reports.put("1", body="overlast")
    drain()
    reports.put("1", body="overlast", tokens=OTHERS, narrowed=True)
    assert search(viewer, Query("melding")) == service.Answer((), 0, service.Page().facets)
    assert suggest(viewer, "over") == ()
    drain()
    assert keys(search(viewer, Query("melding"))) == []
    assert keys(search(a_viewer(scope("b")), Query("melding"))) == ["1"]


def test_what_left_the_index_is_gone_for_a_reader_that_was_open(reports: Room, viewer: Any) -> None:
    reports.put("1")
    drain()
    assert keys(search(viewer, Query("melding"))) == ["1"]
    reports.take_away("1")
    drain()
    assert keys(search(viewer, Query("melding"))) == []


def at_first(room: Room, monkeypatch: pytest.MonkeyPatch, happening: Callable[[], None]) -> None:
    """Something happens between the look into the index and the look into the database."""
    look = room.seen

    def seen(viewer: Any, wanted: Sequence[str]) -> dict[str, Text]:
        monkeypatch.setattr(room, "seen", look)
        happening()
        return look(viewer, wanted)

    monkeypatch.setattr(room, "seen", seen)


def test_a_thing_narrowed_between_two_looks_is_left_out(
    reports: Room, viewer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports.put("1")
    reports.put("2")
    drain()
    at_first(reports, monkeypatch, lambda: reports.put("1", tokens=OTHERS, narrowed=True))
    answer = search(viewer, Query("melding"))
    assert (keys(answer), answer.count) == (["2"], 1)


def test_a_thing_without_a_text_is_not_shown(reports: Room, viewer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.put("1")
    drain()
    monkeypatch.setattr(reports, "seen", lambda _viewer, _keys: {})
    with pytest.raises(IndexOutOfStep):
        search(viewer, Query("melding"))


def test_an_index_that_contradicts_the_database_is_an_alarm_that_withholds_the_answer(
    reports: Room, viewer: Any, caplog: pytest.LogCaptureFixture
) -> None:
    reports.put("1")
    reports.put("2")
    drain()
    # A room that narrows a thing and forgets to say so.
    del reports.kept["1"]
    with caplog.at_level(logging.ERROR), pytest.raises(IndexOutOfStep):
        search(viewer, Query("melding"))
    assert "report:1" in caplog.text
    assert keys(search(viewer, Query("melding"))) == ["2"]


def test_an_index_that_is_replaced_between_two_looks_is_looked_up_again(
    reports: Room, viewer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports.put("1")
    drain()
    looks = [Snapshot("replaced", 1, frozenset()), service.snapshot()]
    monkeypatch.setattr(service, "snapshot", lambda: looks.pop(0))
    assert keys(search(viewer, Query("melding"))) == ["1"]


def test_an_index_that_is_gone_for_good_is_no_answer(reports: Room, viewer: Any, index_folder: Path) -> None:
    drain()
    shutil.rmtree(index_folder)
    reports.put("1")
    for asking in (lambda: search(viewer, Query("melding")), lambda: suggest(viewer, "mel")):
        with pytest.raises(SearchUnavailable):
            asking()


@pytest.mark.parametrize("text", ["me", "", "🔥", "melding ov"])
def test_nothing_is_offered_before_three_letters(reports: Room, viewer: Any, text: str) -> None:
    reports.put("1", body="overlast")
    drain()
    assert suggest(viewer, text) == ()


def test_what_is_offered_completes_the_last_word_within_what_was_typed_before(reports: Room, viewer: Any) -> None:
    reports.put("1", title="Cliënt meldt", body="Overlastgevend")
    reports.put("2", title="Overleg", body="overlast")
    reports.put("3", title="Cliënt", body="overlastmelding", tokens=OTHERS)
    drain()
    assert suggest(viewer, "over") == ("overleg", "overlast", "overlastgevend")
    assert suggest(viewer, "client over") == ("overlastgevend",)
    assert suggest(viewer, "Overlast") == ("overlastgevend",)
    assert suggest(viewer, "cli") == ("cliënt",)


def test_what_is_offered_stays_within_the_fields_that_were_typed(reports: Room, viewer: Any) -> None:
    reports.put("1", body="overlast", municipality="Oudeveen")
    reports.put("2", body="overleg", municipality="Zandwijk")
    drain()
    assert suggest(viewer, "gemeente:oudeveen over") == ("overlast",)
    assert suggest(viewer, "gemeente:over") == ()


def test_no_more_is_offered_than_fits(reports: Room, viewer: Any) -> None:
    reports.put("1", body=" ".join(f"woord{letter}" for letter in "abcdefghijklmnop"))
    drain()
    assert len(suggest(viewer, "woord")) == MAX_SUGGESTIONS


def test_the_index_costs_one_query_whatever_the_length_of_the_page(
    reports: Room, viewer: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    for number in range(20):
        reports.put(str(number))
    drain()
    with django_assert_num_queries(1):
        assert len(search(viewer, Query("melding")).hits) == 20
