"""Which letters does an outcome bring, what stands in them, and who reads them?"""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pytest_django import Settings

from access.doors import may_see
from accounts.models import Notice
from casefiles.actions.refer import accept_referral
from casefiles.models import Referral, ReferralLetter
from documents.actions.letters import add_shipped_letters
from documents.storage import read_private
from tests.casefiles.pages import opened, sent, signed_in, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_member
from tests.factories.documents import a_leader, viewer_of
from tests.factories.letters import a_house, taken_into_use
from tests.factories.people import a_person
from tests.factories.triage import a_referral, in_triage, weighed
from workflows.fire import fire

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Settings, tmp_path: Path) -> World:
    settings.PRIVATE_ROOT = tmp_path
    world = a_case()
    world.people["manager"] = a_person(None, "process_manager")
    leader = a_leader()
    for draft in add_shipped_letters(viewer=viewer_of(leader)):
        taken_into_use(draft, leader)
    a_house()
    return world


def _advised(world: World) -> Referral:
    referral, director = in_triage(world, a_referral(world)), world.viewer("process_direction")
    version = referral.version
    return fire("referral.advise", referral, viewer=director, expected_version=version, reason="De wijk kan dit zelf.")


def _accepted(world: World) -> Referral:
    director = world.viewer("process_direction")
    referral = weighed(in_triage(world, a_referral(world)), viewer=director)
    direction = {name: world.people[name] for name in ("process_direction", "case_direction")}
    return accept_referral(referral, viewer=director, expected_version=referral.version, direction=direction)


def _make(world: World, referral: Referral, kind: str = "outcome", **fields: Any) -> Any:
    return sent(world.people["process_direction"], "make_letter", referral.key, kind, make="yes", **fields)


def _words(letter: ReferralLetter) -> str:
    document = Document(io.BytesIO(read_private(letter.path, sha256=letter.sha256)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_outcome_letter_says_what_was_decided_and_goes_to_the_referrer(world: World) -> None:
    referral = _advised(world)
    Notice.objects.all().delete()
    made = _make(world, referral)
    assert made.status_code == 302, text_of(made).partition("<main")[2][:3000]
    letter = ReferralLetter.objects.get()
    assert "De wijk kan dit zelf." in _words(letter)
    assert world.people["member"].name in _words(letter)
    assert [one.user for one in Notice.objects.all()] == [world.people["member"]]
    answer = opened(world.people["member"], "referral_letter", letter.key)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")


def test_what_is_not_known_is_asked_and_a_refusal_names_what_stays_empty(world: World) -> None:
    a_house(phone="")
    referral = _advised(world)
    answer = _make(world, referral)
    assert answer.status_code == 409
    assert "huis.telefoon" in text_of(answer)
    assert not ReferralLetter.objects.exists()


def test_on_inclusion_the_director_reads_a_letter_that_the_referrer_does_not(world: World) -> None:
    referral = _accepted(world)
    page = text_of(opened(world.people["process_direction"], "make_letter", referral.key, "inclusion_director"))
    assert "casus.eerste_overleg_op" in page
    care = a_covered_member(world, "care")
    world.case = referral.case  # type: ignore[assignment]
    a_member(world, care, "care_direction")
    told = {"casus.eerste_overleg_op": "1 december 2026", "overleg.doel": "rust", "overleg.grondslag": "artikel 3"}
    answer = _make(world, referral, "inclusion_director", **told)
    assert answer.status_code == 302, text_of(answer)
    letter = ReferralLetter.objects.get()
    assert "1 december 2026" in _words(letter)
    seen = {name for name in world.people if may_see(world.viewer(name), letter)}
    assert seen == {"process_direction", "case_direction", "manager"}


def test_the_care_case_manager_reads_the_letter_that_is_for_them(world: World) -> None:
    referral = _accepted(world)
    refused = _make(world, referral, "inclusion_care")
    assert refused.status_code == 409
    world.case = referral.case  # type: ignore[assignment]
    care = a_covered_member(world, "care", function="care_direction")
    answer = _make(world, referral, "inclusion_care", **{"casus.eerste_overleg_op": "1 december 2026"})
    assert answer.status_code == 302, text_of(answer)
    letter = ReferralLetter.objects.get()
    assert (letter.addressee, may_see(world.viewer("care"), letter)) == (care, True)
    assert letter.name in text_of(opened(care, "documents", referral.case.key))  # type: ignore[union-attr]


def test_whoever_does_not_weigh_makes_no_letter(world: World) -> None:
    referral = _advised(world)
    assert opened(world.people["member"], "make_letter", referral.key, "outcome").status_code == 404
    assert opened(world.people["process_direction"], "make_letter", referral.key, "inclusion_care").status_code == 404


def test_the_letter_to_the_referrer_waits_in_the_work_of_who_decided(world: World) -> None:
    referral = _advised(world)
    browser = signed_in(world.people["process_direction"])
    assert f"{referral.key}/#letters" in text_of(browser.get("/"))
    _make(world, referral)
    assert f"{referral.key}/#letters" not in text_of(browser.get("/"))
