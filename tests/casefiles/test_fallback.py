"""Does a decision that stands still go to somebody else, who reads that and nothing more, until it is taken (D-27)?"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from access.doors import may_see
from access.explain import who
from access.viewer import Viewer
from accounts.models import RoleAssignment, User
from audit.models import AccessLogEntry
from casefiles.actions.fall_back import ask_fallback, fallback_day
from casefiles.actions.person_rights import propose_postponement
from casefiles.fallbacks import candidates
from casefiles.machines import PLAN, POSTPONEMENT
from casefiles.models import Case, Client, Fallback, PlanAction, PlanVersion, Report, SubjectNotice
from casefiles.models.plan_parts import PlanCareSection
from casefiles.models.subject_notice import NoticePostponement
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covenant, a_plan, a_report, day, viewer_of
from tests.factories.dossier import item
from tests.factories.people import a_person, an_organisation
from workflows.fire import fire
from workflows.inbox import waiting_for
from workflows.models import contributed
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case(state="active")


@pytest.fixture
def elsewhere(world: World) -> User:
    """The director of another municipality that is party to a covenant for this purpose and place."""
    found = a_person(an_organisation(kind="municipality"), "municipal_director")
    a_covenant(world.purpose, [found.organisation], world.municipality)
    return found


@pytest.fixture
def manager(world: World) -> User:
    found = a_person(an_organisation(kind="safety_house"), "process_manager")
    a_covenant(world.purpose, [found.organisation], world.municipality)
    return found


def stuck(world: World) -> PlanVersion:
    """Both who may decide had a hand in it."""
    plan = a_plan(world, state="in_consultation")
    contributed(plan, world.people["case_direction"], world.people["process_direction"])
    return plan


def asked(world: World, thing: Any, by: str = "case_direction") -> Fallback:
    return ask_fallback(thing, viewer=world.viewer(by))


def inbox(person: User, of: Any = PLAN) -> list[Any]:
    return list(waiting_for(viewer_of(person), of))


def adopt(plan: PlanVersion, by: Viewer) -> PlanVersion:
    return fire("plan.adopt", plan, viewer=by, expected_version=plan.version)


def test_before_anybody_asks_who_could_be_asked_sees_nothing(world: World, elsewhere: User) -> None:
    plan = stuck(world)
    assert not may_see(viewer_of(elsewhere), plan)
    with pytest.raises(Http404):
        adopt(plan, viewer_of(elsewhere))


def test_who_is_asked_finds_it_in_the_inbox_and_decides(world: World, elsewhere: User) -> None:
    plan = stuck(world)
    asked(world, plan)
    assert inbox(elsewhere) == [plan]
    assert adopt(plan, viewer_of(elsewhere)).state == "adopted"


def test_with_the_decision_it_ends(world: World, elsewhere: User) -> None:
    plan = stuck(world)
    opened_ = asked(world, plan)
    adopted = adopt(plan, viewer_of(elsewhere))
    assert Fallback.objects.get(pk=opened_.pk).ended_at is not None
    assert (inbox(elsewhere), may_see(viewer_of(elsewhere), adopted)) == ([], False)


def test_a_decision_taken_around_it_closes_it_without_anybody_ending_it(world: World, elsewhere: User) -> None:
    plan = stuck(world)
    asked(world, plan)
    PlanVersion.objects.filter(pk=plan.pk).update(state="draft")
    assert not may_see(viewer_of(elsewhere), PlanVersion.objects.get(pk=plan.pk))


def test_only_what_the_decision_needs_is_open(world: World, elsewhere: User) -> None:
    plan, report = stuck(world), a_report(world)
    care = PlanCareSection.objects.create(**item(world), plan_version=plan, circle="care", text="Medicatie.")
    asked(world, plan)
    viewer = viewer_of(elsewhere)
    seen = [may_see(viewer, one) for one in (plan, PlanAction.objects.get(plan_version=plan))]
    unseen = [world.case, world.case.client, report, care, SubjectNotice.objects.get(), a_plan(world, state="replaced")]
    assert seen == [True, True]
    assert not any(may_see(viewer, one) for one in unseen)
    for model in (Case, Client, Report, SubjectNotice, PlanCareSection):
        assert not model.objects.visible_to(viewer).exists()


def test_list_and_object_agree_on_who_sees_what_was_asked(world: World, elsewhere: User, manager: User) -> None:
    plan = stuck(world)
    opened_ = asked(world, plan)
    people = [*world.people.values(), elsewhere, manager]
    for thing in (plan, PlanAction.objects.get(plan_version=plan), opened_):
        by_list = {one.pk for one in people if type(thing).objects.visible_to(viewer_of(one)).exists()}
        assert by_list == {one.pk for one in people if may_see(viewer_of(one), thing)}
        assert by_list == {one.pk for one, _chain in who(thing)}


def test_the_house_comes_after_the_others(world: World, elsewhere: User, manager: User) -> None:
    found = candidates(stuck(world), at=timezone.now())
    assert found == [("other_party", elsewhere), ("process_manager", manager)]


def test_never_an_administrator_nor_who_had_a_hand_in_it(world: World, elsewhere: User, manager: User) -> None:
    plan = stuck(world)
    RoleAssignment.objects.create(user=elsewhere, role="administrator", starts_on=day(-1), ends_on=day(9))
    contributed(plan, manager)
    assert candidates(plan, at=timezone.now()) == []
    with pytest.raises(StepRefused):
        asked(world, plan)


def test_nobody_without_a_covenant_in_force_is_asked_or_goes_on(world: World, elsewhere: User) -> None:
    plan = stuck(world)
    asked(world, plan)
    with time_machine.travel(timezone.now() + timedelta(days=3_000)):
        assert not may_see(viewer_of(elsewhere), plan)


def test_where_somebody_in_the_case_can_decide_one_waits_five_working_days(world: World, elsewhere: User) -> None:
    plan = a_plan(world, state="draft")
    plan = fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=1)
    with pytest.raises(StepRefused):
        asked(world, plan)
    with time_machine.travel(timezone.now() + timedelta(days=14)):
        assert asked(world, plan).person == elsewhere


def test_only_who_waits_asks(world: World, elsewhere: User) -> None:
    plan = stuck(world)
    with pytest.raises(StepRefused) as refused:
        ask_fallback(plan, viewer=world.viewer("member"))
    assert refused.value.status == 403


def test_by_itself_after_five_working_days_and_then_the_house(world: World, elsewhere: User, manager: User) -> None:
    plan = fire("plan.submit", a_plan(world, state="draft"), viewer=world.viewer("case_direction"), expected_version=1)
    assert fallback_day(again=True) == 0
    with time_machine.travel(timezone.now() + timedelta(days=14)):
        assert (fallback_day(again=True), inbox(elsewhere)) == (1, [plan])
        assert fallback_day(again=True) == 0
    with time_machine.travel(timezone.now() + timedelta(days=28)):
        assert (fallback_day(again=True), inbox(elsewhere), inbox(manager)) == (1, [], [plan])
        assert fallback_day(again=True) == 0
    assert AccessLogEntry.objects.filter(step="fallback.open").count() == 2


def test_a_postponement_is_decided_on_its_own_page(world: World, elsewhere: User) -> None:
    SubjectNotice.objects.all().delete()
    why = {"ground": "investigation", "explanation": "Het onderzoek loopt nog.", "planned_on": day(10)}
    found = propose_postponement(world.case, why, viewer=world.viewer("case_direction"))
    contributed(found, world.people["process_direction"])
    made = asked(world, found)
    assert inbox(elsewhere, POSTPONEMENT) == [found]
    page = text_of(opened(elsewhere, "fallback", made.key))
    assert ("Het onderzoek loopt nog." in page, world.case.client.name in page) == (True, False)
    answer = sent(elsewhere, "step", "postponement.approve", found.key, version=found.version)
    assert (answer.status_code, NoticePostponement.objects.get().state) == (302, "approved")


def test_the_plan_is_read_and_decided_on_its_pages(world: World, elsewhere: User) -> None:
    plan = stuck(world)
    director = world.people["case_direction"]
    assert "vangnet/vragen" in text_of(opened(director, "plan_version", plan.key))
    assert sent(director, "ask_fallback", "planversion", plan.key).status_code == 302
    page = text_of(opened(elsewhere, "plan_version", plan.key))
    assert (plan.analysis in page, world.case.client.name in page) == (True, False)
    assert opened(elsewhere, "case", world.case.key).status_code == 404
    decided = sent(elsewhere, "decide_plan", plan.key, version=plan.version, do="adopt")
    assert (decided.status_code, PlanVersion.objects.get().state) == (302, "adopted")


def test_a_sealed_plan_is_open_to_nobody_who_was_asked(world: World, elsewhere: User) -> None:
    plan = stuck(world)
    asked(world, plan)
    PlanVersion.objects.filter(pk=plan.pk).update(circle="sealed")
    viewer = viewer_of(elsewhere)
    assert not may_see(viewer, PlanVersion.objects.get(pk=plan.pk))
    assert not PlanVersion.objects.visible_to(viewer).exists()
