"""Does my work hold what waits for me, by whom and since when, and nothing of anybody else's?"""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pytest_django import DjangoAssertNumQueries

from access.viewer import Viewer
from accounts.models import Role
from audit.models import AccessLogCase, AccessLogEntry
from casefiles.actions.report import check_report
from casefiles.models import ActionProgress, PlanAction, PlanVersion, Report
from casustafel.portal.selectors.my_work import my_work
from casustafel.portal.selectors.rows import Row
from casustafel.portal.selectors.steps import awaited_steps
from casustafel.portal.selectors.things import SHAPES
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, a_member, a_plan, a_report, day
from tests.factories.people import a_person, an_organisation
from tests.portal.conftest import SignedIn
from workflows.authority import machines, read_papers
from workflows.fire import fire
from workflows.inbox import waiting_for
from workflows.models import contributed
from workflows.steps import steps_of

pytestmark = pytest.mark.django_db


def rows(viewer: Viewer, name: str) -> list[Row]:
    return [row for group in my_work(viewer).groups if group.name == name for row in group.rows]


def a_submitted_plan(world: World) -> PlanVersion:
    plan = a_plan(world)
    contributed(plan, world.people["case_direction"])
    return fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)


def test_a_submitted_plan_waits_for_the_municipal_director() -> None:
    world = a_case()
    a_submitted_plan(world)
    (row,) = rows(world.viewer("process_direction"), "now")
    assert row.case == world.case.key
    assert row.since is not None
    assert row.since.date() == timezone.now().date()
    assert world.people["case_direction"].name in str(row.detail)


def test_its_writer_reads_with_whom_it_lies() -> None:
    world = a_case()
    a_submitted_plan(world)
    assert rows(world.viewer("case_direction"), "now") == []
    (row,) = rows(world.viewer("case_direction"), "others")
    assert str(row.holder) == f"{world.people['process_direction'].name} ({Role.MUNICIPAL_DIRECTOR.label})"


def test_who_worked_on_it_is_not_named_as_the_one_who_decides() -> None:
    world = a_case()
    plan = a_submitted_plan(world)
    contributed(plan, world.people["process_direction"])
    (row,) = rows(world.viewer("case_direction"), "others")
    assert row.holder == Role.MUNICIPAL_DIRECTOR.label


def test_a_member_reads_nothing_of_a_plan_among_directors() -> None:
    world = a_case()
    a_submitted_plan(world)
    groups = my_work(world.viewer("member")).groups
    assert [row for group in groups for row in group.rows] == []


@pytest.mark.parametrize("name", ["process_direction", "case_direction", "member", "stranger"])
def test_the_page_and_the_inbox_agree(name: str) -> None:
    world = a_case()
    world.people["stranger"] = a_person(None, "municipal_director")
    a_submitted_plan(world)
    viewer = world.viewer(name)
    shown = {(one.of.name, one.thing.pk) for one in awaited_steps(viewer, read_papers()) if one.mine}
    assert shown == {(of.name, thing.pk) for of in machines() for thing in waiting_for(viewer, of)}


def test_every_machine_that_waits_has_words_for_its_things() -> None:
    assert {of.name for of in machines() if any(step.awaited for step in steps_of(of.name))} <= set(SHAPES)


def a_report_of_the_desk(world: World) -> Report:
    desk = a_covered_member(world, "desk", function="desk")
    report = a_report(world)
    Report.objects.filter(pk=report.pk).update(author=desk)
    return Report.objects.get(pk=report.pk)


def test_what_the_desk_wrote_waits_for_its_reporter_until_it_is_checked() -> None:
    world = a_case()
    report = a_report_of_the_desk(world)
    (row,) = rows(world.viewer("member"), "now")
    assert row.title == _("Check your report")
    check_report(report, viewer=world.viewer("member"), expected_version=report.version)
    assert rows(world.viewer("member"), "now") == []


def test_a_draft_of_ones_own_is_not_lost() -> None:
    world = a_case()
    a_report(world, shared_days_ago=None)
    assert [row.title for row in rows(world.viewer("member"), "now")] == [_("Finish your report")]
    assert rows(world.viewer("process_direction"), "now") == []


def test_a_first_plan_that_nobody_began_waits_for_the_coordinator_until_there_is_one() -> None:
    world = a_case()
    (row,) = rows(world.viewer("case_direction"), "now")
    assert (row.title, row.case, row.since) == (_("Write plan of action"), world.case.key, world.case.opened_at)
    a_plan(world)
    assert [row.title for row in rows(world.viewer("case_direction"), "now")] == [_("Submit plan")]


