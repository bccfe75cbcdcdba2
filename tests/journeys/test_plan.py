"""A plan is written by two, sent back, adopted; then a measure is proposed, approved and worked out."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from casefiles.models import PlanDeviation, PlanRemark, PlanVersion
from tests.journeys.actors import field, fill_in, follow, open_page, press, sign_in, words_of
from tests.journeys.stations import Look, look
from tests.journeys.surroundings import Region, a_region
from tests.servers.browser import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]

GOAL = "Hij houdt zijn huis"
ANSWERS = {
    "who": "De wooncoach",
    "what": "Treft een regeling voor de huurachterstand.",
    "where": "Bij hem thuis",
    "when": "Elke dinsdag",
    "how": "Samen met zijn zus.",
    "contribution": "Wie niet bang is zijn huis te verliezen, slaapt rustiger.",
}
QUESTION = "Wat als zijn zus ziek is?"
MEASURE = "De wooncoach belt ook op vrijdag."


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.PRIVATE_ROOT = tmp_path / "private"
    return a_region()


def test_a_plan_from_its_first_part_to_an_approved_deviation(region: Region, visit: Visit, look: Look) -> None:
    # Given a draft of which a partner wrote a part
    coordinator = sign_in(visit(), region.case_direction)
    plan = begin(coordinator, region, look)
    partner = sign_in(visit(), region.member)
    write_as_a_partner(partner, plan, look)
    submit(coordinator, plan, region, look)

    # When the director sends it back with a remark, which is ticked off, and then adopts it
    director = sign_in(visit(), region.process_direction)
    send_back(director, plan, look)
    tick_off(coordinator, plan, look)
    react(partner, plan, look)
    adopt(director, plan, look)

    # Then a partner proposes a measure, the director approves it, and the coordinator works it out
    propose(partner, plan, look)
    approve(director, look)
    work_out(coordinator, plan, look)


def begin(page: Page, region: Region, look: Look) -> PlanVersion:
    open_page(page, "casefiles:plan", region.world.case.key)
    press(page, "Write plan of action")
    plan = PlanVersion.objects.get()
    open_page(page, "casefiles:write_part", plan.key, "goals")
    fill_in(page, **{"goals-0-text": GOAL})
    look(page, "plan-goals", narrow=True)
    press(page, "Save this part of the plan")
    open_page(page, "casefiles:add_action", plan.key)
    fill_in(page, **ANSWERS)
    field(page, "goal").select_option(label=GOAL)
    press(page, "Save action")
    open_page(page, "casefiles:write_part", plan.key, "analysis")
    page.locator("main details summary").click()
    page.locator(f'main input[value="{region.member.key}"]').check()
    look(page, "plan-part", narrow=True)
    press(page, "Save who writes")
    return plan


def write_as_a_partner(page: Page, plan: PlanVersion, look: Look) -> None:
    look(page, "my-work-asked-to-write")
    open_page(page, "my_work")
    follow(page, "casefiles:write_part", plan.key, "analysis")
    fill_in(page, text="De huurschuld maakt hem onrustig.")
    press(page, "Save this part of the plan")
    look(page, "plan-parts-partner", narrow=True)


def submit(page: Page, plan: PlanVersion, region: Region, look: Look) -> None:
    open_page(page, "casefiles:consult_plan", plan.key)
    page.locator(f'main input[value="{region.member.key}"]').check()
    look(page, "plan-consult", narrow=True)
    press(page, "Save whom I ask")
    open_page(page, "casefiles:write_plan", plan.key)
    look(page, "plan-parts", narrow=True)
    follow(page, "casefiles:step", "plan.submit", plan.key)
    press(page, "Submit plan")
    assert PlanVersion.objects.get().state == "in_consultation"


def send_back(page: Page, plan: PlanVersion, look: Look) -> None:
    open_page(page, "casefiles:decide_plan", plan.key)
    fill_in(page, reason="Eén vraag nog.")
    page.locator("main details summary").nth(1).click()
    fill_in(page, remark_analysis=QUESTION)
    look(page, "plan-decide-remarks", narrow=True)
    press(page, "Send plan back with reason")
    assert PlanRemark.objects.get().text == QUESTION


def tick_off(page: Page, plan: PlanVersion, look: Look) -> None:
    open_page(page, "casefiles:write_part", plan.key, "analysis")
    assert QUESTION in words_of(page)
    look(page, "plan-part-remark", narrow=True)
    press(page, "Tick off remark")
    open_page(page, "casefiles:write_plan", plan.key)
    follow(page, "casefiles:step", "plan.submit", plan.key)
    press(page, "Submit plan")


def react(page: Page, plan: PlanVersion, look: Look) -> None:
    open_page(page, "my_work")
    follow(page, "casefiles:react_to_plan", plan.key)
    look(page, "plan-react", narrow=True)
    page.locator('main input[value="agrees"]').check()
    press(page, "Record reaction")


def adopt(page: Page, plan: PlanVersion, look: Look) -> None:
    open_page(page, "casefiles:decide_plan", plan.key)
    look(page, "plan-decide-consulted", narrow=True)
    press(page, "Adopt plan")
    assert PlanVersion.objects.get().state == "adopted"


def propose(page: Page, plan: PlanVersion, look: Look) -> None:
    open_page(page, "casefiles:plan_version", plan.key)
    follow(page, "casefiles:propose_deviation", plan.key)
    field(page, "part").select_option("actions")
    fill_in(page, proposal=MEASURE, why="Het weekend is lang.")
    look(page, "deviation-write", narrow=True)
    press(page, "Propose measure")
    look(page, "deviation", narrow=True)


def approve(page: Page, look: Look) -> None:
    deviation = PlanDeviation.objects.get()
    open_page(page, "my_work")
    follow(page, "casefiles:deviation", deviation.key)
    follow(page, "casefiles:step", "deviation.approve", deviation.key)
    look(page, "deviation-approve")
    press(page, "Approve deviation")
    open_page(page, "casefiles:actions")
    look(page, "actions", narrow=True)


def work_out(page: Page, plan: PlanVersion, look: Look) -> None:
    deviation = PlanDeviation.objects.get()
    open_page(page, "my_work")
    follow(page, "casefiles:deviation", deviation.key)
    press(page, "Work out in the next version")
    following = PlanVersion.objects.latest("pk")
    assert PlanDeviation.objects.get().taken_into == following
    open_page(page, "casefiles:plan_version", plan.key)
    assert MEASURE[:20] in words_of(page)
    look(page, "plan-with-deviation", narrow=True)
