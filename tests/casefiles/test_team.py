"""Who gives access to whom, for how long, and what stops it (D-15, D-17, D-25, D-26)?"""

from dataclasses import replace
from typing import Any

import pytest

from access.doors import may_see
from audit.models import AccessLogEntry
from casefiles.actions.replace import StandIn, name_replacement
from casefiles.actions.team import Grant, end_membership, extend_membership, invite, put_in_care
from casefiles.models import Membership, Replacement
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, a_member, day, viewer_of
from tests.factories.people import a_person
from workflows.fire import fire
from workflows.refusals import Stale, StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


def _covered(world: World) -> Any:
    user = a_person(None, "partner")
    a_covenant(world.purpose, [user.organisation], world.municipality)
    return user


def _grant(world: World, by: str = "process_direction", **fields: Any) -> Membership:
    """Offered and accepted."""
    grant = replace(Grant(_covered(world), "member", day(0), day(90)), **fields)
    invited = invite(world.case, grant, viewer=world.viewer(by))
    fire("invitation.accept", invited, viewer=viewer_of(grant.user), expected_version=invited.version)
    return Membership.objects.get(case=world.case, user=grant.user, function=grant.function)


def test_process_direction_grants_and_it_acts_on_the_next_request(world: World) -> None:
    member = _grant(world)
    assert may_see(viewer_of(member.user), world.case)
    assert member.covenant_version is not None
    assert AccessLogEntry.objects.filter(step="invitation.accept", user_key=member.user.key).exists()


@pytest.mark.parametrize("by", ["case_direction", "member"])
def test_nobody_else_grants(world: World, by: str) -> None:
    with pytest.raises(StepRefused) as refused:
        _grant(world, by)
    assert refused.value.status == 403


def test_nobody_grants_to_themselves(world: World) -> None:
    with pytest.raises(StepRefused, match=r"yourself|jezelf"):
        _grant(world, user=world.people["process_direction"], function="chair")


def test_a_partner_without_covenant_cannot_join_a_case(world: World) -> None:
    outsider = a_person(None, "partner")
    with pytest.raises(StepRefused) as refused:
        _grant(world, user=outsider)
    assert not Membership.objects.filter(user=outsider).exists()
    assert any(str(one.who) for one in refused.value.unmet)


def test_access_is_given_for_six_months_at_most(world: World) -> None:
    with pytest.raises(StepRefused):
        _grant(world, ends_on=day(185))


def test_a_closed_case_takes_no_new_members(world: World) -> None:
    type(world.case).objects.filter(pk=world.case.pk).update(state="closed")
    world.case = type(world.case).objects.get(pk=world.case.pk)
    with pytest.raises(StepRefused):
        _grant(world)


def test_while_the_covenant_winds_down_nobody_new_may_be_granted(world: World) -> None:
    user = a_person(None, "partner")
    a_covenant(world.purpose, [user.organisation], world.municipality, last_day=-3)
    with pytest.raises(StepRefused):
        _grant(world, user=user)


def test_ending_acts_on_the_next_request(world: World) -> None:
    member = Membership.objects.get(user=world.people["member"])
    end_membership(member, viewer=world.viewer("process_direction"), expected_version=1)
    assert not may_see(world.viewer("member"), world.case)


def test_a_member_may_leave_by_themselves(world: World) -> None:
    member = Membership.objects.get(user=world.people["member"])
    end_membership(member, viewer=world.viewer("member"), expected_version=1)
    assert not may_see(world.viewer("member"), world.case)


def test_a_member_does_not_end_another(world: World) -> None:
    member = Membership.objects.get(user=world.people["case_direction"])
    with pytest.raises(StepRefused):
        end_membership(member, viewer=world.viewer("member"), expected_version=1)


def test_the_last_process_direction_cannot_leave_without_a_successor(world: World) -> None:
    member = Membership.objects.get(user=world.people["process_direction"])
    with pytest.raises(StepRefused):
        end_membership(member, viewer=world.viewer("process_direction"), expected_version=1)
    a_covered_member(world, "successor", function="process_direction")
    end_membership(member, viewer=world.viewer("successor"), expected_version=1)
    assert not may_see(world.viewer("process_direction"), world.case)


def test_two_who_change_a_membership_at_once_are_told(world: World) -> None:
    member = Membership.objects.get(user=world.people["member"])
    extend_membership(member, viewer=world.viewer("process_direction"), expected_version=1, ends_on=day(160))
    with pytest.raises(Stale):
        end_membership(member, viewer=world.viewer("process_direction"), expected_version=1)


def test_only_case_direction_opens_the_care_circle_and_not_to_itself(world: World) -> None:
    colleague = a_person(world.people["case_direction"].organisation)
    member = a_member(world, colleague)
    with pytest.raises(StepRefused):
        put_in_care(member, viewer=world.viewer("process_direction"), expected_version=1, in_care=True)
    put_in_care(member, viewer=world.viewer("case_direction"), expected_version=1, in_care=True)
    assert Membership.objects.get(pk=member.pk).in_care


def _stand_in(world: World, deputy: Any) -> StandIn:
    return StandIn(world.people["process_direction"], deputy, day(0), day(10))


def test_a_replacement_is_named_by_the_absent_and_sees_what_they_see(world: World) -> None:
    deputy = a_person(world.people["process_direction"].organisation, "municipal_director")
    name_replacement(_stand_in(world, deputy), viewer=world.viewer("process_direction"))
    assert may_see(viewer_of(deputy), world.case)


def test_a_replacement_comes_from_the_same_organisation_and_role(world: World) -> None:
    elsewhere = a_person(None, "municipal_director")
    other_role = a_person(world.people["process_direction"].organisation, "partner")
    for deputy in (elsewhere, other_role):
        with pytest.raises(StepRefused):
            name_replacement(_stand_in(world, deputy), viewer=world.viewer("process_direction"))
    assert not Replacement.objects.exists()


def test_nobody_names_themselves_as_replacement(world: World) -> None:
    deputy = a_person(world.people["process_direction"].organisation, "municipal_director")
    with pytest.raises(StepRefused):
        name_replacement(_stand_in(world, deputy), viewer=viewer_of(deputy))
