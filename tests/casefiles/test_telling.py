"""Who hears by mail that a report was recorded, when, and never of what they may not see (D-8, D-9, D-42)?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.actions.notify import notify
from accounts.actions.send_notices import send_notices
from accounts.models import Notice, User
from casefiles.actions.report import narrow_report, record_report
from casefiles.actions.tell_of_reports import tell_of_reports
from casefiles.models import Membership, Replacement, Report
from casefiles.telling import tell_from
from documents.models import CovenantVersion
from tests.factories.cases import World, a_case, a_covered_member, a_report, day
from tests.factories.people import a_person
from workflows.fire import fire

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MORNING = NOW + timedelta(days=1, hours=8)


@pytest.fixture
def world() -> World:
    return a_case(state="active")


def _recorded(world: World, **fields: Any) -> Report:
    """Phoned in by the member, recorded by the desk; with `channel="direct"` by the member."""
    draft = a_report(world, shared_days_ago=None, **({"channel": "call"} | fields))
    return record_report(draft, viewer=world.viewer("member"), expected_version=draft.version)


def _told(world: World, *, at: datetime | None = None) -> set[str]:
    """Who got a mail when the worker did its round."""
    mail.outbox.clear()
    tell_of_reports(at=at)
    send_notices(at=at)
    return {name for name, user in world.people.items() if [user.email] in [one.to for one in mail.outbox]}


def test_everyone_in_the_team_but_its_writer_hears_once_and_nothing_of_what(world: World) -> None:
    _recorded(world)
    assert _told(world) == {"process_direction", "case_direction"}
    assert {(one.subject, one.body) for one in mail.outbox} == {
        ("Er is nieuwe informatie", "Er is nieuwe informatie. Log in op Casustafel om die te lezen.")
    }
    assert _told(world) == set()


def test_the_reporter_hears_of_what_the_desk_recorded_for_them_and_the_desk_does_not(world: World) -> None:
    desk = a_covered_member(world, "desk", function="desk")
    draft = a_report(world, shared_days_ago=None, channel="call", desk_reads=True)
    Report.objects.filter(pk=draft.pk).update(author=desk)
    fire("report.publish_on_behalf", Report.objects.get(), viewer=world.viewer("desk"), expected_version=1)
    assert _told(world) == {"process_direction", "case_direction", "member"}


def test_who_stands_in_for_somebody_of_the_team_hears_as_well(world: World) -> None:
    absent = world.people["process_direction"]
    deputy = world.people["deputy"] = a_person(absent.organisation, "municipal_director")
    Replacement.objects.create(absent=absent, deputy=deputy, starts_on=day(0), ends_on=day(1), named_by=absent)
    _recorded(world)
    assert "deputy" in _told(world)


def test_a_report_for_the_directors_is_news_to_them_alone(world: World) -> None:
    a_covered_member(world, "other")
    _recorded(world, circle="directors")
    assert _told(world) == {"process_direction", "case_direction"}


def test_who_was_removed_before_the_round_hears_nothing(world: World) -> None:
    _recorded(world)
    Membership.objects.filter(user=world.people["case_direction"]).update(ends_on=day(-1))
    assert _told(world) == {"process_direction"}


def _narrow(world: World) -> None:
    report = Report.objects.get()
    narrow_report(report, viewer=world.viewer("member"), expected_version=report.version, circle="directors")


def _remove(world: World) -> None:
    Membership.objects.filter(user=world.people["other"]).update(ends_on=day(-1))


def _deactivate(world: World) -> None:
    User.objects.filter(pk=world.people["other"].pk).update(is_active=False)


def _end_covenant(world: World) -> None:
    CovenantVersion.objects.filter(parties__organisation=world.people["other"].organisation).update(last_day=day(-1))


def _withdraw(world: World) -> None:
    report = Report.objects.get()
    fire("report.withdraw", report, viewer=world.viewer("member"), expected_version=report.version, reason="Nee.")


@pytest.mark.parametrize("end", [_narrow, _remove, _deactivate, _end_covenant, _withdraw])
def test_who_may_not_see_it_any_more_when_the_mail_goes_gets_none(world: World, end: Any) -> None:
    """Also where the notice was written already: the mail itself asks again, and is not kept."""
    other = a_covered_member(world, "other")
    _recorded(world)
    tell_of_reports()
    assert Notice.objects.filter(user=other).exists()
    end(world)
    assert "other" not in _told(world)
    assert not Notice.objects.filter(user=other).exists()


def test_another_reason_still_sends_the_mail(world: World) -> None:
    other = a_covered_member(world, "other")
    _recorded(world)
    tell_of_reports()
    notify([other])
    _remove(world)
    assert "other" in _told(world)


def test_who_only_still_reads_what_was_there_hears_nothing_more(world: World) -> None:
    """Recorded on the last day, told of the morning after: winding down has no notices (D-1)."""
    a_covered_member(world, "leaving", last_day=-1)
    report = a_report(world, shared_days_ago=3)
    Report.objects.filter(pk=report.pk).update(tell_at=NOW)
    assert _told(world) == {"process_direction", "case_direction"}


def test_what_is_written_directly_waits_for_the_mail_of_the_next_morning(world: World) -> None:
    for _number in range(3):
        _recorded(world, channel="direct")
    assert _told(world) == set()
    assert _told(world, at=MORNING) == {"process_direction", "case_direction"}
    assert len(mail.outbox) == 2


@pytest.mark.parametrize(
    ("written", "told"),
    [("2026-07-01 06:59", "2026-07-01"), ("2026-07-01 07:00", "2026-07-02"), ("2026-10-24 12:00", "2026-10-25")],
)
def test_the_mail_of_the_morning_goes_at_seven_in_amsterdam(written: str, told: str) -> None:
    at = timezone.make_aware(datetime.fromisoformat(written))
    assert tell_from(Report(channel="direct"), at=at) == timezone.make_aware(datetime.fromisoformat(f"{told} 07:00"))
    assert tell_from(Report(channel="voicemail"), at=at) == at


def test_a_correction_is_not_told_of_again(world: World) -> None:
    report = _recorded(world)
    _told(world)
    fire("report.correct", report, viewer=world.viewer("member"), expected_version=report.version)
    assert not Report.objects.filter(tell_at__isnull=False).exists()


def test_telling_a_large_team_takes_as_many_queries_as_a_small_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _recorded(world)
    with CaptureQueriesContext(connection) as small:
        tell_of_reports()
    for number in range(8):
        a_covered_member(world, f"partner {number}")
    _recorded(world)
    with django_assert_num_queries(len(small)):
        tell_of_reports()
    assert Notice.objects.count() == 10
