"""Do firing, inbox and pages agree on who may decide, whatever they hold themselves and whomever they replace?"""

from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from casefiles.models import PlanVersion, Replacement
from casefiles.selectors.offers import offer
from tests.factories.cases import World, a_case, a_member, a_plan, day
from tests.factories.people import a_person
from workflows.authority import machine
from workflows.fire import fire
from workflows.inbox import waiting_for
from workflows.models import Transition, contributed
from workflows.refusals import StepRefused
from workflows.steps import step_by_id

pytestmark = pytest.mark.django_db
ABSENT = ("not replaced", "replaced", "replaced, contributed")
# Holds the function themselves, contributed themselves, and how it is with two absent holders of it.
PRODUCT = list(product((False, True), (False, True), ABSENT, ABSENT))


def rights(holds: bool, contributed: bool, first: str, second: str) -> set[str]:
    """By whose right the step can be taken (D-16, D-25); one's own goes first, none is a bar."""
    if contributed:
        return set()
    if holds:
        return {"own"}
    return {name for name, how in (("first", first), ("second", second)) if how == "replaced"}


@pytest.fixture
def world() -> World:
    """The absent hold process direction; the decider is their colleague and in the team."""
    world = a_case()
    world.people["first"] = world.people["process_direction"]
    home = world.people["first"].organisation
    world.people["second"] = a_person(home, "municipal_director")
    a_member(world, world.people["second"], "process_direction")
    world.people["decider"] = a_person(home, "municipal_director")
    a_member(world, world.people["decider"])
    return world


@pytest.mark.parametrize("row", PRODUCT)
def test_fire_inbox_and_page_agree_by_whose_right_a_step_is_taken(row: Any, world: World) -> None:
    plan = _made(world, *row)
    viewer, free = world.viewer("decider"), rights(*row)
    assert list(waiting_for(viewer, machine("plan"))) == ([plan] if free else [])
    assert offer(step_by_id("plan.adopt"), plan, viewer=viewer).mine == bool(free)
    taken = _taken(world, plan)
    assert taken in free if free else taken is None


def test_what_the_absent_contributed_is_no_bar_to_ones_own_role(world: World) -> None:
    """The rights of somebody are apart: nothing of one leaks into another."""
    _made(world, True, False, "replaced, contributed", "replaced")
    own, *others = world.viewer("decider").rights
    assert own.principals == {world.people["decider"].key}
    assert [len(one.principals) for one in others] == [2, 2]


def _made(world: World, holds: bool, contributes: bool, first: str, second: str) -> PlanVersion:
    plan = a_plan(world, state="in_consultation")
    contributed(plan, world.people["case_direction"])
    decider = world.people["decider"]
    if holds:
        a_member(world, decider, "process_direction")
    if contributes:
        contributed(plan, decider)
    for name, how in (("first", first), ("second", second)):
        absent = world.people[name]
        if how != "not replaced":
            Replacement.objects.create(absent=absent, deputy=decider, starts_on=day(0), ends_on=day(1), named_by=absent)
        if how.endswith("contributed"):
            contributed(plan, absent)
    return plan


def _taken(world: World, plan: PlanVersion) -> str | None:
    """By whose right the step was logged, or none when it was refused."""
    try:
        with transaction.atomic():
            fire("plan.adopt", plan, viewer=world.viewer("decider"), expected_version=plan.version)
    except (StepRefused, Http404):
        return None
    moved = Transition.objects.get(step="plan.adopt")
    names = {world.people["first"]: "first", world.people["second"]: "second", None: "own"}
    return names[moved.on_behalf_of]
