"""Does a list of first plans to write name the cases of which the case page says so, whatever the matrices say?"""

import pytest
from pytest_django import DjangoAssertNumQueries

from casefiles.models import Case
from casefiles.selectors.plan_writing import cases_without_plan, needs_first_plan
from casefiles.selectors.plans import plans_of
from tests.casefiles.test_matrix_decides import a_matrix
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, a_member, a_plan, viewer_of
from tests.factories.people import a_person, a_role
from workflows.authority import read_papers

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PEOPLE = ("process_direction", "case_direction", "member", "leaving", "desk", "stranger", "role")
MATRICES = (
    {},
    {"binds": "plan.submit", "role": "municipal_director"},
    {"binds": "plan.submit", "role": "process_manager"},
    {"binds": "plan.adopt", "role": "municipal_director"},
    {"nobody": "plan.submit"},
)


@pytest.fixture
def worlds() -> list[World]:
    """Cases in every state that matters, all with the same people; two of them in one municipality."""
    first = a_case()
    a_covered_member(first, "leaving", last_day=-5, function="case_direction")
    a_covered_member(first, "desk", function="desk")
    first.people["stranger"] = a_person(None, "ggz_case_coordinator")
    a_role(a_covered_member(first, "role"), "process_manager")
    worlds = [first, *(a_case(state=state) for state in ("intake", "planning", "planning", "active", "closed"))]
    for world in worlds[1:]:
        _joined(world, first)
    a_plan(worlds[2])
    a_plan(worlds[3], state="in_consultation")
    a_plan(worlds[4], state="adopted", circle="team", number=1)
    return worlds


def _joined(world: World, first: World) -> None:
    world.people = first.people
    for name in ("process_direction", "case_direction", "member", "role"):
        a_member(world, first.people[name], "member" if name == "role" else name)
    a_covenant(world.purpose, {user.organisation for user in first.people.values()}, world.municipality)


@pytest.mark.parametrize("matrix", MATRICES)
@pytest.mark.parametrize("name", PEOPLE)
def test_the_list_and_the_case_page_agree(worlds: list[World], matrix: dict[str, str], name: str) -> None:
    if matrix:
        a_matrix(**matrix, municipalities=[world.municipality for world in worlds[:2]])
    viewer = viewer_of(worlds[0].people[name])
    listed = set(cases_without_plan(viewer, read_papers()))
    seen = Case.objects.visible_to(viewer)
    assert listed == {
        case for case in seen if needs_first_plan(case, viewer=viewer, plans=list(plans_of(case, viewer=viewer)))
    }


def test_case_direction_writes_in_open_cases_where_nobody_began(worlds: list[World]) -> None:
    viewer = worlds[0].viewer("case_direction")
    assert set(cases_without_plan(viewer, read_papers())) == {worlds[0].case, worlds[1].case}


def test_one_reading_of_the_papers_answers_for_every_case(
    worlds: list[World], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_matrix(binds="plan.submit")
    viewer, papers = worlds[0].viewer("case_direction"), read_papers()
    list(cases_without_plan(viewer, papers))
    with django_assert_num_queries(1):
        list(cases_without_plan(viewer, papers))
