"""Who drafts, submits and adopts a plan, and what is an adopted plan worth?"""

import io
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from docx import Document

from access.doors import may_see
from casefiles.actions.evaluate import evaluate_goals
from casefiles.actions.plan import report_progress, start_plan
from casefiles.actions.write_plan import Written, add_action, section_of, write_part
from casefiles.models import Case, PlanAction, PlanFile, PlanGoal, PlanVersion
from documents.storage import read_private
from tests.factories.cases import World, a_case, a_covered_member, a_plan
from tests.factories.team import a_closing_notice
from workflows.fire import fire
from workflows.models import contributed
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db
SEVEN = dict.fromkeys(PlanAction.SEVEN, "Antwoord.")


@pytest.fixture
def world() -> World:
    return a_case()


def _write(world: World, plan: PlanVersion, text: str, *, expected_version: int = 1) -> PlanVersion:
    section = section_of(plan, "analysis")
    write_part(section, Written(text=text), viewer=world.viewer("case_direction"), expected_version=expected_version)
    return PlanVersion.objects.get(pk=plan.pk)


def _act(world: World, plan: PlanVersion, **answers: str) -> PlanVersion:
    """With one action, complete but for what is said otherwise."""
    goal = PlanGoal.objects.create(plan_version=plan, order=1, text="Antwoord.")
    fields = {name: text for name, text in (SEVEN | answers).items() if name != "subgoal"}
    add_action(plan, fields | {"goal": goal}, viewer=world.viewer("case_direction"))
    return PlanVersion.objects.get(pk=plan.pk)


def _adopted(world: World) -> PlanVersion:
    plan = a_plan(world, state="in_consultation")
    contributed(plan, world.people["case_direction"])
    return fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)


def test_case_direction_drafts_and_nobody_else_sees_the_draft(world: World) -> None:
    plan = start_plan(world.case, viewer=world.viewer("case_direction"))
    plan = _write(world, plan, "Veel.")
    assert plan.analysis == "Veel."
    assert not may_see(world.viewer("process_direction"), plan)


@pytest.mark.parametrize("who", ["process_direction", "member"])
def test_nobody_else_drafts(world: World, who: str) -> None:
    with pytest.raises(StepRefused):
        start_plan(world.case, viewer=world.viewer(who))


def test_two_plans_are_not_made_at_once(world: World) -> None:
    start_plan(world.case, viewer=world.viewer("case_direction"))
    with pytest.raises(StepRefused):
        start_plan(world.case, viewer=world.viewer("case_direction"))


def test_a_stale_draft_is_refused(world: World) -> None:
    plan = start_plan(world.case, viewer=world.viewer("case_direction"))
    _write(world, plan, "Een.")
    with pytest.raises(Stale):
        _write(world, plan, "Twee.")
    assert PlanVersion.objects.get(pk=plan.pk).analysis == "Een."


def test_a_plan_with_open_questions_cannot_be_submitted(world: World) -> None:
    plan = start_plan(world.case, viewer=world.viewer("case_direction"))
    plan = _act(world, plan, where="")
    with pytest.raises(StepRefused, match="1"):
        fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)


def test_the_journey_from_draft_to_adopted(world: World) -> None:
    plan = start_plan(world.case, viewer=world.viewer("case_direction"))
    plan = _act(world, plan)
    plan = fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)
    assert may_see(world.viewer("process_direction"), plan)
    assert not may_see(world.viewer("member"), plan)
    plan = fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    assert may_see(world.viewer("member"), plan)


def test_an_adopted_plan_has_number_date_hash_and_word_file(world: World) -> None:
    plan = _adopted(world)
    assert (plan.number, plan.adopted_by) == (1, world.people["process_direction"])
    assert plan.adopted_on
    assert len(plan.content_hash) == 64
    file = PlanFile.objects.get(plan_version=plan)
    words = "\n".join(one.text for one in Document(io.BytesIO(read_private(file.path, sha256=file.sha256))).paragraphs)
    assert "Er speelt veel." in words


