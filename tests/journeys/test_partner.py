"""A partner is invited, reads, tells, does their action, asks for more, asks why they see it, and leaves for good."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Page
from pytest_django import Settings

from accounts.models import User
from casefiles.models import ActionProgress, Case, Invitation, Membership, PlanAction, Report, ScalingRequest
from search.indexer import drain
from tests.factories.cases import a_plan, day
from tests.factories.people import a_person
from tests.journeys.actors import field, fill_in, follow, open_page, press, search_for, sign_in, words_of
from tests.journeys.stations import Look, look
from tests.journeys.surroundings import Region, a_region
from tests.servers.browser import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]
STORY = "Hij zat vanmorgen op de bank voor de winkel en groette mij."
ASKED = "Hij slaapt weer buiten en dreigt met de buurman te vechten."
HEARD_BEFORE = "De buren hoorden"


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    """The case is under way: its plan is adopted, and the housing corporation has an action in it."""
    settings.SEARCH_INDEX_DIR, settings.PRIVATE_ROOT = tmp_path / "index", tmp_path / "private"
    region = a_region()
    adopted = {"state": "adopted", "number": 1, "adopted_on": day(-20), "adopted_by": region.process_direction}
    plan = a_plan(region.world, circle="team", **adopted)
    words = {"who": "De wijkbeheerder", "what": "Gaat elke week langs.", "organisation": region.member.organisation}
    PlanAction.objects.filter(plan_version=plan).update(**words, due_on=day(10))
    Case.objects.update(state="active")
    region.world.people["colleague"] = a_person(region.member.organisation, "partner", name="Yara Bos")
    drain()
    return region


def test_a_partner_from_the_invitation_to_the_last_page_that_is_gone(region: Region, visit: Visit, look: Look) -> None:
    # Given a colleague who is invited into a case, and sees nothing of it before they accept
    director, colleague = sign_in(visit(), region.process_direction), region.colleague
    invite(director, region, colleague, look)
    partner = sign_in(visit(), colleague)
    accept(partner, region, look)

    # When they read, tell, do their action, ask to scale up and ask why they see this
    read(partner, region, look)
    report = tell(partner, region, look)
    do_the_action(partner, region, look)
    ask_to_scale_up(partner, region, look)
    ask_why(partner, report, look)

    # Then the director decides, the partner leaves, and every page of the case is as if it never was
    grant_it(director, look)
    leave(partner, colleague, region, look)
    find_nothing(partner, region, report, look)


def invite(page: Page, region: Region, colleague: User, look: Look) -> None:
    open_page(page, "casefiles:team", region.world.case.key)
    follow(page, "casefiles:grant", region.world.case.key)
    look(page, "invite", narrow=True)
    field(page, "user").select_option(colleague.key)
    press(page, "Invite into the team")
    look(page, "invited", narrow=True)


def accept(page: Page, region: Region, look: Look) -> None:
    invitation = Invitation.objects.get()
    answer = page.goto(reverse("casefiles:case", args=[region.world.case.key]))
    assert answer is not None
    assert answer.status == 404
    open_page(page, "my_work")
    look(page, "my-work-invited", narrow=True)
    follow(page, "casefiles:invitation", invitation.key)
    look(page, "invitation", narrow=True)
    follow(page, "casefiles:step", "invitation.accept", invitation.key)
    look(page, "invitation-accept", narrow=True)
    press(page, "Accept invitation")
    look(page, "accepted", narrow=True)
    assert Membership.objects.filter(user=region.colleague).exists()


def read(page: Page, region: Region, look: Look) -> None:
    open_page(page, "my_cases")
    look(page, "my-cases", narrow=True)
    follow(page, "casefiles:case", region.world.case.key)
    look(page, "case", narrow=True)
    follow(page, "casefiles:journal", region.world.case.key)
    assert HEARD_BEFORE in words_of(page)
    look(page, "journal", narrow=True)
    open_page(page, "casefiles:timeline", region.world.case.key)
    look(page, "timeline", narrow=True)


def tell(page: Page, region: Region, look: Look) -> Report:
    open_page(page, "casefiles:journal", region.world.case.key)
    follow(page, "casefiles:write_report", region.world.case.key)
    for name, value in (("scope", "person"), ("valence", "positive"), ("circle", "team"), ("criminal", "no")):
        page.locator(f"main input[name={name}][value={value}]").check()
    fill_in(page, story=STORY)
    field(page, "data_category").select_option(index=1)
    look(page, "report-form", narrow=True)
    page.locator("main form.ct-form button.utrecht-button--primary-action").click()
    page.wait_for_url("**/teruglezen/**")
    look(page, "read-back", narrow=True)
    page.locator("main form button.utrecht-button--primary-action").first.click()
    report = Report.objects.get(story=STORY)
    page.wait_for_url(f"**{reverse('casefiles:report', args=[report.key])}")
    look(page, "report", narrow=True)
    return report


def do_the_action(page: Page, region: Region, look: Look) -> None:
    action = PlanAction.objects.get()
    open_page(page, "casefiles:actions")
    look(page, "actions", narrow=True)
    follow(page, "casefiles:progress", action.key)
    page.locator('main input[name=status][value="busy"]').check()
    fill_in(page, remark="Maandag was ik er voor het eerst.")
    look(page, "progress", narrow=True)
    press(page, "Record progress")
    look(page, "plan-with-progress", narrow=True)
    assert ActionProgress.objects.get().by == region.colleague


def ask_to_scale_up(page: Page, region: Region, look: Look) -> None:
    open_page(page, "casefiles:case", region.world.case.key)
    follow(page, "casefiles:step", "case.ask_scale_up", region.world.case.key)
    fill_in(page, reason=ASKED)
    look(page, "ask-to-scale-up", narrow=True)
    press(page, "Ask to scale up")
    look(page, "asked", narrow=True)
    open_page(page, "casefiles:scaling", ScalingRequest.objects.get().key)
    look(page, "request", narrow=True)


def ask_why(page: Page, report: Report, look: Look) -> None:
    open_page(page, "casefiles:report", report.key)
    follow(page, "casefiles:why_report", report.key)
    assert page.get_by_role("main").get_by_role("listitem").count() >= 3
    look(page, "why-report", narrow=True)
    open_page(page, "casefiles:why_case", report.case.key)
    look(page, "why-case", narrow=True)
    open_page(page, "my_access")
    look(page, "my-access", narrow=True)


def grant_it(page: Page, look: Look) -> None:
    request = ScalingRequest.objects.get()
    open_page(page, "my_work")
    follow(page, "casefiles:scaling", request.key)
    assert ASKED in words_of(page)
    follow(page, "casefiles:step", "scaling.grant", request.key)
    fill_in(page, reason="De veiligheid vraagt meer.")
    look(page, "grant-scaling", narrow=True)
    press(page, "Grant the request to scale up")
    assert Case.objects.get().state == "scaled_up"


def leave(page: Page, colleague: User, region: Region, look: Look) -> None:
    place = Membership.objects.get(user=colleague)
    open_page(page, "casefiles:team", region.world.case.key)
    look(page, "team", narrow=True)
    follow(page, "casefiles:end_membership", place.key)
    look(page, "leave", narrow=True)
    press(page, "Leave team")
    look(page, "left", narrow=True)


def find_nothing(page: Page, region: Region, report: Report, look: Look) -> None:
    drain()
    for name, key in (
        ("case", region.world.case.key),
        ("journal", region.world.case.key),
        ("report", report.key),
        ("why_report", report.key),
        ("progress", PlanAction.objects.get().key),
    ):
        answer = page.goto(reverse(f"casefiles:{name}", args=[key]))
        assert answer is not None
        assert answer.status == 404, name
    look(page, "gone", narrow=True)
    open_page(page, "my_work")
    look(page, "my-work-left", narrow=True)
    search_for(page, "winkel")
    assert page.locator(".ct-hit, .ct-facets").count() == 0
    look(page, "search-nothing")
    assert gettext("Search") in page.content()
