"""How long does somebody stand in for a colleague, and in whose name is what they do (D-25)?"""

import pytest

from access.doors import may_see
from accounts.models import RoleAssignment, User
from audit.models import AccessLogEntry
from casefiles.actions.plan import start_plan
from casefiles.actions.replace import StandIn, name_replacement
from casefiles.actions.team import end_membership, extend_membership
from casefiles.models import Membership, Replacement
from casefiles.selectors.team import replacements_of
from casustafel.portal.selectors.own import replaced_by
from tests.factories.cases import World, a_case, a_member, day
from tests.factories.people import a_person, a_role
from workflows.four_eyes import contributors
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """The director is replaced by a colleague who is not in the team."""
    world = a_case()
    absent = world.people["absent"] = world.people["process_direction"]
    world.people["deputy"] = a_person(absent.organisation, "municipal_director")
    Replacement.objects.create(
        absent=absent, deputy=world.people["deputy"], starts_on=day(-1), ends_on=day(5), named_by=absent
    )
    return world


def _end_role(user: User, *, last_day: int) -> None:
    RoleAssignment.objects.filter(user=user).update(ends_on=day(last_day))


@pytest.mark.parametrize("whose", ["absent", "deputy"])
def test_a_replacement_ends_with_the_role_of_either_on_the_next_request(world: World, whose: str) -> None:
    _end_role(world.people[whose], last_day=0)
    assert may_see(world.viewer("deputy"), world.case)
    _end_role(world.people[whose], last_day=-1)
    assert not may_see(world.viewer("deputy"), world.case)


def test_another_role_that_both_hold_still_makes_them_colleagues(world: World) -> None:
    _end_role(world.people["absent"], last_day=-1)
    for name in ("absent", "deputy"):
        a_role(world.people[name], "safety_broker")
    assert may_see(world.viewer("deputy"), world.case)


def test_a_replacement_that_ended_with_a_role_is_told_to_nobody_any_more(world: World) -> None:
    assert (len(replacements_of(world.viewer("absent"))), len(replaced_by(world.viewer("deputy")))) == (1, 1)
    _end_role(world.people["deputy"], last_day=-1)
    assert (len(replacements_of(world.viewer("absent"))), len(replaced_by(world.viewer("deputy")))) == (0, 0)


def test_who_lost_the_role_cannot_be_named_any_more(world: World) -> None:
    deputy = world.people["deputy"]
    _end_role(deputy, last_day=-1)
    with pytest.raises(StepRefused):
        name_replacement(StandIn(world.people["absent"], deputy, day(10), day(20)), viewer=world.viewer("absent"))


def test_nobody_is_named_to_replace_themselves(world: World) -> None:
    absent = world.people["absent"]
    world.people["manager"] = a_person(None, "process_manager")
    with pytest.raises(StepRefused):
        name_replacement(StandIn(absent, absent, day(0), day(9)), viewer=world.viewer("manager"))


def _on_behalf_of(step: str) -> str:
    return AccessLogEntry.objects.get(step=step).on_behalf_of_key


def test_a_deputy_extends_on_behalf_of_who_they_replace(world: World) -> None:
    member = Membership.objects.get(user=world.people["member"])
    extend_membership(member, viewer=world.viewer("deputy"), expected_version=1, ends_on=day(160))
    assert _on_behalf_of("membership.extend") == world.people["absent"].key


def test_a_plan_that_a_deputy_began_is_also_the_work_of_who_they_replace(world: World) -> None:
    coordinator = world.people["case_direction"]
    world.people["stand-in"] = a_person(coordinator.organisation, "ggz_case_coordinator")
    name_replacement(
        StandIn(coordinator, world.people["stand-in"], day(0), day(9)), viewer=world.viewer("case_direction")
    )
    plan = start_plan(world.case, viewer=world.viewer("stand-in"))
    assert contributors(plan) == {coordinator.pk, world.people["stand-in"].pk}
    assert _on_behalf_of("plan.start") == coordinator.key


def test_who_may_extend_by_their_own_role_does_so_in_their_own_name(world: World) -> None:
    """After scale-up the house's broker may as well, when in the team (D-15)."""
    type(world.case).objects.filter(pk=world.case.pk).update(state="scaled_up")
    a_role(world.people["deputy"], "safety_broker")
    a_member(world, world.people["deputy"])
    member = Membership.objects.get(user=world.people["member"])
    extend_membership(member, viewer=world.viewer("deputy"), expected_version=1, ends_on=day(160))
    assert _on_behalf_of("membership.extend") == ""


def test_who_leaves_a_team_leaves_in_their_own_name(world: World) -> None:
    own = a_member(world, world.people["deputy"])
    end_membership(own, viewer=world.viewer("deputy"), expected_version=1)
    assert _on_behalf_of("membership.end") == ""