def test_an_adopted_plan_cannot_be_changed_even_in_the_database(world: World) -> None:
    plan = _adopted(world)
    for rows, fields in (
        (PlanVersion.objects.filter(pk=plan.pk), {"analysis": "x"}),
        (plan.actions.all(), {"what": "x"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**fields)
    with pytest.raises(DatabaseError), transaction.atomic():
        plan.actions.all().delete()


def test_a_deviation_is_a_new_version_and_the_old_one_holds_until_it_is_adopted(world: World) -> None:
    first = _adopted(world)
    second = start_plan(world.case, viewer=world.viewer("case_direction"))
    assert [action.what for action in second.actions.all()] == [action.what for action in first.actions.all()]
    second = fire("plan.submit", second, viewer=world.viewer("case_direction"), expected_version=second.version)
    assert PlanVersion.objects.get(pk=first.pk).state == "adopted"
    second = fire("plan.adopt", second, viewer=world.viewer("process_direction"), expected_version=second.version)
    assert (PlanVersion.objects.get(pk=first.pk).state, second.number) == ("replaced", 2)


def test_sending_back_keeps_the_plan_and_gives_it_back_to_its_writer(world: World) -> None:
    plan = a_plan(world, state="in_consultation")
    plan = fire("plan.send_back", plan, viewer=world.viewer("process_direction"), expected_version=1, reason="Vaag.")
    assert _write(world, plan, "Scherp.").analysis == "Scherp."


def test_progress_is_for_the_owning_organisation_and_for_direction(world: World) -> None:
    plan = _adopted(world)
    action = plan.actions.get()
    report_progress(action, viewer=world.viewer("case_direction"), status="done", remark="Gelukt.")
    report_progress(action, viewer=world.viewer("process_direction"), status="open", remark="Toch niet.")
    with pytest.raises(StepRefused):
        report_progress(action, viewer=world.viewer("member"), status="done", remark="")


def test_no_progress_is_reported_in_a_case_that_is_closed(world: World) -> None:
    action = _adopted(world).actions.get()
    Case.objects.filter(pk=world.case.pk).update(state="handed_over")
    with pytest.raises(StepRefused):
        report_progress(
            PlanAction.objects.get(pk=action.pk), viewer=world.viewer("case_direction"), status="done", remark=""
        )


def test_progress_on_own_actions_stays_possible_while_the_covenant_winds_down(world: World) -> None:
    partner = a_covered_member(world, "partner", last_day=-3)
    plan = a_plan(world, state="in_consultation", circle="team")
    plan.actions.update(organisation=partner.organisation)
    PlanVersion.objects.filter(pk=plan.pk).update(state="adopted")
    action = PlanAction.objects.get(plan_version=plan)
    report_progress(action, viewer=world.viewer("partner"), status="done", remark="Afgerond.")


def test_a_case_is_activated_only_with_an_adopted_plan(world: World) -> None:
    with pytest.raises(StepRefused):
        _activate(world)
    _adopted(world)
    assert _activate(world).state == "active"


def test_closing_needs_resolved_actions_and_an_evaluation(world: World) -> None:
    plan = _adopted(world)
    Case.objects.filter(pk=world.case.pk).update(state="closing")
    with pytest.raises(StepRefused) as refused:
        _close(world)
    assert len(refused.value.unmet) == 3
    a_closing_notice(world)
    report_progress(plan.actions.get(), viewer=world.viewer("case_direction"), status="done", remark="")
    answers = {goal.key: {"reached": "Goed."} for goal in plan.goals.all()}
    plan = evaluate_goals(plan, answers, viewer=world.viewer("case_direction"), expected_version=plan.version)
    fire("plan.evaluate", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)
    assert _close(world).state == "closed"


def _activate(world: World) -> Any:
    return fire("case.activate", world.case, viewer=world.viewer("process_direction"), expected_version=1)


def _close(world: World) -> Any:
    case = Case.objects.get(pk=world.case.pk)
    return fire("case.close", case, viewer=world.viewer("process_direction"), expected_version=case.version)
