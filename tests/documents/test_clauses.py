"""Which paper decides a governed step: the one matrix that governs the case, row by row, or the default."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from casefiles.machines import CASE
from casefiles.models import Case
from documents.actions.bind import acknowledge_gap, choose_nobody
from documents.actions.decide_matrix import MatrixScope, adopt_matrix, propose_matrix
from documents.clauses import MatrixClauses, governing_matrix
from documents.gaps import gaps
from tests.factories.documents import (
    a_director,
    a_draft_matrix,
    a_leader,
    a_meeting,
    an_adopted_matrix,
    people_for_roles,
    viewer_of,
)
from tests.factories.people import a_municipality
from workflows.authority import clauses_for
from workflows.steps import step_by_id

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SCALE_UP = step_by_id("case.scale_up")


@pytest.fixture(autouse=True)
def people():
    people_for_roles("municipal_director", "safety_broker", "process_manager", "ggz_case_coordinator")


def a_case(place=None, meeting=None) -> Case:
    return Case.objects.create(municipality=place or a_municipality(), meeting_type=meeting or a_meeting())


def functions(case, step=SCALE_UP) -> list[str] | None:
    clauses = MatrixClauses().clauses(step, case, CASE)
    return None if clauses is None else [clause.function for clause in clauses]


def test_a_bound_role_that_holds_a_case_function_decides_by_that_function():
    an_adopted_matrix({"ggz_case_coordinator": ["case.scale_up"]})
    assert functions(a_case()) == ["case_direction"]


def test_a_role_without_a_case_function_decides_by_its_role():
    an_adopted_matrix({"process_manager": ["case.scale_up"]})
    assert functions(a_case()) == ["role:process_manager"]


def test_another_meeting_type_maps_the_same_role_to_another_function():
    an_adopted_matrix({"safety_broker": ["case.scale_up"]})
    youth = a_meeting(process_direction="safety_broker")
    assert (functions(a_case()), functions(a_case(meeting=youth))) == (["chair"], ["process_direction"])


def test_the_clause_names_the_matrix_its_version_and_the_row():
    version = an_adopted_matrix({"municipal_director": ["case.close", "case.scale_up"]})
    (clause,) = clauses_for(SCALE_UP, a_case())
    assert clause.matrix_version_id == version.pk
    assert clause.statement_id is not None
    assert all(part in clause.text for part in (version.matrix.number, "1", "3"))


def test_a_step_that_the_matrix_does_not_bind_keeps_its_default():
    an_adopted_matrix({"municipal_director": ["case.close"]})
    assert functions(a_case()) is None
    (clause,) = clauses_for(SCALE_UP, a_case())
    assert clause.function == "process_direction"


def test_two_roles_may_both_be_given_a_step():
    an_adopted_matrix({"municipal_director": ["case.scale_up"], "safety_broker": ["case.scale_up"]})
    assert functions(a_case()) == ["process_direction", "chair"]


def test_nobody_is_an_empty_list_and_not_the_default():
    draft = a_draft_matrix()
    leader = viewer_of(a_leader())
    draft = choose_nobody(draft, viewer=leader, expected_version=draft.version, step_id="case.scale_up")
    for gap in gaps(draft, viewer=leader):
        draft = acknowledge_gap(draft, viewer=leader, expected_version=draft.version, gap=gap.id)
    version = propose_matrix(draft, viewer=leader, expected_version=draft.version)
    for director in (a_director(), a_director()):
        version = adopt_matrix(version, viewer=viewer_of(director), expected_version=version.version)
    assert functions(a_case()) == []


def test_a_proposed_matrix_decides_nothing():
    draft = a_draft_matrix({"safety_broker": ["case.scale_up"]})
    propose_matrix(draft, viewer=viewer_of(a_leader()), expected_version=draft.version)
    assert functions(a_case()) is None


def test_before_its_moment_a_matrix_decides_nothing_and_from_then_on_it_does():
    moment = timezone.now() + timedelta(days=3)
    an_adopted_matrix({"safety_broker": ["case.scale_up"]}, scope=MatrixScope(effective_at=moment))
    case = a_case()
    assert functions(case) is None
    with time_machine.travel(moment, tick=False):
        assert functions(case) == ["chair"]


def test_a_matrix_for_chosen_municipalities_goes_before_the_default():
    here, meeting = a_municipality(), a_meeting()
    default = an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    chosen = an_adopted_matrix({"safety_broker": ["case.scale_up"]}, scope=MatrixScope((here,)))
    assert governing_matrix(here.pk, meeting.pk) == chosen
    assert governing_matrix(a_municipality().pk, meeting.pk) == default
    assert functions(a_case(here, meeting)) == ["chair"]


def test_what_the_chosen_matrix_leaves_unbound_is_not_decided_by_the_default_matrix():
    here = a_municipality()
    an_adopted_matrix({"safety_broker": ["case.scale_up"]})
    an_adopted_matrix({"municipal_director": ["case.close"]}, scope=MatrixScope((here,)))
    assert functions(a_case(here)) is None


def test_the_scopes_cut_the_table_exactly_as_the_clauses_of_each_case():
    places, meetings = [a_municipality() for _ in range(3)], [a_meeting(), a_meeting(chair="process_manager")]
    an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    an_adopted_matrix({"process_manager": ["case.scale_up"]}, scope=MatrixScope((places[0],), (meetings[1],)))
    an_adopted_matrix({"safety_broker": ["case.close"]}, scope=MatrixScope((places[1],)))
    cases = [a_case(place, meeting) for place in places for meeting in meetings]
    found = {case.pk: [] for case in cases}
    for scope, clauses in MatrixClauses().scopes(SCALE_UP, CASE):
        for case in Case.objects.filter(scope):
            found[case.pk].append(None if clauses is None else [clause.function for clause in clauses])
    assert found == {case.pk: [functions(case)] for case in cases}


def test_scopes_follow_the_path_of_the_machine():
    an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    a_meeting()
    machine = SimpleNamespace(scope_path="case__")
    (first, *_rest) = MatrixClauses().scopes(SCALE_UP, machine)
    assert "case__meeting_type_id" in str(first[0])


def test_a_silent_matrix_costs_few_queries(django_assert_max_num_queries):
    an_adopted_matrix()
    with django_assert_max_num_queries(5):
        assert len(list(MatrixClauses().scopes(SCALE_UP, CASE))) == 1
