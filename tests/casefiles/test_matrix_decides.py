"""Does the adopted matrix grant and withhold decisions in a case (D-12, D-14, D-19)?"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import escape

from access.models import Audience
from casefiles.authority_table import authority_table
from casefiles.models import PlanVersion
from documents.models import Binding, MatrixRow, MatrixSection, MatrixVersion, NobodyStep, RoleMatrix, Statement
from documents.selectors.clause_places import row_url
from tests.casefiles.pages import opened, text_of
from tests.factories.cases import World, a_case, a_plan
from workflows.authority import machine
from workflows.fire import fire
from workflows.inbox import waiting_for
from workflows.models import Transition
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


@pytest.fixture
def plan(world: World) -> PlanVersion:
    return a_plan(world, state="in_consultation")


def a_matrix(
    *, binds: str = "", role: str = "ggz_case_coordinator", nobody: str = "", hours_ago: float = 1, **scope: Any
) -> MatrixVersion:
    """An adopted matrix of one row that gives one step to one role (or to nobody), in effect since some hours."""
    number = RoleMatrix.objects.count() + 1
    version = MatrixVersion.objects.create(
        matrix=RoleMatrix.objects.create(number=f"91-{number:03}", title="Matrix"),
        version_number=3,
        audience=Audience.objects.create(),
        effective_at=timezone.now() - timedelta(hours=hours_ago),
        adopted_at=timezone.now() - timedelta(hours=hours_ago),
    )
    version.municipalities.set(scope.get("municipalities", ()))
    version.meeting_types.set(scope.get("meeting_types", ()))
    section = MatrixSection.objects.create(version=version, order=1, name="Rol", role=role)
    row = MatrixRow.objects.create(section=section, order=12)
    statement = Statement.objects.create(row=row, column="authority", order=1, text="Stelt het plan van aanpak vast")
    if binds:
        Binding.objects.create(statement=statement, step=binds)
    if nobody:
        NobodyStep.objects.create(version=version, step=nobody)
    MatrixVersion.objects.filter(pk=version.pk).update(state="adopted")
    return version


def _adopts(world: World, plan: PlanVersion, who: str) -> bool:
    try:
        fire("plan.adopt", plan, viewer=world.viewer(who), expected_version=plan.version)
    except StepRefused:
        return False
    return True


def test_a_matrix_that_binds_the_step_takes_it_from_the_default(world: World, plan: PlanVersion) -> None:
    a_matrix(binds="plan.adopt")
    assert not _adopts(world, plan, "process_direction")
    assert _adopts(world, plan, "case_direction")


def test_a_matrix_decides_only_the_steps_that_it_binds(world: World, plan: PlanVersion) -> None:
    a_matrix(binds="case.scale_up")
    assert _adopts(world, plan, "process_direction")


def test_nobody_is_only_an_explicit_choice(world: World, plan: PlanVersion) -> None:
    a_matrix(nobody="plan.adopt")
    with pytest.raises(StepRefused) as refused:
        fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    assert len(refused.value.unmet) == 1
    assert not list(waiting_for(world.viewer("process_direction"), machine("plan")))


def test_a_clause_that_moved_refuses_the_open_form_and_moves_the_inbox(world: World, plan: PlanVersion) -> None:
    opened = world.viewer("process_direction")
    assert list(waiting_for(opened, machine("plan"))) == [plan]
    a_matrix(binds="plan.adopt")
    with pytest.raises(StepRefused) as refused:
        fire("plan.adopt", plan, viewer=opened, expected_version=plan.version)
    assert "12" in str(refused.value.clause)
    assert list(waiting_for(world.viewer("process_direction"), machine("plan"))) == []
    assert list(waiting_for(world.viewer("case_direction"), machine("plan"))) == [plan]


def test_a_matrix_decides_from_its_stated_moment(world: World, plan: PlanVersion) -> None:
    a_matrix(binds="plan.adopt", hours_ago=-1)
    assert _adopts(world, plan, "process_direction")


def test_the_decision_keeps_version_and_clause_also_after_a_later_matrix(world: World, plan: PlanVersion) -> None:
    version = a_matrix(binds="plan.adopt", hours_ago=3)
    assert _adopts(world, plan, "case_direction")
    a_matrix(binds="plan.adopt", role="municipal_director", hours_ago=1)
    moved = Transition.objects.get(step="plan.adopt")
    assert moved.matrix_version_id == version.pk
    assert "12" in moved.clause


def test_a_matrix_of_another_municipality_decides_nothing_here(world: World, plan: PlanVersion) -> None:
    a_matrix(binds="plan.adopt", municipalities=[a_case().municipality])
    assert _adopts(world, plan, "process_direction")


def test_the_matrix_of_this_municipality_goes_before_the_default(world: World, plan: PlanVersion) -> None:
    a_matrix(binds="plan.adopt", role="ggz_case_coordinator")
    a_matrix(binds="plan.adopt", role="municipal_director", municipalities=[world.municipality])
    assert list(waiting_for(world.viewer("process_direction"), machine("plan"))) == [plan]
    assert not _adopts(world, plan, "case_direction")
    assert _adopts(world, plan, "process_direction")


def test_the_authority_table_names_people_paper_and_gaps(world: World) -> None:
    a_matrix(binds="plan.adopt", nobody="case.scale_up")
    rows = {row.step.id: row for row in authority_table(world.case)}
    assert rows["plan.adopt"].people == (world.people["case_direction"],)
    assert rows["plan.adopt"].matrix_version_id is not None
    assert rows["plan.submit"].matrix_version_id is None
    assert rows["case.scale_up"].people == ()
    assert rows["case.scale_up"].clauses == ()


def test_the_history_leads_who_may_read_the_matrix_to_the_clause(world: World, plan: PlanVersion) -> None:
    version = a_matrix(binds="plan.adopt")
    assert _adopts(world, plan, "case_direction")
    reader = world.people["process_direction"]
    address = escape(row_url(version.key, 1, 12))
    history = text_of(opened(reader, "history", world.case.key))
    assert "91-001" in history
    assert address not in history
    version.audience.choose({"everyone"})
    assert address in text_of(opened(reader, "history", world.case.key))
