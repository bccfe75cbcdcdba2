"""Whose is a report, who reads it when, and what does each edit leave (D-18, D-21, D-24)?"""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from access.doors import may_see
from casefiles.actions.report import (
    OnBehalf,
    ReportText,
    check_report,
    correct_report,
    edit_report,
    narrow_report,
    record_report,
    write_report,
)
from casefiles.models import Report, ReportVersion
from documents.models import DataCategory
from search.models import PendingChange
from tests.factories.cases import World, a_case, a_category, a_covered_member, a_report
from workflows.fire import fire
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


def _text(**fields: Any) -> ReportText:
    return ReportText(
        **(
            {"scope": "person", "valence": "positive", "story": "Hij belde zelf.", "data_category": a_category()}
            | fields
        )
    )


def _recorded(world: World) -> Report:
    report = write_report(world.case, _text(), viewer=world.viewer("member"))
    return record_report(report, viewer=world.viewer("member"), expected_version=report.version)


def test_a_report_is_its_writers_until_it_is_recorded(world: World) -> None:
    report = write_report(world.case, _text(), viewer=world.viewer("member"))
    assert not may_see(world.viewer("process_direction"), report)
    report = record_report(report, viewer=world.viewer("member"), expected_version=report.version)
    assert may_see(world.viewer("process_direction"), report)


def test_recording_makes_the_first_version_and_tells_search(world: World) -> None:
    report = _recorded(world)
    assert [version.story for version in report.versions.all()] == ["Hij belde zelf."]
    assert PendingChange.objects.filter(kind="report", key=report.key).exists()


def test_a_correction_is_a_new_version_and_the_old_one_stays(world: World) -> None:
    report = _recorded(world)
    report = correct_report(
        report, _text(story="Hij belde twee keer."), viewer=world.viewer("member"), expected_version=report.version
    )
    assert report.state == "corrected"
    assert [version.story for version in report.versions.all()] == ["Hij belde zelf.", "Hij belde twee keer."]


def test_nobody_but_the_reporter_corrects(world: World) -> None:
    report = _recorded(world)
    with pytest.raises(StepRefused):
        correct_report(
            report, _text(story="Anders."), viewer=world.viewer("process_direction"), expected_version=report.version
        )
    assert Report.objects.get(pk=report.pk).story == "Hij belde zelf."


def test_a_member_whose_covenant_winds_down_reports_no_more(world: World) -> None:
    a_covered_member(world, "partner", last_day=-3)
    with pytest.raises(StepRefused):
        write_report(world.case, _text(), viewer=world.viewer("partner"))


def test_a_kind_of_data_that_may_not_be_given_is_refused_with_its_clause(world: World) -> None:
    category = DataCategory.objects.create(identifier="finances", label="Financiën")
    report = write_report(world.case, _text(data_category=category), viewer=world.viewer("member"))
    with pytest.raises(StepRefused, match="Financiën"):
        record_report(report, viewer=world.viewer("member"), expected_version=report.version)


def test_the_desk_writes_on_behalf_and_the_reporter_checks(world: World) -> None:
    a_covered_member(world, "desk", function="desk")
    report = write_report(world.case, _text(), viewer=world.viewer("desk"), on_behalf=OnBehalf(world.people["member"]))
    report = record_report(report, viewer=world.viewer("desk"), expected_version=report.version)
    assert (report.owner, report.author) == (world.people["member"], world.people["desk"])
    assert report.source_organisation == world.people["member"].organisation
    report = check_report(report, viewer=world.viewer("member"), expected_version=report.version)
    assert report.checked_at is not None


def test_there_is_nothing_to_check_before_the_desk_recorded_it(world: World) -> None:
    a_covered_member(world, "desk", function="desk")
    report = write_report(world.case, _text(), viewer=world.viewer("desk"), on_behalf=OnBehalf(world.people["member"]))
    with pytest.raises(StepRefused):
        check_report(report, viewer=world.viewer("member"), expected_version=report.version)


def test_after_recording_the_desk_reads_it_no_more(world: World) -> None:
    a_covered_member(world, "desk", function="desk")
    report = write_report(world.case, _text(), viewer=world.viewer("desk"), on_behalf=OnBehalf(world.people["member"]))
    assert may_see(world.viewer("desk"), report)
    report = record_report(report, viewer=world.viewer("desk"), expected_version=report.version)
    assert not may_see(world.viewer("desk"), report)


def test_the_desk_writes_for_members_of_the_team_only(world: World) -> None:
    a_covered_member(world, "desk", function="desk")
    stranger = a_case().people["member"]
    with pytest.raises(StepRefused):
        write_report(world.case, _text(), viewer=world.viewer("desk"), on_behalf=OnBehalf(stranger))


def test_a_draft_can_be_edited_by_its_writer(world: World) -> None:
    report = write_report(world.case, _text(), viewer=world.viewer("member"))
    report = edit_report(report, _text(story="Beter."), viewer=world.viewer("member"), expected_version=report.version)
    assert report.story == "Beter."


def test_a_withdrawn_draft_is_not_written_on(world: World) -> None:
    report = write_report(world.case, _text(), viewer=world.viewer("member"))
    Report.objects.filter(pk=report.pk).update(state="withdrawn")
    with pytest.raises(StepRefused):
        edit_report(report, _text(story="Toch."), viewer=world.viewer("member"), expected_version=report.version)


def test_a_director_narrows_at_once_and_search_leaves_it_out(world: World) -> None:
    report = _recorded(world)
    a_covered_member(world, "other")
    narrow_report(report, viewer=world.viewer("process_direction"), expected_version=report.version, circle="directors")
    report = Report.objects.get(pk=report.pk)
    assert not may_see(world.viewer("other"), report)
    assert not may_see(world.viewer("other"), report.versions.get())
    assert PendingChange.objects.filter(key=report.key, narrowed=True).exists()


def test_nobody_widens_by_narrowing(world: World) -> None:
    report = a_report(world, circle="directors")
    with pytest.raises(StepRefused):
        narrow_report(report, viewer=world.viewer("process_direction"), expected_version=report.version, circle="team")


def test_a_withdrawn_report_is_left_to_the_directors(world: World) -> None:
    report = _recorded(world)
    a_covered_member(world, "other")
    report = fire(
        "report.withdraw", report, viewer=world.viewer("member"), expected_version=report.version, reason="Vergissing."
    )
    assert not may_see(world.viewer("other"), report)
    assert may_see(world.viewer("process_direction"), report)


def test_a_recorded_version_cannot_be_rewritten(world: World) -> None:
    report = _recorded(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportVersion.objects.filter(report=report).update(story="Anders.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT story FROM casefiles_reportversion")
        assert cursor.fetchall() == [("Hij belde zelf.",)]


def test_the_care_circle_is_for_who_is_in_it(world: World) -> None:
    with pytest.raises(StepRefused):
        write_report(world.case, _text(circle="care"), viewer=world.viewer("member"))
    report = write_report(world.case, _text(circle="care", data_category=None), viewer=world.viewer("case_direction"))
    record_report(report, viewer=world.viewer("case_direction"), expected_version=report.version)
    assert not may_see(world.viewer("process_direction"), Report.objects.get(pk=report.pk))
