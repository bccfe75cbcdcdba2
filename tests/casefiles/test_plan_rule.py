"""Do the two shapes of the rule of plans, of one thing and as a filter, agree in every state of a plan?"""

from itertools import product

import pytest

from access.doors import may_see
from casefiles.models import PlanAction, PlanConsultation, PlanGoal, PlanRemark, PlanSection, PlanVersion
from tests.factories.cases import World, a_case, a_covered_member, a_plan, day, viewer_of
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db
# (state, circle, shared): a draft that nobody submitted, in consultation, adopted.
STAGES = (("draft", "directors", False), ("in_consultation", "directors", True), ("adopted", "team", True))
READERS = {
    "draft": {"case_direction", "member"},
    "in_consultation": {"case_direction", "process_direction", "member"},
    "adopted": {"case_direction", "process_direction", "member", "other", "winding"},
}


@pytest.fixture
def world() -> World:
    """The member is asked to write and to react; others are not."""
    world = a_case()
    a_covered_member(world, "other")
    a_covered_member(world, "winding", last_day=-5)
    a_covered_member(world, "removed", ends_on=day(-1))
    a_covered_member(world, "desk", function="desk")
    world.people["stranger"] = a_person(None, "partner")
    return world


def _things(world: World, state: str, circle: str, shared: bool) -> list[object]:
    unshared = {} if shared else {"shared_at": None}
    plan = a_plan(world, state=state, circle=circle, **unshared)
    member, removed = world.people["member"], world.people["removed"]
    plan.named_people.add(member, removed)
    section = PlanSection.objects.create(plan_version=plan, part="analysis")
    remark = PlanRemark.objects.create(plan_version=plan, part="analysis", text="Waarom?", by=member)
    asked = PlanConsultation.objects.create(plan_version=plan, person=member)
    return [plan, section, plan.actions.get(), plan.goals.get(), remark, asked]


@pytest.mark.parametrize(("state", "circle", "shared"), STAGES)
def test_a_filter_and_a_look_at_one_thing_agree(world: World, state: str, circle: str, shared: bool) -> None:
    things = _things(world, state, circle, shared)
    for name, thing in product(world.people, things):
        viewer, model = viewer_of(world.people[name]), type(thing)
        filtered = model.objects.visible_to(viewer).filter(pk=thing.pk).exists()  # type: ignore[attr-defined]
        assert filtered == may_see(viewer, thing), (name, model)  # type: ignore[arg-type]


@pytest.mark.parametrize(("state", "circle", "shared"), STAGES)
def test_a_plan_and_its_parts_are_for_whom_the_stage_says(world: World, state: str, circle: str, shared: bool) -> None:
    for thing in _things(world, state, circle, shared):
        seen = {name for name in world.people if may_see(world.viewer(name), thing)}  # type: ignore[arg-type]
        if isinstance(thing, PlanVersion | PlanSection | PlanAction | PlanGoal):
            assert seen == READERS[state], type(thing)
        elif state == "adopted":
            assert seen == {"case_direction", "process_direction", "member"}
