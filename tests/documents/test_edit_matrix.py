"""Editing a draft matrix row by row: nothing gets lost, nobody overwrites another."""

import pytest
from django.http import Http404

from documents.actions.bind import bind_step, choose_nobody, unbind_step
from documents.actions.edit_matrix import (
    SectionFields,
    add_row,
    edit_row,
    edit_section,
    edit_statement,
    mark_empty,
    remove_row,
)
from documents.models import Binding, Column, MatrixRow, MatrixVersion, Statement
from tests.factories.documents import (
    a_draft_matrix,
    a_leader,
    a_proposed_matrix,
    an_adopted_matrix,
    people_for_roles,
    viewer_of,
)
from tests.factories.people import a_person
from workflows.models import Contribution
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return viewer_of(a_leader())


@pytest.fixture
def matrix():
    return a_draft_matrix({"municipal_director": ["plan.adopt"], "safety_broker": []})


def bound_row(matrix) -> MatrixRow:
    return MatrixRow.objects.get(section__version=matrix, statements__bindings__isnull=False)


def texts(row, column) -> list[str]:
    return list(row.statements.filter(column=column).values_list("text", flat=True))


def test_a_row_keeps_the_bindings_of_statements_that_stay(matrix, leader):
    row = bound_row(matrix)
    cells = {Column.AUTHORITY: ["Nieuw vooraan.", "Beslist: plan.adopt."]}
    edit_row(row, viewer=leader, expected_version=1, cells=cells)
    assert texts(row, Column.AUTHORITY) == cells[Column.AUTHORITY]
    assert Binding.objects.get().statement.text == "Beslist: plan.adopt."


def test_a_reworded_statement_keeps_its_binding(matrix, leader):
    row = bound_row(matrix)
    edit_row(row, viewer=leader, expected_version=1, cells={Column.AUTHORITY: ["Stelt het plan vast."]})
    assert Binding.objects.get().statement.text == "Stelt het plan vast."


def test_a_removed_statement_takes_its_binding_along(matrix, leader):
    row = bound_row(matrix)
    edit_row(row, viewer=leader, expected_version=1, cells={Column.AUTHORITY: []})
    assert not Binding.objects.exists()
    assert texts(row, Column.TASK) == ["Bewaakt de voortgang."]


def test_the_same_sentence_twice_in_a_cell_stays_twice(matrix, leader):
    row = bound_row(matrix)
    edit_row(row, viewer=leader, expected_version=1, cells={Column.TASK: ["Belt.", "Belt."]})
    assert texts(row, Column.TASK) == ["Belt.", "Belt."]


def test_a_stale_edit_is_refused_and_changes_nothing(matrix, leader):
    statement = Statement.objects.filter(row__section__version=matrix).first()
    edit_statement(statement, viewer=leader, expected_version=1, text="Eerst.")
    with pytest.raises(Stale):
        edit_statement(statement, viewer=leader, expected_version=1, text="Te laat.")
    assert Statement.objects.get(pk=statement.pk).text == "Eerst."


def test_who_is_no_project_leader_does_not_find_a_draft(matrix):
    statement = Statement.objects.filter(row__section__version=matrix).first()
    with pytest.raises(Http404):
        edit_statement(statement, viewer=viewer_of(a_person(None, "partner")), expected_version=1, text="x")


def test_a_director_who_sees_the_proposal_cannot_edit_it():
    version = a_proposed_matrix()
    statement = Statement.objects.filter(row__section__version=version).first()
    director = viewer_of(a_person(None, "municipal_director"))
    with pytest.raises(StepRefused) as refused:
        edit_statement(statement, viewer=director, expected_version=version.version, text="x")
    assert refused.value.status == 403


@pytest.mark.parametrize("made", [a_proposed_matrix, an_adopted_matrix])
def test_a_matrix_that_is_no_draft_does_not_change(made, leader):
    version = made()
    statement = Statement.objects.filter(row__section__version=version).first()
    with pytest.raises(StepRefused):
        edit_statement(statement, viewer=leader, expected_version=version.version, text="x")


def test_who_edits_has_contributed(matrix, leader):
    statement = Statement.objects.filter(row__section__version=matrix).first()
    edit_statement(statement, viewer=leader, expected_version=1, text="x")
    assert Contribution.objects.filter(thing_id=matrix.pk, user=leader.user).exists()


def test_rows_are_numbered_through_the_whole_matrix(matrix, leader):
    first = matrix.sections.first()
    added = add_row(first, viewer=leader, expected_version=1, after=first.rows.first())
    assert added.order == 2
    rows = MatrixRow.objects.filter(section__version=matrix)
    assert sorted(rows.values_list("order", flat=True)) == list(range(1, rows.count() + 1))


def test_a_removed_row_takes_everything_of_it_along(matrix, leader):
    row = bound_row(matrix)
    remove_row(row, viewer=leader, expected_version=1)
    assert not MatrixRow.objects.filter(pk=row.pk).exists()
    assert not Binding.objects.exists()


def test_only_an_empty_cell_is_marked_as_empty(matrix, leader):
    row = bound_row(matrix)
    mark_empty(row, viewer=leader, expected_version=1, marks={Column.RESPONSIBILITY: "deliberate"})
    assert row.empty_cells.get().mark == "deliberate"
    with pytest.raises(StepRefused):
        mark_empty(row, viewer=leader, expected_version=2, marks={Column.TASK: "deliberate"})


def test_filling_a_cell_takes_its_mark_away(matrix, leader):
    row = bound_row(matrix)
    mark_empty(row, viewer=leader, expected_version=1, marks={Column.RESPONSIBILITY: "to_agree"})
    edit_row(row, viewer=leader, expected_version=2, cells={Column.RESPONSIBILITY: ["Staat er voor in."]})
    assert not row.empty_cells.exists()


def test_a_section_gets_its_role(matrix, leader):
    section = matrix.sections.last()
    fields = SectionFields("Procesmanager", "process_manager", ("wijkcoach",))
    edit_section(section, viewer=leader, expected_version=1, fields=fields)
    assert list(matrix.sections.values_list("role", flat=True)) == ["municipal_director", "process_manager"]


def test_a_step_is_bound_and_unbound(matrix, leader):
    statement = matrix.sections.last().rows.first().statements.first()
    bind_step(statement, viewer=leader, expected_version=1, step_id="case.close")
    assert [binding.step for binding in statement.bindings.all()] == ["case.close"]
    unbind_step(statement, viewer=leader, expected_version=2, step_id="case.close")
    assert not statement.bindings.exists()


@pytest.mark.parametrize("step", ["matrix.adopt", "covenant.sign", "no.such_step"])
def test_a_constitutional_step_cannot_be_bound(matrix, leader, step):
    with pytest.raises(StepRefused):
        bind_step(Statement.objects.first(), viewer=leader, expected_version=1, step_id=step)


def test_nobody_and_somebody_exclude_each_other(matrix, leader):
    with pytest.raises(StepRefused):
        choose_nobody(matrix, viewer=leader, expected_version=1, step_id="plan.adopt")
    version = choose_nobody(MatrixVersion.objects.get(), viewer=leader, expected_version=1, step_id="case.close")
    with pytest.raises(StepRefused):
        bind_step(Statement.objects.first(), viewer=leader, expected_version=version.version, step_id="case.close")


@pytest.fixture(autouse=True)
def people():
    people_for_roles("municipal_director", "safety_broker")