@pytest.mark.parametrize("name", ["process_direction", "member", "desk"])
def test_a_first_plan_waits_for_nobody_who_may_not_write_it(name: str) -> None:
    world = a_case()
    a_covered_member(world, "desk", function="desk")
    assert rows(world.viewer(name), "now") == []


def an_action(world: World, *, due: int) -> PlanAction:
    plan = a_plan(world, state="adopted", circle="team", number=1)
    plan.actions.update(organisation=world.people["member"].organisation, due_on=day(due))
    return plan.actions.get()


@pytest.mark.parametrize(("due", "shown"), [(-3, 1), (0, 1), (14, 1), (15, 0)])
def test_an_action_of_my_organisation_is_announced_in_time(due: int, shown: int) -> None:
    world = a_case()
    an_action(world, due=due)
    assert len(rows(world.viewer("member"), "now")) == shown
    assert rows(world.viewer("case_direction"), "now") == []


@pytest.mark.parametrize(("status", "shown"), [("busy", 1), ("done", 0), ("dropped", 0)])
def test_an_action_leaves_the_list_when_it_is_finished(status: str, shown: int) -> None:
    world = a_case()
    ActionProgress.objects.create(action=an_action(world, due=1), status=status, by=world.people["member"])
    assert len(rows(world.viewer("member"), "now")) == shown


def test_an_action_of_a_colleague_by_name_is_theirs() -> None:
    world = a_case()
    action = an_action(world, due=1)
    colleague = a_person(world.people["member"].organisation, "partner")
    PlanAction.objects.filter(pk=action.pk).update(person=colleague)
    assert rows(world.viewer("member"), "now") == []


def test_new_for_me_counts_what_i_may_see_and_others_wrote() -> None:
    world = a_case()
    a_report(world, "process_direction")
    a_report(world, "member")
    a_report(world, "case_direction", circle="care")
    member = world.people["member"]
    type(member).objects.filter(pk=member.pk).update(joined_at=timezone.now() - timedelta(days=5))
    assert [row.title for row in rows(world.viewer("member"), "news")] == [
        ngettext("%(number)s report", "%(number)s reports", 1) % {"number": 1}
    ]


def test_new_for_me_begins_at_the_sign_in_before_this_one(signed_in: SignedIn) -> None:
    world = a_case()
    member = world.people["member"]
    type(member).objects.filter(pk=member.pk).update(joined_at=timezone.now() - timedelta(days=5))
    a_report(world, "process_direction")
    signed_in(member)
    assert len(rows(world.viewer("member"), "news")) == 1
    signed_in(member)
    assert rows(world.viewer("member"), "news") == []


def test_who_is_in_no_case_reads_nothing() -> None:
    world = a_case()
    a_submitted_plan(world)
    an_action(a_case(), due=1)
    stranger = a_person(an_organisation(), "partner")
    world.people["stranger"] = stranger
    groups = my_work(world.viewer("stranger")).groups
    assert [row for group in groups for row in group.rows] == []


def fill(world: World, number: int) -> None:
    """Reports to check, drafts to finish, news, and cases with a plan that waits or that nobody began."""
    director = world.people["process_direction"]
    for _number in range(number):
        unplanned = a_case()
        a_member(unplanned, director, "case_direction")
        a_covenant(unplanned.purpose, [director.organisation], unplanned.municipality)
        other = a_case()
        a_member(other, director, "process_direction")
        a_covenant(other.purpose, [director.organisation], other.municipality)
        a_submitted_plan(other)
        Report.objects.filter(pk=a_report(world, "process_direction").pk).update(author=world.people["member"])
        a_report(world, "process_direction", shared_days_ago=None)
        a_report(world)


def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = a_case()
    a_submitted_plan(world)
    fill(world, 2)
    client = signed_in(world.people["process_direction"])
    with django_assert_max_num_queries(500) as few:
        client.get("/")
    fill(world, 10)
    with django_assert_max_num_queries(len(few)):
        assert len(client.get("/").context["work"].groups[0].rows) == 49


def test_the_page_names_the_cases_on_the_line_of_the_log(signed_in: SignedIn) -> None:
    world = a_case()
    a_report_of_the_desk(world)
    signed_in(world.people["member"]).get("/")
    entry = AccessLogEntry.objects.filter(route="my_work").get()
    assert list(AccessLogCase.objects.filter(entry=entry).values_list("case_key", flat=True)) == [world.case.key]
