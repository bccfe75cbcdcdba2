"""Is D-1's table what the rule does? The table below is written from the domain, not from the code."""

import pytest

from access.doors import may_see
from access.viewer import resolve_many
from casefiles.models import Membership
from casefiles.standing import Mode, Standing, mode_of, standings_in
from casefiles.token_source import CaseSource
from documents.gate import Cover, Covering
from documents.models import CaseFunction
from tests.factories.cases import World, a_case, a_covered_member, a_member, a_report, day
from tests.factories.people import a_person

DIRECTION = ("process_direction", "case_direction")
MEMBERS = ("care_direction", "chair", "expert", "member")
# function → (in force, winding down, ended, none)
TABLE = {
    **dict.fromkeys(DIRECTION, ("full", "closing", "closing", "closing")),
    **dict.fromkeys(MEMBERS, ("full", "past", "nothing", "nothing")),
    "desk": ("full", "nothing", "nothing", "nothing"),
}
COVERS = ("in_force", "winding_down", "ended", "none")


@pytest.mark.parametrize("function", CaseFunction.values)
@pytest.mark.parametrize("cover", COVERS)
def test_the_table_of_d1_holds_for_every_function_and_cover(function: str, cover: str) -> None:
    assert mode_of(function, Cover(cover)) == TABLE[function][COVERS.index(cover)]


@pytest.fixture
def world(db: None) -> World:
    return a_case()


def test_a_member_under_a_covenant_in_force_reads_old_and_new(world: World) -> None:
    a_covered_member(world, "partner")
    old, new = a_report(world, shared_days_ago=90), a_report(world, shared_days_ago=0)
    assert may_see(world.viewer("partner"), old)
    assert may_see(world.viewer("partner"), new)


def test_while_winding_down_a_member_reads_no_further_than_the_last_day(world: World) -> None:
    a_covered_member(world, "partner", last_day=-10)
    old, new = a_report(world, shared_days_ago=11), a_report(world, shared_days_ago=9)
    assert may_see(world.viewer("partner"), old)
    assert not may_see(world.viewer("partner"), new)


def test_winding_down_without_a_last_day_gives_nothing_instead_of_everything(world: World) -> None:
    member = Membership.objects.get(user=world.people["member"])
    place = Standing(member.user, member, Covering(Cover.WINDING_DOWN), Mode.PAST)
    with pytest.raises(ValueError, match="last day"):
        place.grants()


def test_the_last_day_itself_still_counts(world: World) -> None:
    a_covered_member(world, "partner", last_day=0)
    assert [one.mode for one in standings_in(world.viewer("partner"), world.case.pk)] == [Mode.FULL]


def test_after_the_winding_down_a_member_reads_nothing(world: World) -> None:
    a_covered_member(world, "partner", last_day=-31)
    assert not may_see(world.viewer("partner"), a_report(world, shared_days_ago=90))
    assert not may_see(world.viewer("partner"), world.case)


def test_direction_still_reads_everything_when_the_covenant_ended(world: World) -> None:
    a_covered_member(world, "second", last_day=-200, function="process_direction")
    assert may_see(world.viewer("second"), a_report(world, circle="directors"))


def test_the_desk_sees_the_case_and_its_client_but_no_report(world: World) -> None:
    a_covered_member(world, "desk", function="desk")
    assert may_see(world.viewer("desk"), world.case)
    assert may_see(world.viewer("desk"), world.case.client)
    assert not may_see(world.viewer("desk"), a_report(world))


def test_the_desk_sees_a_report_that_it_is_still_writing(world: World) -> None:
    a_covered_member(world, "desk", function="desk")
    assert may_see(world.viewer("desk"), a_report(world, shared_days_ago=None, desk_reads=True))


def test_a_draft_is_its_writers_alone(world: World) -> None:
    draft = a_report(world, shared_days_ago=None)
    assert may_see(world.viewer("member"), draft)
    assert not may_see(world.viewer("process_direction"), draft)


def test_a_membership_of_yesterday_gives_nothing_today(world: World) -> None:
    a_covered_member(world, "partner", ends_on=day(-1))
    assert not may_see(world.viewer("partner"), world.case)


def test_a_membership_of_tomorrow_gives_nothing_today(world: World) -> None:
    a_covered_member(world, "partner", starts_on=day(1))
    assert not may_see(world.viewer("partner"), world.case)


def test_a_deactivated_person_sees_nothing(world: World) -> None:
    user = world.people["member"]
    user.is_active = False
    user.save()
    assert not may_see(world.viewer("member"), world.case)


def test_who_changed_employer_sees_nothing_any_more(world: World) -> None:
    user = world.people["member"]
    user.organisation = a_person().organisation
    user.save()
    assert not may_see(world.viewer("member"), world.case)


def test_the_directors_circle_is_closed_to_members(world: World) -> None:
    report = a_report(world, "case_direction", circle="directors")
    assert may_see(world.viewer("case_direction"), report)
    assert may_see(world.viewer("process_direction"), report)
    assert not may_see(world.viewer("member"), report)


def test_a_report_for_the_directors_stays_its_reporters(world: World) -> None:
    assert may_see(world.viewer("member"), a_report(world, circle="directors"))


def test_care_is_for_the_source_institution_only(world: World) -> None:
    report = a_report(world, "case_direction", circle="care")
    assert may_see(world.viewer("case_direction"), report)
    assert not may_see(world.viewer("process_direction"), report)
    assert not may_see(world.viewer("member"), report)


def test_care_opens_for_a_colleague_of_the_same_institution_who_was_put_in_it(world: World) -> None:
    colleague = a_person(world.people["case_direction"].organisation, "partner")
    world.people["colleague"] = colleague
    member = a_member(world, colleague)
    report = a_report(world, "case_direction", circle="care")
    assert not may_see(world.viewer("colleague"), report)
    member.in_care = True
    member.save()
    assert may_see(world.viewer("colleague"), report)


def test_a_named_report_is_for_who_is_named(world: World) -> None:
    a_covered_member(world, "other")
    report = a_report(world, circle="named")
    report.named_people.add(world.people["member"])
    assert may_see(world.viewer("member"), report)
    assert not may_see(world.viewer("other"), report)


def test_a_report_named_to_an_organisation_is_for_its_members_only(world: World) -> None:
    a_covered_member(world, "other")
    report = a_report(world, "case_direction", circle="named")
    report.named_organisations.add(world.people["member"].organisation)
    assert may_see(world.viewer("member"), report)
    assert not may_see(world.viewer("other"), report)


def test_asked_of_one_case_alone_a_place_is_what_it_is_and_elsewhere_there_is_none(world: World) -> None:
    elsewhere, director = a_case(), world.people["process_direction"]
    a_member(elsewhere, director, "process_direction")
    whole = world.viewer("process_direction")
    here = CaseSource(within=frozenset({world.case.pk}))
    narrow = resolve_many([whole.user], at=whole.at, by=[here])[whole.user.pk]
    assert standings_in(narrow, world.case.pk) == standings_in(whole, world.case.pk) != []
    assert set(narrow.grants) == {token for token in whole.grants if token.startswith(f"case:{world.case.pk}:")}
    assert (len(standings_in(whole, elsewhere.case.pk)), standings_in(narrow, elsewhere.case.pk)) == (1, [])
