"""Who may do what in a case that is no step of a machine?"""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from access.viewer import Viewer
from casefiles.access import (
    may_check_report,
    may_edit_report,
    may_end,
    may_grant,
    may_narrow,
    may_put_in_care,
    may_report_progress,
)
from casefiles.models import Case, Circle, Membership, PlanAction, Report
from tests.factories.cases import World, a_case, a_covered_member, a_plan, a_report, day
from tests.factories.people import a_person, a_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_case()
    a_covered_member(world, "desk", function="desk")
    a_covered_member(world, "colleague")
    return world


def _who(may: Callable[[Viewer, Any], object], world: World, thing: Any) -> set[str]:
    """Everyone in this world who may."""
    return {name for name in world.people if may(world.viewer(name), thing)}


def _with_the_house(state: str) -> World:
    """A case with people of the safety house in its team, at its desk and outside it."""
    world = a_case(state=state)
    for role in ("process_manager", "safety_broker"):
        a_role(a_covered_member(world, role), role)
    a_role(a_covered_member(world, "manager at the desk", function="desk"), "process_manager")
    world.people["manager outside"] = a_person(None, "process_manager")
    return world


@pytest.mark.parametrize("may", [may_grant, may_end])
def test_before_scale_up_process_direction_alone_gives_and_ends_access(may: Callable[..., object]) -> None:
    world = _with_the_house("active")
    assert _who(may, world, world.case) == {"process_direction"}


@pytest.mark.parametrize("may", [may_grant, may_end])
def test_after_scale_up_also_the_managers_and_brokers_in_the_team_do(may: Callable[..., object]) -> None:
    world = _with_the_house("scaled_up")
    assert _who(may, world, world.case) == {"process_direction", "process_manager", "safety_broker"}


@pytest.mark.parametrize("last_day", [-3, -200])
def test_without_a_covenant_in_force_process_direction_ends_access_and_gives_none(last_day: int) -> None:
    world = a_case()
    a_covered_member(world, "second", last_day=last_day, function="process_direction")
    a_covered_member(world, "coordinator", last_day=last_day, function="case_direction")
    assert _who(may_end, world, world.case) == {"process_direction", "second"}
    assert _who(may_grant, world, world.case) == {"process_direction"}
    assert _who(may_put_in_care, world, world.case) == {"case_direction"}


def _typed_by_the_desk(world: World, *, shared_days_ago: int | None = 1, **fields: Any) -> Report:
    report = a_report(world, shared_days_ago=shared_days_ago)
    fields = {"author": world.people["desk"], "desk_reads": shared_days_ago is None} | fields
    Report.objects.filter(pk=report.pk).update(**fields)
    return Report.objects.get(pk=report.pk)


def test_what_is_still_being_written_is_edited_by_who_types_it_and_by_whose_report_it_is(world: World) -> None:
    assert _who(may_edit_report, world, _typed_by_the_desk(world, shared_days_ago=None)) == {"desk", "member"}
    assert _who(may_edit_report, world, a_report(world, shared_days_ago=None)) == {"member"}


def test_once_recorded_a_report_is_edited_by_its_reporter_and_no_longer_by_the_desk(world: World) -> None:
    assert _who(may_edit_report, world, _typed_by_the_desk(world)) == {"member"}


@pytest.mark.parametrize("shared_days_ago", [None, 1])
def test_a_reporter_who_left_the_team_edits_no_more(world: World, shared_days_ago: int | None) -> None:
    report = a_report(world, shared_days_ago=shared_days_ago)
    Membership.objects.filter(user=world.people["member"]).update(ends_on=day(-1))
    assert _who(may_edit_report, world, report) == set()


@pytest.mark.parametrize("shared_days_ago", [None, 1])
@pytest.mark.parametrize("state", ["closed", "handed_over"])
def test_nothing_is_edited_once_the_case_has_ended(world: World, state: str, shared_days_ago: int | None) -> None:
    report = _typed_by_the_desk(world, shared_days_ago=shared_days_ago)
    Case.objects.filter(pk=world.case.pk).update(state=state)
    assert _who(may_edit_report, world, Report.objects.get(pk=report.pk)) == set()


def test_what_the_desk_recorded_is_checked_by_its_reporter(world: World) -> None:
    assert _who(may_check_report, world, _typed_by_the_desk(world)) == {"member"}


def test_nobody_checks_what_is_not_recorded_or_checked_or_withdrawn_or_their_own_words(world: World) -> None:
    for report in (
        _typed_by_the_desk(world, shared_days_ago=None),
        _typed_by_the_desk(world, checked_at=timezone.now()),
        _typed_by_the_desk(world, state="withdrawn"),
        a_report(world),
    ):
        assert _who(may_check_report, world, report) == set()


def test_owner_and_directors_narrow_what_the_team_reads(world: World) -> None:
    assert _who(may_narrow, world, a_report(world)) == {"member", "process_direction", "case_direction"}


@pytest.mark.parametrize("circle", [one for one in Circle.values if one != Circle.TEAM])
def test_what_is_narrow_already_is_narrowed_by_nobody(world: World, circle: str) -> None:
    assert _who(may_narrow, world, a_report(world, circle=circle)) == set()


def _action_of(world: World, name: str) -> PlanAction:
    plan = a_plan(world, state="in_consultation", circle="team")
    plan.actions.update(organisation=world.people[name].organisation)
    return PlanAction.objects.get(plan_version=plan)


def test_progress_is_reported_by_whose_action_it_is_and_by_direction(world: World) -> None:
    expected = {"colleague", "process_direction", "case_direction"}
    assert _who(may_report_progress, world, _action_of(world, "colleague")) == expected


@pytest.mark.parametrize("function", ["process_direction", "case_direction"])
def test_direction_without_a_covenant_reports_no_progress_not_even_of_its_own(world: World, function: str) -> None:
    a_covered_member(world, "second", last_day=-200, function=function)
    action = _action_of(world, "colleague")
    assert "second" not in _who(may_report_progress, world, action)
    PlanAction.objects.filter(pk=action.pk).update(organisation=world.people["second"].organisation)
    assert "second" not in _who(may_report_progress, world, PlanAction.objects.get(pk=action.pk))


def test_who_stands_under_a_covenant_that_winds_down_reports_progress_on_own_actions_alone(world: World) -> None:
    a_covered_member(world, "partner", last_day=-3)
    action = _action_of(world, "partner")
    assert "partner" in _who(may_report_progress, world, action)
    PlanAction.objects.filter(pk=action.pk).update(organisation=world.people["colleague"].organisation)
    assert "partner" not in _who(may_report_progress, world, PlanAction.objects.get(pk=action.pk))
