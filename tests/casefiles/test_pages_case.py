"""Do the pages of a case show what their reader may see, and nothing that moves because of something hidden?"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from audit.models import AccessLogEntry
from casefiles.actions.report import ReportText, correct_report
from casefiles.models import Case
from tests.casefiles.pages import opened, queries_of, text_of
from tests.factories.cases import World, a_case, a_category, a_covered_member, a_member, a_plan, a_report
from tests.factories.people import a_person
from workflows.models import Transition, TransitionReason

pytestmark = pytest.mark.django_db
TABS = ("case", "why_case", "journal", "plan", "team", "documents", "history")


@pytest.fixture
def world() -> World:
    return a_case()


@pytest.mark.parametrize("tab", TABS)
def test_a_member_opens_every_part_and_the_name_stays_out_of_title_and_address(world: World, tab: str) -> None:
    response = opened(world.people["member"], tab, world.case.key)
    page = text_of(response)
    title = page.partition("<title>")[2].partition("</title>")[0]
    assert response.status_code == 200
    assert "J. Verzonnen" in page
    assert "Verzonnen" not in title + response.request["PATH_INFO"]


@pytest.mark.parametrize("tab", TABS)
def test_a_stranger_reads_what_one_reads_for_a_case_that_never_was(world: World, tab: str) -> None:
    stranger = a_person(None, "municipal_director", "partner")
    hidden, never = opened(stranger, tab, world.case.key), opened(stranger, tab, "AAA-AAA")
    assert (hidden.status_code, hidden.content) == (404, never.content)


def test_what_is_for_the_directors_is_absent_for_a_member(world: World) -> None:
    a_report(world, story="Iedereen leest dit.")
    a_report(world, "process_direction", story="Alleen onder regisseurs.", circle="directors")
    for tab in ("case", "journal"):
        member = text_of(opened(world.people["member"], tab, world.case.key))
        director = text_of(opened(world.people["process_direction"], tab, world.case.key))
        assert ("Alleen onder regisseurs." in member, "Alleen onder regisseurs." in director) == (False, True)


def test_a_page_of_a_member_is_the_same_with_and_without_what_they_may_not_see(world: World) -> None:
    a_report(world)
    user = world.people["member"]
    before = [_body(opened(user, tab, world.case.key)) for tab in TABS]
    a_report(world, "process_direction", story="Alleen onder regisseurs.", circle="directors")
    a_plan(world, state="in_consultation")
    assert [_body(opened(user, tab, world.case.key)) for tab in TABS] == before


def _body(response: object) -> str:
    """Without what differs in every answer: the token against forgery."""
    lines = text_of(response).splitlines()  # type: ignore[arg-type]
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)


def test_a_look_at_a_case_leaves_one_line_that_names_it(world: World) -> None:
    opened(world.people["member"], "journal", world.case.key)
    (line,) = AccessLogEntry.objects.filter(user_key=world.people["member"].key, event="read")
    assert [one.case_key for one in line.cases.all()] == [world.case.key]


@pytest.mark.parametrize("tab", TABS)
def test_a_page_asks_as_much_of_the_database_for_many_rows_as_for_few(world: World, tab: str) -> None:
    user = world.people["process_direction"]
    _fill(world, 2)
    few = queries_of(user, tab, world.case.key)
    _fill(world, 12)
    assert queries_of(user, tab, world.case.key) == few


def _fill(world: World, number: int) -> None:
    for _ in range(number):
        a_report(world, story="Nog een melding.")
        a_covered_member(world, f"extra {len(world.people)}")
        _moved(world, "Daarom.")


def test_the_desk_reads_the_name_and_nothing_that_was_told(world: World) -> None:
    desk = a_covered_member(world, "desk", function="desk")
    a_report(world, story="Niet voor de backoffice.")
    for tab in TABS:
        page = text_of(opened(desk, tab, world.case.key))
        assert "J. Verzonnen" in page
        assert "Niet voor de backoffice." not in page
        assert world.people["process_direction"].name not in page


def test_a_winding_down_member_keeps_the_text_that_they_could_read(world: World) -> None:
    user = a_covered_member(world, "leaving", last_day=-5)
    report = a_report(world, shared_days_ago=20, story="De eerste tekst.")
    text = ReportText("person", "neutral", "De verbeterde tekst.", a_category())
    correct_report(report, text, viewer=world.viewer("member"), expected_version=report.version)
    for page in (opened(user, "journal", world.case.key), opened(user, "report", report.key)):
        assert "De eerste tekst." in text_of(page)
        assert "De verbeterde tekst." not in text_of(page)


def test_a_winding_down_member_does_not_read_how_the_case_went_on(world: World) -> None:
    user = a_covered_member(world, "leaving", last_day=-5)
    for days, reason in ((10, "Toen al bekend."), (1, "Daarna pas besloten.")):
        _moved(world, reason, days_ago=days)
    page = text_of(opened(user, "history", world.case.key))
    assert ("Toen al bekend." in page, "Daarna pas besloten." in page) == (True, False)


def test_why_a_plan_was_sent_back_stays_among_the_directors(world: World) -> None:
    plan = a_plan(world, state="adopted", circle="team", number=1)
    back = {"step": "plan.send_back", "source": "in_consultation", "target": "draft"}
    _moved(world, "De wensen mogen concreter.", noun="casefiles.planversion", thing_id=plan.pk, **back)
    member = text_of(opened(world.people["member"], "history", world.case.key))
    director = text_of(opened(world.people["case_direction"], "history", world.case.key))
    assert ("mogen concreter" in member, "mogen concreter" in director) == (False, True)


def _moved(world: World, reason: str, *, days_ago: int = 1, **fields: Any) -> None:
    scaled_up = {"noun": "casefiles.case", "thing_id": world.case.pk, "step": "case.scale_up"}
    scaled_up |= {"source": "active", "target": "scaled_up"}
    moved = Transition.objects.create(
        **(scaled_up | fields),
        thing_key=world.case.key,
        at=timezone.now() - timedelta(days=days_ago),
        actor=world.people["process_direction"],
        function="process_direction",
        clause="standaard",
    )
    TransitionReason.objects.create(transition=moved, text=reason, salt="s")


def test_why_tells_the_chain_and_who_tells_everyone_in_the_team(world: World) -> None:
    page = text_of(opened(world.people["member"], "why_case", world.case.key))
    assert all(user.name in page for user in world.people.values())
    assert f"{world.case.key}" in page


def test_who_no_longer_reads_along_does_not_see_who_does(world: World) -> None:
    user = a_covered_member(world, "leaving", last_day=-5)
    newcomer = a_person(world.people["member"].organisation, name="Nieuwkomer Jansen")
    a_member(world, newcomer)
    page = opened(user, "why_case", world.case.key)
    assert page.status_code == 200
    assert "Nieuwkomer Jansen" not in text_of(page)


def test_a_case_that_ended_offers_no_step_and_no_report() -> None:
    world = a_case(state="closed")
    page = text_of(opened(world.people["process_direction"], "case", world.case.key))
    assert "/stap/" not in page
    assert "/melding/" not in page
    assert Case.objects.get(pk=world.case.pk).state == "closed"
