"""Giving, extending and ending access on a page: is every refusal worth reading, and does each act at once?"""

from typing import Any

import pytest

from accounts.models import User
from casefiles.models import Invitation, Membership, Replacement
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, a_member, day
from tests.factories.people import a_person, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


def _granted(world: World, user: User, by: str = "process_direction", **fields: Any) -> Any:
    grant = {"user": user.key, "function": "member", "starts_on": day(0), "ends_on": day(100)} | fields
    return sent(world.people[by], "grant", world.case.key, **grant)


def _membership(world: World, name: str = "member") -> Membership:
    return Membership.objects.get(case=world.case, user=world.people[name])


def test_whom_a_director_adds_reads_along_once_they_accepted(world: World) -> None:
    colleague = a_person(world.people["member"].organisation, "partner")
    assert opened(colleague, "case", world.case.key).status_code == 404
    assert _granted(world, colleague).status_code == 302
    assert opened(colleague, "case", world.case.key).status_code == 404
    invited = Invitation.objects.get(user=colleague)
    sent(colleague, "step", "invitation.accept", invited.key, version=invited.version)
    assert opened(colleague, "case", world.case.key).status_code == 200


def test_a_refusal_names_the_covenant_that_is_missing(world: World) -> None:
    organisation = an_organisation("Stichting Zonder Handtekening")
    response = _granted(world, a_person(organisation, "partner"))
    assert response.status_code == 409
    assert "Stichting Zonder Handtekening" in text_of(response)
    assert world.municipality.name in text_of(response)
    assert not Membership.objects.filter(organisation=organisation).exists()


def test_who_does_not_direct_is_offered_nothing_and_told_who_does(world: World) -> None:
    page = text_of(opened(world.people["member"], "team", world.case.key))
    assert "/toegang-geven/" not in page
    # Only their own place, to leave it.
    assert page.count("/beeindigen/") == 1
    assert "/verlengen/" not in page
    response = opened(world.people["member"], "grant", world.case.key)
    assert response.status_code == 403
    assert world.people["process_direction"].name in text_of(response)


def test_a_period_of_more_than_six_months_is_refused(world: World) -> None:
    colleague = a_person(world.people["member"].organisation, "partner")
    assert _granted(world, colleague, ends_on=day(200)).status_code == 409


def test_access_is_extended_by_another_than_oneself(world: World) -> None:
    member, until = _membership(world), day(180)
    form = {"version": member.version, "ends_on": until}
    assert sent(world.people["member"], "extend_membership", member.key, **form).status_code == 403
    sent(world.people["process_direction"], "extend_membership", member.key, **form)
    assert _membership(world).ends_on == until


def test_access_that_was_ended_is_gone_on_the_next_request(world: World) -> None:
    member = _membership(world)
    sent(world.people["process_direction"], "end_membership", member.key, version=member.version)
    assert opened(world.people["member"], "case", world.case.key).status_code == 404


def test_the_last_person_in_process_direction_cannot_leave(world: World) -> None:
    member = _membership(world, "process_direction")
    assert sent(member.user, "end_membership", member.key, version=member.version).status_code == 409
    assert opened(member.user, "case", world.case.key).status_code == 200


def test_only_case_direction_opens_the_care_circle(world: World) -> None:
    colleague = a_person(world.people["case_direction"].organisation, "partner")
    member = a_member(world, colleague)
    form = {"version": member.version}
    assert sent(world.people["process_direction"], "care_membership", member.key, **form).status_code == 403
    sent(world.people["case_direction"], "care_membership", member.key, **form)
    assert Membership.objects.get(pk=member.pk).in_care


def test_two_directors_who_change_the_same_place_do_not_overwrite_each_other(world: World) -> None:
    member = _membership(world)
    form = {"version": member.version, "ends_on": day(170)}
    sent(world.people["process_direction"], "extend_membership", member.key, **form)
    form["ends_on"] = day(20)
    assert sent(world.people["process_direction"], "extend_membership", member.key, **form).status_code == 409
    assert _membership(world).ends_on == day(170)


def test_the_team_shows_which_covenant_covers_whom(world: World) -> None:
    leaving = a_covered_member(world, "leaving", last_day=-5)
    page = text_of(opened(world.people["member"], "team", world.case.key))
    assert leaving.name in page
    assert "90-" in page


def test_a_colleague_of_the_same_role_stands_in_and_others_cannot_be_chosen(world: World) -> None:
    director = world.people["process_direction"]
    same, other = a_person(director.organisation, "municipal_director"), a_person(director.organisation, "partner")
    form = {"starts_on": day(0), "ends_on": day(10)}
    assert sent(director, "replacement", deputy=other.key, **form).status_code == 422
    sent(director, "replacement", deputy=same.key, **form)
    assert Replacement.objects.get().deputy == same
    assert opened(same, "case", world.case.key).status_code == 200


@pytest.fixture
def lost(world: World) -> World:
    """The case has lost its process direction; a second director and the house's manager could mend it."""
    Membership.objects.filter(case=world.case, function="process_direction").update(ends_on=day(-1))
    house = an_organisation(kind="safety_house")
    world.people["manager"] = a_person(house, "process_manager")
    world.people["successor"] = a_person(world.people["process_direction"].organisation, "municipal_director")
    a_covenant(world.purpose, [house], world.municipality)
    return world


def _appointed(world: World, name: str = "successor") -> Any:
    user = world.people[name]
    return sent(world.people["manager"], "appoint", world.case.key, user=user.key, ends_on=day(100))


def test_the_process_manager_sees_code_and_municipality_and_may_not_read(lost: World) -> None:
    page = text_of(opened(lost.people["manager"], "undirected"))
    assert lost.case.key in page
    assert lost.municipality.name in page
    assert "J. Verzonnen" not in page + text_of(opened(lost.people["manager"], "appoint", lost.case.key))
    assert opened(lost.people["manager"], "case", lost.case.key).status_code == 404


def test_a_case_that_is_directed_is_on_no_list(world: World) -> None:
    manager = a_person(None, "process_manager")
    assert world.case.key not in text_of(opened(manager, "undirected"))
    assert opened(manager, "appoint", world.case.key).status_code == 404


@pytest.mark.parametrize("name", ["member", "successor"])
def test_nobody_else_finds_the_cases_without_direction(lost: World, name: str) -> None:
    assert opened(lost.people[name], "undirected").status_code == 404
    assert opened(lost.people[name], "appoint", lost.case.key).status_code == 404


def test_an_appointed_director_directs_and_the_case_leaves_the_list(lost: World) -> None:
    assert _appointed(lost).status_code == 302
    assert opened(lost.people["successor"], "case", lost.case.key).status_code == 200
    assert opened(lost.people["manager"], "appoint", lost.case.key).status_code == 404


def test_a_manager_does_not_appoint_themselves(lost: World) -> None:
    assert _appointed(lost, "manager").status_code in {403, 422}
    assert not Membership.objects.filter(user=lost.people["manager"]).exists()


def test_the_covenant_gate_holds_for_who_is_appointed_as_well(lost: World) -> None:
    lost.people["stranger"] = a_person(None, "municipal_director")
    assert _appointed(lost, "stranger").status_code == 409
