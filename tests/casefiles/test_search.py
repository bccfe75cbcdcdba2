"""Is a search cut to what its reader may see, and does the hidden leave no trace in any answer?"""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from pytest_django import Settings

from access.viewer import Viewer
from casefiles.actions.person_rights import attach_statement
from casefiles.actions.report import narrow_report
from casefiles.actions.restrict import Why, set_aside
from casefiles.models import Client, Report, ReportStatement
from search.indexer import drain
from search.outbox import changed
from search.query import Query
from search.rebuild import rebuild
from search.service import search, suggest
from tests.factories.cases import World, a_case, a_covered_member, a_plan, a_report

pytestmark = pytest.mark.django_db
PLAIN = settings(deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
WORDS = ["huurschuld", "overlast", "afspraak", "moeder", "slaapt", "buiten", "politie", "rustig", "werk", "hulp"]


@pytest.fixture(autouse=True)
def _index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.fixture
def world() -> World:
    return a_case()


def index(*reports: Report) -> None:
    with transaction.atomic():
        for report in reports:
            changed("report", report.key)
    drain()


def told(viewer: Viewer, words: str) -> tuple[Any, ...]:
    """Everything that a search tells: hits with titles and snippets, count, facets, suggestions."""
    answer = search(viewer, Query(words))
    hits = [(hit.kind, hit.key, hit.title, hit.snippet, hit.url, hit.date) for hit in answer.hits]
    return hits, answer.count, answer.facets, suggest(viewer, words[:4])


def found(world: World, who: str, words: str) -> list[str]:
    return [hit.key for hit in search(world.viewer(who), Query(words)).hits]


def test_a_member_finds_what_is_written_and_a_stranger_finds_nothing(world: World) -> None:
    report = a_report(world, story="Hij heeft een huurschuld van drie maanden.")
    index(report)
    world.people["stranger"] = a_case().people["member"]
    assert found(world, "member", "huurschuld") == [report.key]
    assert told(world.viewer("stranger"), "huurschuld") == (
        [],
        0,
        {"case": {}, "kind": {}, "municipality": {}, "organisation": {}, "period": {}},
        (),
    )


def test_the_clients_name_is_found_by_the_team_and_the_desk(world: World) -> None:
    Client.objects.filter(case=world.case).update(name="Jacob Verzonnen")
    a_covered_member(world, "desk", function="desk")
    with transaction.atomic():
        changed("case", world.case.key)
    drain()
    assert found(world, "member", "verzonnen") == [world.case.key]
    assert found(world, "desk", "verzonnen") == [world.case.key]


def test_what_is_set_aside_leaves_no_trace_in_any_answer_from_that_commit_on(world: World) -> None:
    """Also before the indexer ran; to its owner and to who decides alike."""
    rebuild()
    never = [told(world.viewer(one), "huurschuld") for one in world.people]
    report = a_report(world, story="Hij heeft een huurschuld van drie maanden.")
    index(report)
    assert found(world, "member", "huurschuld") == [report.key]
    set_aside(report, Why("contested"), viewer=world.viewer("process_direction"))
    assert [told(world.viewer(one), "huurschuld") for one in world.people] == never
    drain()
    assert [told(world.viewer(one), "huurschuld") for one in world.people] == never


def test_a_statement_is_found_by_exactly_who_reads_the_report_also_when_that_is_narrowed(world: World) -> None:
    report = a_report(world, "process_direction", story="Overlast in de straat.")
    attach_statement(report, {"text": "Een huurschuld heb ik nooit gehad."}, viewer=world.viewer("case_direction"))
    drain()
    key = ReportStatement.objects.get().key
    assert (found(world, "member", "huurschuld"), found(world, "case_direction", "huurschuld")) == ([key], [key])
    narrow_report(report, viewer=world.viewer("process_direction"), expected_version=1, circle="directors")
    assert (found(world, "member", "huurschuld"), found(world, "case_direction", "huurschuld")) == ([], [])
    drain()
    assert (found(world, "member", "huurschuld"), found(world, "case_direction", "huurschuld")) == ([], [key])


def test_a_membership_that_ended_finds_nothing_without_any_indexing(world: World) -> None:
    index(a_report(world, story="Overlast in de straat."))
    a_covered_member(world, "partner")
    assert len(found(world, "partner", "overlast")) == 1
    world.case.memberships.filter(user=world.people["partner"]).delete()
    assert found(world, "partner", "overlast") == []


def test_while_winding_down_a_search_reaches_no_further_than_the_last_day(world: World) -> None:
    a_covered_member(world, "partner", last_day=-10)
    old = a_report(world, story="Overlast.", shared_days_ago=50)
    index(old, a_report(world, story="Overlast.", shared_days_ago=2))
    assert found(world, "partner", "overlast") == [old.key]


def test_what_was_narrowed_is_gone_at_once_before_the_index_knows(world: World) -> None:
    report = a_report(world, story="Overlast.")
    index(report)
    a_covered_member(world, "other")
    narrow_report(report, viewer=world.viewer("process_direction"), expected_version=report.version, circle="directors")
    assert found(world, "other", "overlast") == []
    drain()
    assert found(world, "process_direction", "overlast") == [report.key]


def test_a_report_for_named_people_is_found_by_them_and_its_reporter(world: World) -> None:
    a_covered_member(world, "other")
    report = a_report(world, "case_direction", story="Overlast.", circle="named")
    report.named_people.add(world.people["other"])
    index(report)
    found_by = {
        who: found(world, who, "overlast") for who in ("other", "case_direction", "member", "process_direction")
    }
    assert found_by == {"other": [report.key], "case_direction": [report.key], "member": [], "process_direction": []}


def test_a_plan_that_is_not_adopted_is_found_by_directors_only(world: World) -> None:
    plan = a_plan(world, state="in_consultation", analysis="De kern is de huurschuld.")
    with transaction.atomic():
        changed("plan", plan.key)
    drain()
    assert found(world, "process_direction", "huurschuld") == [plan.key]
    assert found(world, "member", "huurschuld") == []


def test_a_rebuilt_index_tells_the_same(world: World) -> None:
    index(*[a_report(world, story=f"Overlast {word}.", shared_days_ago=2 + n) for n, word in enumerate(WORDS)])
    before = told(world.viewer("member"), "overlast")
    rebuild()
    assert told(world.viewer("member"), "overlast") == before


def test_two_worlds_that_differ_in_the_hidden_tell_the_same(world: World) -> None:
    """Non-interference: hidden reports with the very words of the question change nothing in any answer."""
    a_covered_member(world, "winding", last_day=-10)
    base = [a_report(world, story=f"{word} en {WORDS[-n]}.", shared_days_ago=20 + n) for n, word in enumerate(WORDS)]
    index(*base)
    readers = {name: world.viewer(name) for name in ("member", "winding")}
    questions = [*WORDS, '"slaapt en"', "huur*", "overlast -werk", "hulp moeder"]
    before = {(name, words): told(viewer, words) for name, viewer in readers.items() for words in questions}
    insider = world.viewer("process_direction")
    differs = []

    @seed(20261122)
    @settings(
        max_examples=30, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(st.integers(0, 2**64 - 1))
    def draw(number: int) -> None:
        hidden = _hidden_reports(world, Random(number))
        index(*hidden)
        assert {(name, words): told(viewer, words) for name, viewer in readers.items() for words in questions} == before
        differs.append(told(insider, WORDS[0])[1])

    draw()
    assert max(differs) > 1, "somebody who may see them finds more"


def _hidden_reports(world: World, drawn: Random) -> list[Report]:
    """One to four reports that neither reader may see, full of the words of the questions."""
    return [
        a_report(
            world,
            "case_direction",
            story=" ".join(drawn.choices(WORDS, k=8)) + " slaapt en huurachterstand",
            circle=drawn.choice(["directors", "directors", "care"]),
            shared_days_ago=drawn.randint(1, 60),
        )
        for _report in range(drawn.randint(1, 4))
    ]
