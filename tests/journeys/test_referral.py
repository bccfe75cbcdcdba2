"""A partner refers somebody; the director weighs the criteria, opens a case, and the referrer reads the letter."""

from pathlib import Path

import pytest
from django.utils.translation import gettext
from playwright.sync_api import Page
from pytest_django import Settings

from casefiles.models import Referral, Triage
from documents.actions.letters import add_shipped_letters
from tests.factories.documents import viewer_of
from tests.factories.letters import a_house, taken_into_use
from tests.factories.people import a_role
from tests.journeys.actors import field, fill_in, follow, open_page, press, sign_in, words_of
from tests.journeys.stations import Look, look
from tests.journeys.surroundings import Region, a_region
from tests.servers.browser import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]
QUESTION = "Hij slaapt al weken in zijn auto en wordt boos als iemand aanklopt. Wie kent hem?"
FIXED = (
    "You hear within 5 working days. Everybody who refers reads this sentence: "
    "it does not say whether the person is known."
)


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR, settings.PRIVATE_ROOT = tmp_path / "index", tmp_path / "private"
    region = a_region()
    a_role(region.process_direction, "municipal_director", municipality=region.world.municipality)
    for draft in add_shipped_letters(viewer=viewer_of(region.leader)):
        taken_into_use(draft, region.leader)
    a_house()
    return region


def test_from_a_worry_to_a_case_and_a_letter(region: Region, visit: Visit, look: Look) -> None:
    # Given a partner who refers somebody, and reads what everybody reads
    referrer = refer(sign_in(visit(), region.member), region, look)
    # When the director takes it up, weighs it and opens a case
    director = sign_in(visit(), region.process_direction)
    weigh(director, look)
    accept(director, region, look)
    make_the_letter(director, look)
    # Then the referrer reads the outcome in a letter, and no case
    read_the_outcome(referrer, look)


def refer(page: Page, region: Region, look: Look) -> Page:
    open_page(page, "my_cases")
    follow(page, "casefiles:write_referral")
    look(page, "referral-form", narrow=True)
    fill_in(page, client_name="B. Bedacht", birth_date="1988-03-14", question=QUESTION)
    field(page, "lives_in").select_option(region.world.municipality.key)
    field(page, "meeting_type").select_option(region.world.purpose.key)
    page.locator("input[name=basis][value=fact]").check()
    press(page, "Save and submit referral")
    look(page, "referral-submit")
    press(page, "Submit referral")
    assert gettext(FIXED) in words_of(page)
    look(page, "referral-submitted", narrow=True)
    return page


def weigh(page: Page, look: Look) -> None:
    key = Referral.objects.get().key
    open_page(page, "casefiles:triage")
    look(page, "triage-inbox", narrow=True)
    follow(page, "casefiles:referral", key)
    follow(page, "casefiles:step", "referral.take_up", key)
    press(page, "Take up referral")
    follow(page, "casefiles:weigh_referral", key)
    look(page, "weigh-empty", narrow=True)
    field(page, "category").select_option(index=1)
    for one in Triage.objects.get().answers.all():
        page.locator(f"input[name=answer_{one.number}][value=yes]").check()
        fill_in(page, **{f"reason_{one.number}": "Dat zien de buren en wij allebei."})
    press(page, "Save weighing")
    look(page, "weighed", narrow=True)


def accept(page: Page, region: Region, look: Look) -> None:
    key = Referral.objects.get().key
    open_page(page, "casefiles:referral", key)
    look(page, "referral-weighed", narrow=True)
    follow(page, "casefiles:accept_referral", key)
    field(page, "process_direction").select_option(region.process_direction.key)
    field(page, "case_direction").select_option(region.case_direction.key)
    look(page, "accept", narrow=True)
    press(page, "Accept referral")
    assert Referral.objects.get().state == "accepted"
    look(page, "accepted", narrow=True)


def make_the_letter(page: Page, look: Look) -> None:
    follow(page, "casefiles:make_letter", Referral.objects.get().key, "outcome")
    look(page, "make-letter", narrow=True)
    fill_in(page, **{"uitkomst.toelichting": "Er zijn meer ketens nodig."})
    press(page, "Make letter")
    look(page, "letter-made")


def read_the_outcome(page: Page, look: Look) -> None:
    referral = Referral.objects.get()
    open_page(page, "casefiles:referral", referral.key)
    look(page, "outcome-for-the-referrer", narrow=True)
    with page.expect_download() as download:
        follow(page, "casefiles:referral_letter", referral.letters.get().key)
    assert download.value.suggested_filename.endswith(".docx")
    assert gettext(FIXED) not in words_of(page)
