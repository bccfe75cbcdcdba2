"""A matrix from Word is adopted by two; then a partner who never saw it is asked: who may scale up, where is that?"""

from pathlib import Path

import pytest
from django.utils.translation import gettext
from playwright.sync_api import Page
from pytest_django import Settings

from documents.models import MatrixVersion
from tests.journeys.actors import field, follow, open_page, press, sign_in
from tests.journeys.stations import PHONE, SCREEN, Look, look
from tests.journeys.surroundings import Region, a_region
from tests.journeys.test_spine import correct_and_bind, import_the_matrix, propose, vote
from tests.servers.browser import Visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]

CLAUSE = "Schaalt de casus op of af"


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.PRIVATE_ROOT = tmp_path / "private"
    return a_region()


def test_a_partner_finds_in_three_clicks_who_may_scale_up_and_where_that_stands(
    region: Region, visit: Visit, look: Look
) -> None:
    # Given a matrix from Word, put right, bound, adopted by two organisations and published to partners
    leader = sign_in(visit(), region.leader)
    matrix = import_the_matrix(leader, look)
    correct_and_bind(leader, matrix, look)
    propose(leader, matrix, look)
    for director in (region.process_direction, region.second_director):
        vote(sign_in(visit(), director), matrix, look, station=f"vote-{director.pk}")
    publish(leader, matrix)

    # When a partner who never saw it looks for the answer, on a screen and on a phone
    for width in (SCREEN, PHONE):
        page = sign_in(visit(width=width), region.member)
        find_the_answer(page, matrix, look, width=width)


def publish(page: Page, matrix: MatrixVersion) -> None:
    open_page(page, "backroom:matrix", matrix.key)
    follow(page, "backroom:matrix_audience", matrix.key)
    field(page, "partners").check()
    press(page, "Publish")


def find_the_answer(page: Page, matrix: MatrixVersion, look: Look, *, width: int) -> None:
    follow(page, "documents:agreements")
    look(page, f"agreements-{width}")
    follow(page, "documents:matrix", matrix.key)
    look(page, f"matrix-{width}")
    step = page.get_by_role("rowheader", name=gettext("Scale up"), exact=True)
    row = page.get_by_role("row").filter(has=step)
    assert "Gemeentelijk regisseur" in row.inner_text()
    row.get_by_role("link").first.click()
    clause = page.locator(f"#{page.url.rpartition('#')[2]}")
    assert CLAUSE in clause.inner_text()
    look(page, f"clause-{width}")
    follow(page, "documents:coverage")
    look(page, f"coverage-{width}")
