"""Is a synthetic region consistent with the rules, as large as asked, and the same for the same seed?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from access.viewer import resolve
from accounts.models import Organisation, User
from casefiles.models import Case, Client, Membership, PlanVersion, Report, ReportVersion
from casefiles.standing import Mode, all_standings
from casustafel.demo.synthetic.making import Size, make
from casustafel.demo.synthetic.region import bench_email
from documents.gate import may_give

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SIZE = Size(cases=60, reports=300, seed=4)

pytestmark = pytest.mark.django_db


def silent(what: str, done: int, total: int) -> None:
    """Nobody is watching."""


def made(size: Size) -> dict[str, Any]:
    """What such a region holds, by the keys that its seed decides; nothing of it stays."""
    with transaction.atomic():
        make(size, now=NOW, progress=silent)
        found = {
            "cases": list(Case.objects.order_by("pk").values_list("key", "state", "opened_at")),
            "clients": list(Client.objects.order_by("pk").values_list("key", "name")),
            "reports": list(Report.objects.order_by("pk").values_list("key", "story", "published_at", "case__key")),
        }
        transaction.set_rollback(True)
    return found


@pytest.fixture
def region(time_machine: Any) -> None:
    time_machine.move_to(NOW)
    make(SIZE, now=NOW, progress=silent)


def test_the_same_seed_gives_the_same_region_at_any_time_of_the_day_and_another_seed_another() -> None:
    first, again = made(SIZE), made(SIZE)
    assert first == again
    other = made(Size(SIZE.cases, SIZE.reports, seed=5))
    assert not {row[0] for row in first["cases"]} & {row[0] for row in other["cases"]}


@pytest.mark.usefixtures("region")
def test_it_is_as_large_as_was_asked() -> None:
    assert (Case.objects.count(), Report.objects.count()) == (SIZE.cases, SIZE.reports)
    assert Client.objects.count() == SIZE.cases
    assert ReportVersion.objects.count() == SIZE.reports
    assert len(set(Report.objects.values_list("story", flat=True))) > SIZE.reports * 0.9


@pytest.mark.usefixtures("region")
@pytest.mark.parametrize("cases", [5, 50, 500])
def test_those_who_measure_see_as_many_cases_as_their_name_says(cases: int) -> None:
    viewer = resolve(User.objects.get(email=bench_email(cases)))
    seen = Case.objects.visible_to(viewer)
    assert seen.count() == min(cases, SIZE.cases)
    reports = Report.objects.visible_to(viewer)
    assert reports.exists()
    assert not reports.exclude(case__in=seen).exists()
    assert {standing.mode for standing in all_standings(viewer)} == {Mode.FULL}


@pytest.mark.usefixtures("region")
def test_every_report_is_one_that_its_covenant_allowed() -> None:
    for report in Report.objects.select_related("case", "data_category").exclude(circle="care")[:40]:
        triple = (report.case.meeting_type_id, report.source_organisation_id, report.case.municipality_id)
        assert report.data_category_id is not None
        assert may_give(triple, report.data_category_id, on=NOW.date())


@pytest.mark.usefixtures("region")
def test_reports_come_from_the_team_and_medical_ones_stay_in_the_care_circle() -> None:
    members = set(Membership.objects.values_list("case_id", "user_id"))
    assert {(report.case_id, report.owner_id) for report in Report.objects.all()} <= members
    assert not Report.objects.exclude(circle="care").filter(story__icontains="behandel").exists()
    assert Report.objects.filter(circle="care").exclude(data_category__identifier="medical_data").count() == 0


@pytest.mark.usefixtures("region")
def test_a_version_says_what_its_report_says_and_nothing_is_of_the_future() -> None:
    for version in ReportVersion.objects.select_related("report"):
        assert (version.story, version.circle) == (version.report.story, version.report.circle)
        assert version.report.case.opened_at <= version.shared_at <= NOW
    assert not Report.objects.filter(created_at__gt=NOW).exists()


@pytest.mark.usefixtures("region")
def test_what_runs_has_an_adopted_plan_with_actions() -> None:
    running = Case.objects.filter(state__in=["active", "scaled_up"])
    assert running.exists()
    assert set(PlanVersion.objects.filter(state="adopted").values_list("case_id", flat=True)) == set(
        running.values_list("pk", flat=True)
    )
    assert all(plan.actions.count() == 3 for plan in PlanVersion.objects.all())


def test_a_database_that_holds_a_region_is_left_alone() -> None:
    Organisation.objects.create(name="Gemeente Aakerbos", kind="municipality")
    with pytest.raises(CommandError, match="holds a region already"):
        call_command("generate", cases=1, reports=1, seed=1)
    assert not Case.objects.exists()


def test_a_region_without_cases_is_refused() -> None:
    with pytest.raises(CommandError, match="at least one case"):
        call_command("generate", cases=0, reports=1, seed=1)
