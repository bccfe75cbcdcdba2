"""A request comes in at the contact point and is answered by every case; the officer oversees, and reads no case."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Page
from pytest_django import Settings

from casefiles.actions.destroy import carry_out
from casefiles.actions.destruction import make_lists
from casefiles.models import (
    AccessPack,
    Client,
    DestructionCertificate,
    DestructionList,
    EmergencyAccess,
    Report,
    RequestAnswer,
    RightsRequest,
)
from tests.casefiles.ending import a_closed_case, taken
from tests.factories.dossier import a_question, an_answer, an_inventory, another_case, item
from tests.factories.people import a_person, an_organisation
from tests.factories.team import an_emergency
from tests.journeys.actors import field, fill_in, follow, open_page, press, sign_in, words_of
from tests.journeys.stations import Look, look
from tests.journeys.surroundings import STORIES, Region, a_region
from tests.servers.browser import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]
NAME, BORN = "J. Verweij", "1981-05-02"
SISTER = "Zijn zus belde"
# What people told, and what the directors weighed: no page of the officer may hold a word of it.
WEIGHED = "Zij wil niet dat hij weet dat zij belde."
TOLD = (*(story[:30] for *_rest, story in STORIES), WEIGHED, "De huur loopt achter", "Slaapt buiten")


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    """Two cases of one person, emergency access to review, and a case whose term of keeping is over."""
    settings.SEARCH_INDEX_DIR, settings.PRIVATE_ROOT = tmp_path / "index", tmp_path / "private"
    settings.TOMBSTONES, settings.TOMBSTONES_COPY = tmp_path / "destroyed.txt", ""
    region = a_region()
    house = an_organisation("Zorg- en Veiligheidshuis Vaartland", kind="safety_house")
    world = region.world
    world.people |= {
        "officer": a_person(house, "privacy_officer", name="Noor van Dam"),
        "manager": a_person(house, "process_manager", name="Bram Kok"),
    }
    second = another_case(world, "process_direction", "member")
    Client.objects.create(**item(second, "process_direction"), name=NAME)
    Client.objects.update(birth_date=BORN)
    an_answer(a_question(world), world)
    an_inventory(world)
    region.world.people["called"] = region.stranger
    an_emergency(world, "called", words="Hij dreigde met een mes.")
    return region


def test_the_officer_from_a_request_to_a_certificate_without_a_word_of_a_case(
    region: Region, visit: Visit, look: Look
) -> None:
    # Given a request that the officer registers, and that every case of the person must answer
    officer = sign_in(visit(), region.officer)
    watch = watching(officer, look)
    register(officer, region, watch)

    # When one director makes the access pack, another checks it, and both cases answer
    coordinator, director = sign_in(visit(), region.case_direction), sign_in(visit(), region.process_direction)
    pack = prepare_pack(coordinator, region, look)
    check_pack(director, pack, look)
    fetch_pack(coordinator, pack, look)
    answer_everywhere(director, look)

    # Then the officer closes the request, sees who looked, judges the emergency and agrees to what must go
    close(officer, watch)
    look_who_looked(officer, region, watch)
    judge_the_emergency(officer, watch)
    agree_to_destruction(officer, region, watch)
    open_no_case(officer, region, pack, watch)


def watching(page: Page, look: Look) -> Look:
    """A look of the officer: nothing that was told in a case stands on the page, shown or hidden."""

    def around(page: Page, name: str, **how: Any) -> None:
        look(page, name, **how)
        assert not [words for words in TOLD if words in page.content()], name

    return around


def register(page: Page, region: Region, look: Look) -> None:
    look(page, "my-work", narrow=True)
    open_page(page, "oversight")
    look(page, "oversight", narrow=True)
    open_page(page, "casefiles:rights_requests")
    look(page, "requests-none", narrow=True)
    follow(page, "casefiles:register_request")
    page.locator('main input[name=kind][value="access"]').check()
    page.locator('main input[name=asked_by][value="person"]').check()
    fill_in(page, person_name=NAME, birth_date=BORN, words="Wat hebben jullie over mij?")
    field(page, "municipality").select_option(region.world.municipality.key)
    field(page, "identity_checked").check()
    look(page, "register", narrow=True)
    press(page, "Register request")
    look(page, "request", narrow=True)
    said = words_of(page)
    assert all(code in said for code in RequestAnswer.objects.values_list("case__key", flat=True))
    assert RequestAnswer.objects.count() == 2


def prepare_pack(page: Page, region: Region, look: Look) -> AccessPack:
    open_page(page, "my_work")
    look(page, "my-work-director", narrow=True)
    open_page(page, "casefiles:rights", region.world.case.key)
    look(page, "rights", narrow=True)
    press(page, "Start access pack")
    pack = AccessPack.objects.get()
    look(page, "pack", narrow=True)
    told = words_of(page)
    assert all(words in told for words in (SISTER, "De huur loopt achter", "Slaapt buiten"))
    report = Report.objects.get(story__startswith=SISTER)
    follow(page, "casefiles:mark_removal", pack.key, report.key)
    fill_in(page, passage=SISTER, explanation=WEIGHED)
    page.locator('main input[name=ground][value="relative"]').check()
    look(page, "mark", narrow=True)
    press(page, "Leave out")
    look(page, "marked", narrow=True)
    follow(page, "casefiles:step", "pack.submit", pack.key)
    look(page, "submit-pack", narrow=True)
    press(page, "Let access pack be checked")
    return pack


def check_pack(page: Page, pack: AccessPack, look: Look) -> None:
    open_page(page, "my_work")
    look(page, "my-work-checker", narrow=True)
    open_page(page, "casefiles:access_pack", pack.key)
    look(page, "pack-to-check", narrow=True)
    follow(page, "casefiles:step", "pack.approve", pack.key)
    look(page, "approve-pack", narrow=True)
    press(page, "Approve and make access pack")
    assert AccessPack.objects.get().state == "made"


def fetch_pack(page: Page, pack: AccessPack, look: Look) -> None:
    open_page(page, "casefiles:access_pack", pack.key)
    look(page, "pack-made", narrow=True)
    with page.expect_download() as download:
        follow(page, "casefiles:pack_file", pack.files.get(format="data").key)
    items = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))["items"]
    texts = "\n".join(one["text"] for one in items)
    assert SISTER not in texts
    assert all(words in texts for words in ("betrokken blijven", "Slaapt buiten"))


def answer_everywhere(page: Page, look: Look) -> None:
    for number, answer in enumerate(RequestAnswer.objects.order_by("pk")):
        open_page(page, "casefiles:request_answer", answer.key)
        page.locator('main input[name=outcome][value="granted"]').check()
        fill_in(page, reasoning=WEIGHED)
        look(page, f"answer-{number}", narrow=True)
        press(page, "Prepare answer")
    look(page, "answered")


def close(page: Page, look: Look) -> None:
    request = RightsRequest.objects.get()
    open_page(page, "my_work")
    assert gettext("Now with you: agreements") not in words_of(page)
    look(page, "my-work-to-close", narrow=True)
    open_page(page, "casefiles:rights_request", request.key)
    look(page, "request-answered", narrow=True)
    follow(page, "casefiles:step", "rights_request.answer", request.key)
    look(page, "close-request", narrow=True)
    press(page, "Record that the request is answered")
    assert RightsRequest.objects.get().state == "answered"
    open_page(page, "casefiles:rights_requests")
    look(page, "requests", narrow=True)


def look_who_looked(page: Page, region: Region, look: Look) -> None:
    open_page(page, "casefiles:rights_request", RightsRequest.objects.get().key)
    follow(page, "case_log", region.world.case.key)
    assert region.case_direction.name in words_of(page)
    look(page, "case-log", narrow=True)
    open_page(page, "oversight")
    field(page, "person").select_option(region.case_direction.key)
    page.locator("main form button[type=submit]").first.click()
    look(page, "oversight-person", narrow=True)


def judge_the_emergency(page: Page, look: Look) -> None:
    emergency = EmergencyAccess.objects.get()
    open_page(page, "emergencies")
    look(page, "emergencies", narrow=True)
    follow(page, "casefiles:emergency", emergency.key)
    look(page, "emergency", narrow=True)
    follow(page, "casefiles:step", "emergency.justify", emergency.key)
    fill_in(page, reason="Er was acuut gevaar, en zij las alleen die avond.")
    look(page, "justify", narrow=True)
    press(page, "Review emergency access: justified")
    look(page, "justified", narrow=True)
    assert EmergencyAccess.objects.get().state == "justified"


def agree_to_destruction(page: Page, region: Region, look: Look) -> None:
    made = a_list_with_one_review(region)
    open_page(page, "my_work")
    look(page, "my-work-destruction", narrow=True)
    follow(page, "casefiles:destructionlist", made.key)
    look(page, "destruction-list", narrow=True)
    follow(page, "casefiles:step", "destruction.review", made.key)
    look(page, "agree", narrow=True)
    press(page, "Agree to destruction")
    assert DestructionList.objects.get().state == "approved"
    carry_out()
    open_page(page, "casefiles:retentions")
    look(page, "retentions", narrow=True)
    open_page(page, "casefiles:certificate", DestructionCertificate.objects.get().key)
    look(page, "certificate", narrow=True)


def a_list_with_one_review(region: Region) -> DestructionList:
    a_closed_case()
    make_lists()
    made = taken("destruction.propose", DestructionList.objects.get(), region.manager)
    return taken("destruction.review", made, region.process_direction)


def open_no_case(page: Page, region: Region, pack: AccessPack, look: Look) -> None:
    places = {
        "casefiles:case": region.world.case.key,
        "casefiles:journal": region.world.case.key,
        "casefiles:timeline": region.world.case.key,
        "casefiles:report": Report.objects.filter(case=region.world.case).latest("pk").key,
        "casefiles:access_pack": pack.key,
        "casefiles:pack_file": pack.files.get(format="word").key,
        "casefiles:request_answer": RequestAnswer.objects.latest("pk").key,
    }
    for name, key in places.items():
        answer = page.goto(reverse(name, args=[key]))
        assert answer is not None
        assert answer.status == 404, name
    look(page, "no-case", narrow=True)
