"""Who may do what in a case that is no step of a machine?"""

import pytest

from casefiles.access import may_edit_report
from casefiles.models import Case, Membership, Report
from tests.factories.cases import World, a_case, a_covered_member, a_report, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_case()
    a_covered_member(world, "desk", function="desk")
    a_covered_member(world, "colleague")
    return world


def _typed_by_the_desk(world: World, *, shared_days_ago: int | None) -> Report:
    report = a_report(world, shared_days_ago=shared_days_ago)
    Report.objects.filter(pk=report.pk).update(author=world.people["desk"], desk_reads=shared_days_ago is None)
    return Report.objects.get(pk=report.pk)


def _edit(world: World, report: Report) -> set[str]:
    """Everyone who may edit this report."""
    return {name for name in world.people if may_edit_report(world.viewer(name), report)}


def test_what_is_still_being_written_is_edited_by_who_types_it_and_by_whose_report_it_is(world: World) -> None:
    assert _edit(world, _typed_by_the_desk(world, shared_days_ago=None)) == {"desk", "member"}
    assert _edit(world, a_report(world, shared_days_ago=None)) == {"member"}


def test_once_recorded_a_report_is_edited_by_its_reporter_and_no_longer_by_the_desk(world: World) -> None:
    assert _edit(world, _typed_by_the_desk(world, shared_days_ago=1)) == {"member"}


@pytest.mark.parametrize("shared_days_ago", [None, 1])
def test_a_reporter_who_left_the_team_edits_no_more(world: World, shared_days_ago: int | None) -> None:
    report = a_report(world, shared_days_ago=shared_days_ago)
    Membership.objects.filter(user=world.people["member"]).update(ends_on=day(-1))
    assert _edit(world, report) == set()


@pytest.mark.parametrize("shared_days_ago", [None, 1])
@pytest.mark.parametrize("state", ["closed", "handed_over"])
def test_nothing_is_edited_once_the_case_has_ended(world: World, state: str, shared_days_ago: int | None) -> None:
    report = _typed_by_the_desk(world, shared_days_ago=shared_days_ago)
    Case.objects.filter(pk=world.case.pk).update(state=state)
    assert _edit(world, Report.objects.get(pk=report.pk)) == set()
