"""Can somebody who never saw a matrix tell who may decide what, and where that stands, also in a long one?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from documents.actions.bind import choose_nobody
from documents.models import Column, MatrixRow, MatrixSection, MeetingType, Statement
from documents.selectors.clause_places import clause_urls
from documents.selectors.coverage import coverage
from documents.selectors.decisions import decisions
from documents.selectors.matrix_outline import ROWS_A_RUN, Place
from documents.selectors.matrix_page import matrix_page
from documents.selectors.resembling_rows import resembling_rows
from tests.documents.pages import as_user, matrix_url
from tests.factories.documents import (
    a_director,
    a_draft_matrix,
    a_leader,
    a_meeting,
    an_adopted_matrix,
    people_for_roles,
    viewer_of,
)
from tests.factories.people import a_person
from workflows.steps import governed_steps

pytestmark = pytest.mark.django_db
COVERAGE = reverse("documents:coverage")


@pytest.fixture(autouse=True)
def english(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    people_for_roles("municipal_director", "safety_broker")
    with translation.override("en"):
        yield


@pytest.fixture
def leader():
    return a_leader()


def index(version, leader, meeting):
    found = decisions(coverage(version, viewer=viewer_of(leader), meeting_type=meeting))
    return {str(one.label): one for group in found for one in group.decisions}


def test_the_index_names_every_governed_step_once(leader):
    found = decisions(coverage(a_draft_matrix(), viewer=viewer_of(leader), meeting_type=a_meeting()))
    assert sum(len(group.decisions) for group in found) == len(governed_steps())


def test_a_step_leads_to_role_row_and_words(leader):
    version = a_draft_matrix({"safety_broker": ["case.scale_up"]})
    holder = index(version, leader, a_meeting())["Scale up"].holders[0]
    assert str(holder.label) == "safety broker"
    assert [(one.order, one.text) for one in holder.places] == [(2, "Beslist: case.scale_up.")]


def test_the_address_of_a_row_is_on_the_page(leader):
    version = a_draft_matrix({"safety_broker": ["case.scale_up"]})
    shown = as_user(leader).get(matrix_url(version)).content.decode()
    assert f'href="{matrix_url(version)}?rol=1&amp;rij=2#row-2"' in shown
    assert 'id="row-2"' in shown


def test_what_nobody_may_and_what_is_default_are_told_apart(leader):
    version = a_draft_matrix()
    choose_nobody(version, viewer=viewer_of(leader), expected_version=1, step_id="case.close")
    found = index(version, leader, a_meeting())
    assert (found["Close case"].holders, found["Close case"].by_default) == ([], "")
    assert [str(one.label) for one in found["Scale down"].holders] == ["municipal director"]
    assert found["Scale down"].holders[0].places == ()


def test_the_coverage_page_lists_what_nobody_and_what_several_may(leader):
    version = a_draft_matrix({"safety_broker": ["case.scale_up"], "municipal_director": ["case.scale_up"]})
    choose_nobody(version, viewer=viewer_of(leader), expected_version=1, step_id="case.close")
    covered = as_user(leader).get(COVERAGE, {"matrix": version.key}).context["coverage"]
    assert [row.step for row in covered.several] == ["case.scale_up"]
    assert "case.close" in [row.step for row in covered.nobody]


def test_the_coverage_page_shows_the_defaults_to_whom_reads_no_matrix():
    MeetingType.objects.all().delete()
    meeting = a_meeting()
    an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    response = as_user(a_person(None, "partner")).get(COVERAGE)
    assert response.context["matrices"] == []
    assert meeting.name in response.content.decode()


def test_the_coverage_page_opens_with_the_matrix_that_decides_now(leader):
    version = an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    client = as_user(leader)
    assert client.get(COVERAGE).context["version"] == version
    assert client.get(COVERAGE, {"matrix": "standaard"}).context["version"] is None


def test_coverage_of_a_matrix_that_one_may_not_read_does_not_exist():
    version = an_adopted_matrix()
    assert as_user(a_person(None, "partner")).get(COVERAGE, {"matrix": version.key}).status_code == 404


def test_a_clause_leads_only_readers_of_the_matrix_to_its_row(leader):
    version = a_draft_matrix({"safety_broker": ["case.scale_up"]})
    statement = Statement.objects.get(column=Column.AUTHORITY)
    version.audience.choose({"role:project_leader"})
    assert list(clause_urls(viewer_of(leader), [statement.pk, None])) == [statement.pk]
    assert clause_urls(viewer_of(a_person(None, "partner")), [statement.pk]) == {}


def long_matrix(rows):
    version = a_draft_matrix()
    for order in range(2, 6):
        section = MatrixSection.objects.create(version=version, order=order, name=f"Rol {order}")
        numbers = range(order * 1000, order * 1000 + rows // 4)
        made = MatrixRow.objects.bulk_create(MatrixRow(section=section, order=number) for number in numbers)
        Statement.objects.bulk_create(
            Statement(row=row, column=column, order=1, text=f"Doet ding {row.order} in {column}.")
            for row in made
            for column in Column
        )
    return version


def test_of_a_long_matrix_every_row_is_shown_on_one_page_exactly(leader):
    version, viewer = long_matrix(500), viewer_of(leader)
    first = matrix_page(version, viewer=viewer, place=Place(section=3))
    assert (first.rows, first.in_parts, len(first.outline)) == (501, True, 5)
    runs = next(section.runs for section in first.outline if section.shown)
    pages = [matrix_page(version, viewer=viewer, place=Place(3, run.first)).sections for run in runs]
    shown = [row.order for (section,) in pages for row in section.rows]
    assert shown == list(MatrixRow.objects.filter(section__order=3).values_list("order", flat=True))
    assert max(len(section.rows) for (section,) in pages) == ROWS_A_RUN


def test_an_address_that_names_a_row_comes_to_the_page_on_which_it_stands(leader):
    version = long_matrix(500)
    page = as_user(leader).get(matrix_url(version), {"rol": "3", "rij": "3100"}).content.decode()
    assert 'id="row-3100"' in page
    assert 'id="row-3000"' not in page


def test_a_page_of_five_hundred_rows_asks_as_much_as_one_of_two_hundred(leader):
    client, counts = as_user(leader), []
    for rows in (200, 500):
        version = long_matrix(rows)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(matrix_url(version)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_rows_that_are_nearly_the_same_stand_side_by_side(leader):
    version = a_draft_matrix({"municipal_director": ["plan.adopt"]})
    Statement.objects.filter(column=Column.TASK).update(text="Bewaakt de voortgang van alle acties.")
    assert [(pair.first.order, pair.second.order) for pair in resembling_rows(version)] == [(1, 2)]
    shown = as_user(leader).get(matrix_url(version, "backroom:resembling")).content.decode()
    assert "rows 1 and 2" in shown


def test_a_director_does_not_compare_rows():
    version = an_adopted_matrix()
    assert as_user(a_director()).get(matrix_url(version, "backroom:resembling")).status_code == 404
