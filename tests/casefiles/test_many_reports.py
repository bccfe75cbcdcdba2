"""Does a page of a case ask as much of the database with hundreds of reports as with twenty?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.casefiles.pages import signed_in
from tests.factories.cases import World, a_case, a_report
from tests.factories.dossier import a_question, an_answer, an_inventory

pytestmark = pytest.mark.django_db
FEW, MANY = 20, 200
PAGES = ("case", "journal", "timeline", "print_timeline", "closing", "history", "documents", "team", "client")


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    an_answer(a_question(world), world)
    an_inventory(world)
    return world


def reports(world: World, number: int) -> None:
    """Of three people, over weeks, and every tenth for the directors."""
    for one in range(number):
        owner = ("member", "case_direction", "process_direction")[one % 3]
        circle = "team" if one % 10 else "directors"
        a_report(world, owner, shared_days_ago=one % 90 + 1, circle=circle, story=f"Hij kwam keer {one}.")


def queries(world: World, who: str, url: str) -> int:
    browser = signed_in(world.people[who])
    browser.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("who", ["process_direction", "member"])
def test_a_page_of_a_case_asks_no_more_for_many_reports_than_for_few(world: World, who: str) -> None:
    urls = {page: reverse(f"casefiles:{page}", args=[world.case.key]) for page in PAGES}
    urls["my work"] = reverse("my_work")
    reports(world, FEW)
    few = {page: queries(world, who, url) for page, url in urls.items()}
    reports(world, MANY - FEW)
    assert {page: queries(world, who, url) for page, url in urls.items()} == few
