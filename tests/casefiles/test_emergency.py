"""Emergency access: who names whom, what it opens, when it ends, who reviews it (D-3, D-40)?"""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from access.doors import may_see
from accounts.models import Role
from accounts.models.notice import Notice
from casefiles.actions.emergency import Alarm, start_emergency
from casefiles.models import EmergencyAccess
from casefiles.working_days import working_days_after
from tests.casefiles.pages import opened, sent, signed_in, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_report
from tests.factories.people import a_person
from tests.factories.team import an_emergency
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    world.people["named"] = a_person(None, Role.PARTNER)
    world.people["privacy"] = a_person(None, Role.PRIVACY_OFFICER)
    world.people["fg"] = a_person(None, Role.DATA_PROTECTION_OFFICER)
    return world


def _started(world: World, by: str = "process_direction", vital: str = "Zijn leven.") -> EmergencyAccess:
    return start_emergency(world.case, Alarm(world.people["named"], "Vannacht.", vital), viewer=world.viewer(by))


def _reviewed(world: World, step: str, access: EmergencyAccess) -> EmergencyAccess:
    viewer = world.viewer("privacy")
    return fire(step, access, viewer=viewer, expected_version=access.version, reason="Gewogen.")


def test_whom_it_names_reads_what_the_team_reads_and_no_narrower_circle(world: World) -> None:
    circles = {circle: a_report(world, "case_direction", circle=circle) for circle in ("team", "directors", "care")}
    _started(world)
    seen = {circle: may_see(world.viewer("named"), report) for circle, report in circles.items()}
    assert seen == {"team": True, "directors": False, "care": False}


def test_it_gives_reading_and_no_function(world: World) -> None:
    _started(world)
    assert opened(world.people["named"], "case", world.case.key).status_code == 200
    assert opened(world.people["named"], "write_report", world.case.key).status_code in {403, 409}


def test_it_is_over_after_seventy_two_hours(world: World) -> None:
    access = _started(world)
    assert access.ends_at is not None
    assert access.ends_at - timezone.now() > timedelta(hours=71)
    with time_machine.travel(access.ends_at + timedelta(minutes=1)):
        assert not may_see(world.viewer("named"), world.case)


@pytest.mark.parametrize("by", ["member", "named"])
def test_only_process_and_case_direction_start_it(world: World, by: str) -> None:
    with pytest.raises((StepRefused, Http404)):
        _started(world, by)
    assert not EmergencyAccess.objects.exists()


def test_nobody_names_themselves(world: World) -> None:
    world.people["named"] = world.people["process_direction"]
    with pytest.raises(StepRefused):
        _started(world)


def test_without_a_covenant_it_needs_a_vital_interest(world: World) -> None:
    with pytest.raises(StepRefused):
        _started(world, vital="")
    assert _started(world).vital_interest == "Zijn leven."


def test_the_privacy_officer_hears_of_it_at_once_and_finds_it(world: World) -> None:
    access = _started(world)
    assert {world.people["privacy"], world.people["named"]} == {one.user for one in Notice.objects.all()}
    page = signed_in(world.people["privacy"]).get("/toezicht/spoedtoegang/")
    assert access.key in text_of(page)
    assert opened(world.people["privacy"], "case", world.case.key).status_code == 404


def test_it_is_extended_once_and_by_another(world: World) -> None:
    access = _started(world)
    form = {"version": access.version, "reason": "Nog niet rustig."}
    assert sent(world.people["process_direction"], "step", "emergency.extend", access.key, **form).status_code == 403
    assert sent(world.people["case_direction"], "step", "emergency.extend", access.key, **form).status_code == 302
    later = EmergencyAccess.objects.get()
    assert later.ends_at - access.ends_at == timedelta(hours=72)  # type: ignore[operator]
    form["version"] = later.version
    assert sent(world.people["case_direction"], "step", "emergency.extend", access.key, **form).status_code == 403


def test_what_is_not_justified_ends_at_once(world: World) -> None:
    _reviewed(world, "emergency.reject", _started(world))
    assert not may_see(world.viewer("named"), world.case)


def test_the_data_protection_officer_reads_it_and_decides_nothing(world: World) -> None:
    access = _started(world)
    assert opened(world.people["fg"], "emergency", access.key).status_code == 200
    form = {"version": access.version, "reason": "Gewogen."}
    assert sent(world.people["fg"], "step", "emergency.justify", access.key, **form).status_code == 403


def test_what_nobody_reviewed_in_time_suspends_who_started_it(world: World) -> None:
    late = an_emergency(world, "named", hours=-100)
    long_ago = timezone.now() - timedelta(days=30)
    EmergencyAccess.objects.filter(pk=late.pk).update(shared_at=long_ago)
    with pytest.raises(StepRefused):
        _started(world)
    assert _started(world, "case_direction").state == "started"
    _reviewed(world, "emergency.justify", EmergencyAccess.objects.get(pk=late.pk))
    a_covered_member(world, "named")
    with pytest.raises(StepRefused, match=r"access already|al toegang"):
        _started(world)


def test_working_days_leave_out_weekends_and_dutch_holidays() -> None:
    # Over Easter: Good Friday and Easter Monday are no working days (Algemene termijnenwet, article 3).
    start = datetime(2026, 4, 1, 12, tzinfo=UTC)
    assert working_days_after(start, 3) == date(2026, 4, 8)
