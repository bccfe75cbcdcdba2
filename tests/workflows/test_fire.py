"""Does a state move by `fire` alone: seen first, refused with everything unmet, logged with its paper?"""

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from accounts.models import User
from audit.models import AccessLogEntry, Event
from casefiles.models import PlanAction, PlanVersion, Replacement
from tests.factories.cases import World, a_case, a_plan, a_report, day
from tests.factories.people import a_person
from workflows.authority import machine
from workflows.fire import fire
from workflows.inbox import blocked, waiting_for
from workflows.models import Transition, TransitionReason, contributed
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


@pytest.fixture
def plan(world: World) -> PlanVersion:
    plan = a_plan(world, state="in_consultation")
    contributed(plan, world.people["case_direction"])
    return plan


def test_the_invisible_is_not_found_and_nothing_else_is_looked_at(world: World, plan: PlanVersion) -> None:
    world.people["stranger"] = a_person()
    with pytest.raises(Http404):
        fire("plan.adopt", plan, viewer=world.viewer("stranger"), expected_version=plan.version)
    assert PlanVersion.objects.get(pk=plan.pk).state == "in_consultation"


def test_a_refusal_lists_everything_that_is_unmet(world: World, plan: PlanVersion) -> None:
    PlanAction.objects.filter(plan_version=plan).update(where="")
    with pytest.raises(StepRefused) as refused:
        fire("plan.adopt", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)
    # Not their function, their own work, and an action with an open question.
    assert len(refused.value.unmet) == 3
    assert refused.value.status == 403


def test_a_refusal_names_who_may_take_the_step(world: World, plan: PlanVersion) -> None:
    with pytest.raises(StepRefused) as refused:
        fire("plan.adopt", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)
    assert world.people["process_direction"].name in str(refused.value.unmet[0].who)


def test_a_refused_step_changes_nothing_not_even_the_version(world: World, plan: PlanVersion) -> None:
    with pytest.raises(StepRefused):
        fire("plan.adopt", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)
    assert PlanVersion.objects.get(pk=plan.pk).version == plan.version
    assert not Transition.objects.exists()


def test_an_old_form_is_stale_and_shows_what_is_there_now(world: World, plan: PlanVersion) -> None:
    PlanVersion.objects.filter(pk=plan.pk).update(version=7)
    with pytest.raises(Stale) as stale:
        fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=1)
    assert stale.value.current.version == 7


def test_who_was_deactivated_while_the_page_was_open_decides_nothing(world: World, plan: PlanVersion) -> None:
    viewer = world.viewer("process_direction")
    User.objects.filter(pk=viewer.user.pk).update(is_active=False)
    with pytest.raises(Http404):
        fire("plan.adopt", plan, viewer=viewer, expected_version=plan.version)


def test_a_step_that_needs_a_reason_is_refused_without_one(world: World, plan: PlanVersion) -> None:
    with pytest.raises(StepRefused):
        fire("plan.send_back", plan, viewer=world.viewer("process_direction"), expected_version=1, reason="  ")


def test_a_step_leaves_its_transition_with_function_and_clause(world: World, plan: PlanVersion) -> None:
    fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    moved = Transition.objects.get(step="plan.adopt")
    assert (moved.source, moved.target, moved.function) == ("in_consultation", "adopted", "process_direction")
    assert moved.actor == world.people["process_direction"]
    assert moved.clause


def test_a_step_leaves_one_line_of_change_in_the_access_log(world: World, plan: PlanVersion) -> None:
    fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    entry = AccessLogEntry.objects.get(event=Event.CHANGE)
    assert (entry.step, entry.object_key) == ("plan.adopt", plan.key)
    assert [one.case_key for one in entry.cases.all()] == [world.case.key]


def test_the_words_of_a_reason_lie_apart_and_their_digest_needs_their_salt(world: World, plan: PlanVersion) -> None:
    fire(
        "plan.send_back", plan, viewer=world.viewer("process_direction"), expected_version=1, reason="Actie 1 is vaag."
    )
    reason = TransitionReason.objects.get()
    assert reason.transition.reason_digest == TransitionReason.digest("Actie 1 is vaag.", reason.salt)


@pytest.mark.parametrize("change", ["UPDATE workflows_transition SET step = 'x'", "DELETE FROM workflows_transition"])
def test_the_transition_log_cannot_be_changed(change: str, world: World, plan: PlanVersion) -> None:
    fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    with pytest.raises(DatabaseError), transaction.atomic():
        _execute(change)


def test_nobody_decides_on_their_own_work(world: World, plan: PlanVersion) -> None:
    contributed(plan, world.people["process_direction"])
    with pytest.raises(StepRefused):
        fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)


def test_a_deputy_does_not_decide_on_the_work_of_who_they_replace(world: World, plan: PlanVersion) -> None:
    contributed(plan, world.people["process_direction"])
    _deputise(world)
    with pytest.raises(StepRefused):
        fire("plan.adopt", plan, viewer=world.viewer("deputy"), expected_version=plan.version)


def test_a_deputy_decides_on_behalf_of_who_they_replace(world: World, plan: PlanVersion) -> None:
    _deputise(world)
    fire("plan.adopt", plan, viewer=world.viewer("deputy"), expected_version=plan.version)
    moved = Transition.objects.get(step="plan.adopt")
    assert (moved.actor, moved.on_behalf_of) == (world.people["deputy"], world.people["process_direction"])


def test_what_waits_stands_in_the_inbox_of_who_may_take_it_and_of_nobody_else(world: World, plan: PlanVersion) -> None:
    plans = machine("plan")
    assert list(waiting_for(world.viewer("process_direction"), plans)) == [plan]
    assert list(waiting_for(world.viewer("case_direction"), plans)) == []
    assert list(waiting_for(world.viewer("member"), plans)) == []


def test_own_work_never_waits_for_oneself(world: World, plan: PlanVersion) -> None:
    contributed(plan, world.people["process_direction"])
    assert list(waiting_for(world.viewer("process_direction"), machine("plan"))) == []


def test_blocked_says_who_must_act_and_since_when(world: World, plan: PlanVersion) -> None:
    [waiting] = blocked(plan, name="plan")
    assert waiting.step.id == "plan.adopt"
    assert list(waiting.people) == [world.people["process_direction"]]
    assert waiting.since is not None


def test_a_state_cannot_be_set_by_hand(world: World) -> None:
    report = a_report(world)
    with pytest.raises(AttributeError):
        report.state = "withdrawn"


def _deputise(world: World) -> None:
    absent = world.people["process_direction"]
    world.people["deputy"] = a_person(absent.organisation, "municipal_director")
    Replacement.objects.create(
        absent=absent, deputy=world.people["deputy"], starts_on=day(-1), ends_on=day(5), named_by=absent
    )


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
