"""What does the privacy officer read of who asks whether somebody occurs already?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.casefiles.pages import signed_in, text_of
from tests.factories.cases import a_case, a_covered_member
from tests.factories.people import a_municipality, a_person, a_role
from tests.factories.triage import a_referral

pytestmark = pytest.mark.django_db


def test_the_privacy_officer_reads_numbers_by_person_and_no_name_that_was_asked(settings: Settings) -> None:
    settings.QUESTIONS_A_DAY = 2
    world, officer = a_case(), a_person(None, "privacy_officer")
    for _number in range(2):
        a_referral(world)
    page = text_of(signed_in(officer).get(reverse("asking")))
    assert world.people["member"].name in page
    assert "Bedacht" not in page
    elsewhere = a_person()
    a_role(elsewhere, "privacy_officer", municipality=a_municipality())
    assert world.people["member"].name not in text_of(signed_in(elsewhere).get(reverse("asking")))


def test_it_asks_no_more_of_the_database_for_many() -> None:
    world, browser = a_case(), signed_in(a_person(None, "privacy_officer"))
    a_referral(world)
    browser.get(reverse("asking"))
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("asking"))
    for number in range(5):
        a_covered_member(world, f"person {number}")
        a_referral(world, f"person {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("asking"))
    assert len(many) == len(few)


def test_nobody_else_has_the_page() -> None:
    for role in ("municipal_director", "project_leader", "process_manager", "administrator"):
        assert signed_in(a_person(None, role)).get(reverse("asking")).status_code == 404
