"""Agreements from Word decide who decides; a plan is drafted, adopted, found by who may, and by nobody else."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Page
from pytest_django import Settings

from accounts.models import User
from casefiles.models import PlanAction, PlanVersion
from documents.models import Column, CovenantVersion, MatrixVersion, Statement
from search.indexer import drain
from tests.documents.word.builders import realistic_matrix_docx
from tests.journeys.actors import field, fill_in, follow, open_page, press, search_for, sign_in, words_of
from tests.journeys.stations import Look, look
from tests.journeys.surroundings import Region, a_region
from tests.servers.browser import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]

TITLE = "TVB-matrix Veldersloot"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Wordings that speak of two steps at once: no suggestion is certain, so the project leader chooses.
TO_BIND = {
    "Stelt het plan van aanpak vast": ["plan.adopt", "plan.send_back"],
    "Schaalt de casus op of af": ["case.scale_up", "case.scale_down"],
}
SEVEN = {
    "who": "De wooncoach van Wonen Noord",
    "what": "Treft een regeling voor de huurachterstand.",
    "where": "Bij hem thuis",
    "when": "Elke dinsdag om 10.00 uur",
    "how": "Samen met zijn zus, stap voor stap.",
    "subgoal": "Hij houdt zijn huis",
    "contribution": "Wie niet bang is zijn huis te verliezen, slaapt rustiger.",
}
ANALYSIS = "De huurschuld maakt hem onrustig. Zijn zus en de wooncoach krijgen hem aan tafel."


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.PRIVATE_ROOT = tmp_path / "private"
    return a_region()


def test_the_spine_from_a_word_file_to_a_plan_that_only_the_team_finds(
    region: Region, visit: Visit, look: Look
) -> None:
    # Given a role matrix that came from Word and that two organisations adopted
    leader = sign_in(visit(), region.leader)
    matrix = import_the_matrix(leader, look)
    correct_and_bind(leader, matrix, look)
    propose(leader, matrix, look)
    vote(sign_in(visit(), region.process_direction), matrix, look, station="matrix-endorse")
    vote(sign_in(visit(), region.second_director), matrix, look, station="matrix-adopt")
    read_the_agreements(leader, matrix, look)

    # When the coordinator writes a plan and the director, by that matrix, adopts it
    plan = write_the_plan(sign_in(visit(), region.case_direction), region, look)
    director = adopt_the_plan(sign_in(visit(), region.process_direction), plan, look)
    drain()

    # Then a partner in the team finds it, a stranger finds nothing, and the why and the who are answered
    partner = find_the_plan(sign_in(visit(), region.member), plan, region, look)
    find_nothing(sign_in(visit(), region.stranger), plan, region, look)
    ask_why(partner, plan, look)
    ask_who(director, plan, region, look)


def import_the_matrix(page: Page, look: Look) -> MatrixVersion:
    look(page, "agreements-leader")
    follow(page, "backroom:todo")
    look(page, "todo", narrow=True)
    follow(page, "backroom:upload", "matrix")
    look(page, "upload")
    field(page, "file").set_input_files(
        {"name": "TVB-matrix v6.docx", "mimeType": WORD_TYPE, "buffer": realistic_matrix_docx()}
    )
    press(page, "See what was understood")
    look(page, "understood", narrow=True)
    fill_in(page, title=TITLE)
    press(page, "Save draft")
    look(page, "matrix-draft", narrow=True)
    return MatrixVersion.objects.get()


def correct_and_bind(page: Page, matrix: MatrixVersion, look: Look) -> None:
    empty = matrix.sections.get(order=1).rows.filter(statements__text__startswith="Informeert de betrokkene").first()
    follow(page, "backroom:row", matrix.key, empty.order)
    field(page, "authority_mark").select_option("deliberate")
    press(page, "Save row")
    for wording, steps in TO_BIND.items():
        for step in steps:
            bind(page, matrix, wording, step)
    look(page, "row", narrow=True)


def bind(page: Page, matrix: MatrixVersion, wording: str, step: str) -> None:
    rows = Statement.objects.filter(row__section__version=matrix, column=Column.AUTHORITY)
    statement = rows.get(text__startswith=wording)
    open_page(page, "backroom:row", matrix.key, statement.row.order)
    chooser = page.locator(f'[id="{statement.pk}_step"]')
    chooser.select_option(step)
    chooser.locator("xpath=ancestor::form").get_by_role("button").click()


def propose(page: Page, matrix: MatrixVersion, look: Look) -> None:
    open_page(page, "backroom:matrix", matrix.key)
    follow(page, "backroom:scope", matrix.key)
    look(page, "scope")
    field(page, "municipalities").check()
    page.locator("main form.ct-form button[type=submit]").click()
    follow(page, "backroom:matrix_steps", matrix.key)
    look(page, "steps-and-gaps", narrow=True)
    while page.locator('input[value="acknowledge"]').count():
        press(page, "Seen, let it stand")
    open_page(page, "backroom:matrix", matrix.key)
    follow(page, "documents:matrix_step", matrix.key, "propose")
    look(page, "propose")
    press(page, "Propose matrix")
    assert MatrixVersion.objects.get().state == "proposed"


def vote(page: Page, matrix: MatrixVersion, look: Look, *, station: str) -> None:
    look(page, f"my-work-before-{station}")
    follow(page, "documents:matrix", matrix.key)
    follow(page, "documents:adopt", matrix.key)
    look(page, station, narrow=True)
    page.locator("#deciding ~ form button.utrecht-button--primary-action").click()
    look(page, f"{station}-done")


def read_the_agreements(page: Page, matrix: MatrixVersion, look: Look) -> None:
    assert MatrixVersion.objects.get().state == "adopted"
    open_page(page, "documents:agreements")
    look(page, "agreements", narrow=True)
    follow(page, "documents:covenant", CovenantVersion.objects.get().key)
    look(page, "covenant", narrow=True)
    open_page(page, "documents:matrix", matrix.key)
    look(page, "matrix", narrow=True)
    follow(page, "documents:matrix_why", matrix.key)
    look(page, "matrix-why", narrow=True)


def write_the_plan(page: Page, region: Region, look: Look) -> PlanVersion:
    case = region.world.case
    look(page, "my-work-coordinator", narrow=True)
    open_page(page, "my_cases")
    look(page, "my-cases", narrow=True)
    follow(page, "casefiles:case", case.key)
    look(page, "case", narrow=True)
    follow(page, "casefiles:journal", case.key)
    look(page, "journal", narrow=True)
    follow(page, "casefiles:plan", case.key)
    look(page, "plan-none")
    press(page, "Write plan of action")
    look(page, "plan-write", narrow=True)
    plan = PlanVersion.objects.get()
    open_page(page, "casefiles:write_part", plan.key, "analysis")
    fill_in(page, text=ANALYSIS)
    press(page, "Save this part of the plan")
    open_page(page, "casefiles:write_part", plan.key, "goals")
    fill_in(page, **{"goals-0-text": SEVEN["subgoal"]})
    press(page, "Save this part of the plan")
    open_page(page, "casefiles:add_action", plan.key)
    fill_in(page, **{question: words for question, words in SEVEN.items() if question != "subgoal"})
    field(page, "goal").select_option(label=SEVEN["subgoal"])
    look(page, "plan-action", narrow=True)
    press(page, "Save action")
    open_page(page, "casefiles:write_plan", plan.key)
    follow(page, "casefiles:step", "plan.submit", plan.key)
    look(page, "plan-submit")
    press(page, "Submit plan")
    return PlanVersion.objects.get()


def adopt_the_plan(page: Page, plan: PlanVersion, look: Look) -> Page:
    assert (plan.state, plan.actions.count(), len(SEVEN)) == ("in_consultation", 1, len(PlanAction.SEVEN))
    look(page, "my-work", narrow=True)
    follow(page, "casefiles:plan_version", plan.key)
    follow(page, "casefiles:decide_plan", plan.key)
    assert TITLE in words_of(page) or "12-" in words_of(page)
    look(page, "plan-decide", narrow=True)
    press(page, "Adopt plan")
    look(page, "plan-adopted", narrow=True)
    assert PlanVersion.objects.get().state == "adopted"
    return page


def find_the_plan(page: Page, plan: PlanVersion, region: Region, look: Look) -> Page:
    look(page, "my-cases-partner")
    search_for(page, "huurschuld")
    look(page, "search", narrow=True)
    follow(page, "casefiles:plan_version", plan.key)
    assert "huurschuld" in words_of(page)
    look(page, "plan", narrow=True)
    follow(page, "casefiles:team", region.world.case.key)
    look(page, "team", narrow=True)
    return open_page(page, "casefiles:plan_version", plan.key)


def find_nothing(page: Page, plan: PlanVersion, region: Region, look: Look) -> None:
    look(page, "my-cases-stranger")
    search_for(page, "huurschuld")
    assert page.locator(".ct-hit, .ct-facets").count() == 0
    assert region.world.case.key not in page.content()
    look(page, "search-stranger", narrow=True)
    answer = page.goto(reverse("casefiles:plan_version", args=[plan.key]))
    assert answer is not None
    assert answer.status == 404
    look(page, "not-found", narrow=True)


def ask_why(page: Page, plan: PlanVersion, look: Look) -> None:
    follow(page, "casefiles:why_plan", plan.key)
    assert page.get_by_role("main").get_by_role("listitem").count() >= 3
    look(page, "why", narrow=True)


def ask_who(page: Page, plan: PlanVersion, region: Region, look: Look) -> None:
    follow(page, "casefiles:why_plan", plan.key)
    table = page.get_by_role("table", name=gettext("Who sees this as well?")).or_(page.get_by_role("table")).first
    seen: set[User] = {one for one in region.world.people.values() if one.name in table.inner_text()}
    assert seen == set(region.world.people.values())
    assert region.stranger.name not in table.inner_text()
    look(page, "who")
