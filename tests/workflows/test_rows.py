"""What do the rows of `workflows` tell of themselves, and can a thing with a state be checked whole?"""

import pytest
from django.core.exceptions import ValidationError

from casefiles.models import Case, PlanVersion
from tests.factories.cases import World, a_case, a_plan
from workflows.fire import fire
from workflows.models import Contribution, Transition, TransitionReason, contributed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


@pytest.fixture
def plan(world: World) -> PlanVersion:
    plan = a_plan(world, state="in_consultation")
    return fire(
        "plan.send_back", plan, viewer=world.viewer("process_direction"), expected_version=1, reason="Actie 1 is vaag."
    )


def test_a_transition_is_named_by_its_step_and_a_key(plan: PlanVersion) -> None:
    assert str(Transition.objects.get()) == f"plan.send_back {plan.key}"


def test_the_words_of_a_reason_are_not_in_its_name(plan: PlanVersion) -> None:
    reason = TransitionReason.objects.get()
    assert str(reason) == f"reason of {reason.transition_id}"


def test_a_contribution_is_named_by_numbers_and_not_by_who_contributed(world: World, plan: PlanVersion) -> None:
    member = world.people["member"]
    contributed(plan, member)
    row = Contribution.objects.get(user=member)
    assert str(row) == f"casefiles.planversion {plan.pk} {member.pk}"


def test_a_thing_with_a_state_can_be_checked_whole(world: World) -> None:
    world.case.full_clean()
    world.case.municipality_id = None
    with pytest.raises(ValidationError) as refused:
        world.case.full_clean()
    assert set(refused.value.message_dict) == {"municipality"}


def test_what_the_caller_leaves_out_is_not_checked_either() -> None:
    Case().clean_fields(exclude={"municipality", "meeting_type"})
