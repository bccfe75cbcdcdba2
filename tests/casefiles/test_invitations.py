"""Does a place count from its acceptance, and only then (D-15)?"""

from typing import Any

import pytest

from access.doors import may_see
from accounts.models.notice import Notice
from casefiles.actions.team import Grant, invite
from casefiles.models import Case, Invitation, Membership
from casefiles.selectors.working import team_news
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covenant, a_member, day
from tests.factories.people import a_person
from tests.factories.team import an_invitation
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    world.people["invited"] = a_person(None, "partner")
    a_covenant(world.purpose, [world.people["invited"].organisation], world.municipality)
    return world


def _invited(world: World) -> Invitation:
    grant = Grant(world.people["invited"], "member", day(0), day(90))
    return invite(world.case, grant, viewer=world.viewer("process_direction"))


def _answer(world: World, step: str, invitation: Invitation, reason: str = "") -> Any:
    viewer = world.viewer("invited")
    return fire(step, invitation, viewer=viewer, expected_version=invitation.version, reason=reason)


def test_who_is_invited_sees_the_question_and_nothing_of_the_case(world: World) -> None:
    invitation = _invited(world)
    assert may_see(world.viewer("invited"), invitation)
    assert not may_see(world.viewer("invited"), world.case)
    page = text_of(opened(world.people["invited"], "invitation", invitation.key))
    assert world.case.client.name not in page
    assert [one.user for one in Notice.objects.all()] == [world.people["invited"]]


def test_a_place_counts_from_acceptance_by_the_hand_of_who_offered_it(world: World) -> None:
    _answer(world, "invitation.accept", _invited(world))
    member = Membership.objects.get(user=world.people["invited"])
    assert (member.granted_by, member.starts_on) == (world.people["process_direction"], day(0))
    assert member.covenant_version is not None
    assert may_see(world.viewer("invited"), world.case)


def test_declining_needs_a_reason_and_gives_nothing(world: World) -> None:
    invitation = _invited(world)
    with pytest.raises(StepRefused):
        _answer(world, "invitation.decline", invitation)
    _answer(world, "invitation.decline", invitation, "Ik ken hem persoonlijk.")
    assert not may_see(world.viewer("invited"), world.case)
    assert not may_see(world.viewer("invited"), Invitation.objects.get())


def test_an_invitation_expires(world: World) -> None:
    invitation = an_invitation(world, "invited", expires_on=day(-1))
    assert opened(world.people["invited"], "invitation", invitation.key).status_code == 404


def test_the_gate_is_asked_again_at_acceptance(world: World) -> None:
    invitation = _invited(world)
    type(world.people["invited"]).objects.filter(pk=world.people["invited"].pk).update(
        organisation=a_person().organisation
    )
    with pytest.raises(StepRefused):
        _answer(world, "invitation.accept", invitation)
    assert not Membership.objects.filter(user=world.people["invited"]).exists()


def test_an_invitation_that_was_taken_back_cannot_be_accepted(world: World) -> None:
    invitation = _invited(world)
    viewer = world.viewer("process_direction")
    fire("invitation.withdraw", invitation, viewer=viewer, expected_version=invitation.version)
    assert opened(world.people["invited"], "invitation", invitation.key).status_code == 404


def test_nobody_is_invited_twice(world: World) -> None:
    _invited(world)
    with pytest.raises(StepRefused):
        _invited(world)


def test_places_that_end_within_thirty_days_are_listed_for_who_extends_them(world: World) -> None:
    a_member(world, world.people["invited"], ends_on=day(20))
    name = world.people["invited"].name
    assert name in str(team_news(world.case, viewer=world.viewer("process_direction")).ending)
    assert team_news(world.case, viewer=world.viewer("member")).ending == []


def test_a_page_says_who_sees_a_place_and_why(world: World) -> None:
    member = Membership.objects.get(user=world.people["member"])
    assert opened(world.people["member"], "why_membership", member.key).status_code == 200
    assert opened(world.people["invited"], "why_membership", member.key).status_code == 404


def test_what_was_typed_is_kept_when_the_invitation_is_refused(world: World) -> None:
    Case.objects.filter(pk=world.case.pk).update(state="closed")
    form = {"user": world.people["invited"].key, "function": "member", "starts_on": day(0), "ends_on": day(30)}
    response = sent(world.people["process_direction"], "grant", world.case.key, **form)
    assert response.status_code == 409
    assert not Invitation.objects.exists()
