"""A person contests a report: it is set aside and used again. And a plan that nobody may decide on goes elsewhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from casefiles.models import PlanVersion, Report, Restriction
from tests.factories.cases import a_covenant, a_plan
from tests.journeys.actors import fill_in, open_page, press, sign_in, words_of
from tests.journeys.stations import Look, look
from tests.journeys.surroundings import Region, a_region
from tests.servers.browser import Visit
from workflows.models import contributed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]

WHY = "Hij zegt dat hij die nacht niet thuis was."
TOLD = "Verteld per brief van 20 november."
SAYS = "Ik heb hier nooit mee ingestemd."


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.PRIVATE_ROOT = tmp_path / "private"
    return a_region()


def test_a_report_is_set_aside_and_used_again(region: Region, visit: Visit, look: Look) -> None:
    report = Report.objects.get(story__contains="geschreeuw")
    director, coordinator = sign_in(visit(), region.process_direction), sign_in(visit(), region.case_direction)
    # When the director sets it aside
    open_page(director, "casefiles:restrict_item", "report", report.key)
    director.locator('input[name="ground"][value="contested"]').check()
    look(fill_in(director, explanation=WHY), "set-aside")
    press(director, "Set aside")
    look(director, "restriction")
    # Then its owner reads that, and why, and nobody reads its text in the journal
    owner = sign_in(visit(), region.member)
    look(open_page(owner, "casefiles:rights", region.world.case.key), "person-concerned")
    made = Restriction.objects.get()
    assert WHY in words_of(open_page(owner, "casefiles:restriction", made.key))
    assert "geschreeuw" not in words_of(open_page(owner, "casefiles:journal", region.world.case.key))
    # And after the person was told, somebody else decides that it is used again
    _step(director, "restriction.announce", made, "Record that the person knows")
    _step(coordinator, "restriction.lift", made, "Use it again")
    assert "geschreeuw" in words_of(open_page(owner, "casefiles:journal", region.world.case.key))


def test_a_plan_on_which_nobody_may_decide_goes_to_another_party(region: Region, visit: Visit, look: Look) -> None:
    plan = a_plan(region.world, state="in_consultation", analysis="De huur loopt achter.")
    contributed(plan, region.case_direction, region.process_direction)
    a_covenant(region.world.purpose, [region.second_director.organisation], region.world.municipality)
    coordinator = sign_in(visit(), region.case_direction)
    look(open_page(coordinator, "casefiles:ask_fallback", "planversion", plan.key), "ask-somebody-else")
    press(coordinator, "Ask to decide")
    # Then who was asked finds it in their work, reads the plan and nothing else, and adopts it
    elsewhere = sign_in(visit(), region.second_director)
    look(open_page(elsewhere, "my_work"), "my-work")
    assert region.world.case.key in words_of(elsewhere)
    look(open_page(elsewhere, "casefiles:plan_version", plan.key), "plan-to-decide")
    assert "De huur loopt achter." in words_of(elsewhere)
    open_page(elsewhere, "casefiles:decide_plan", plan.key)
    look(elsewhere, "decide")
    press(elsewhere, "Adopt plan")
    assert PlanVersion.objects.get(pk=plan.pk).state == "adopted"
    # And what the person says of it stands with the plan
    open_page(coordinator, "casefiles:attach_plan_statement", plan.key)
    press(fill_in(coordinator, text=SAYS), "Attach statement")
    assert SAYS in words_of(open_page(coordinator, "casefiles:plan_version", plan.key))
    look(coordinator, "statement")


def _step(page: Page, step: str, made: Restriction, button: str) -> None:
    open_page(page, "casefiles:step", step, made.key)
    press(fill_in(page, reason=TOLD), button)
