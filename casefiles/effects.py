"""What follows from a step in a case, in the same transaction; of plans in plan_effects.py."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from casefiles.models import Case, Circle, Client, Membership, Referral, Report, ReportVersion
from documents.gate import coverings
from documents.models import CaseFunction
from search.outbox import changed
from workflows.models import Transition
from workflows.steps import after


@after("referral.accept")
def open_case(referral: Referral, moved: Transition) -> None:
    """No case without direction (D-26): both are named before it exists."""
    case = Case.objects.create(
        opened_at=moved.at,
        municipality=referral.municipality,
        meeting_type=referral.meeting_type,
        question=referral.question,
    )
    Client.objects.create(
        case=case,
        name=referral.client_name,
        birth_date=referral.birth_date,
        source_organisation=referral.organisation,
        author=referral.referrer,
        owner=referral.referrer,
        desk_reads=True,
        shared_at=moved.at,
    )
    today = timezone.localdate(moved.at)
    for user, function in (
        (referral.process_direction, CaseFunction.PROCESS_DIRECTION),
        (referral.case_direction, CaseFunction.CASE_DIRECTION),
    ):
        if user is None:
            raise ValueError("the guard lets no referral through without direction")
        triple = (case.meeting_type_id, user.organisation_id, case.municipality_id)
        Membership.objects.create(
            case=case,
            user=user,
            organisation=user.organisation,
            function=function,
            starts_on=today,
            ends_on=today + timedelta(days=settings.GRANT_DAYS),
            granted_by=moved.actor,
            created_at=moved.at,
            covenant_version_id=coverings([triple], on=today)[triple].covenant_version_id,
        )
    Referral.objects.filter(pk=referral.pk).update(case=case)
    referral.case = case
    changed("case", case.key)


@after("report.publish", "report.publish_on_behalf", "report.correct")
def share_report(report: Report, moved: Transition) -> None:
    """Each recorded text is a version of its own, kept as it was."""
    again = report.published_at is not None
    report.shared_at = moved.at
    report.published_at = report.published_at or moved.at
    report.desk_reads = False
    report.version_number += 1 if again else 0
    report.save(update_fields=["shared_at", "published_at", "desk_reads", "version_number"])
    version = ReportVersion.objects.create(
        report=report,
        number=report.version_number,
        written_by=moved.actor,
        shared_at=moved.at,
        **{name: getattr(report, name) for name in COPIED},
    )
    version.named_people.set(report.named_people.all())
    version.named_organisations.set(report.named_organisations.all())
    # Earlier versions follow the circle: whoever was left out reads them no more (D-21).
    report.versions.exclude(pk=version.pk).update(circle=report.circle)
    for earlier in report.versions.exclude(pk=version.pk):
        earlier.named_people.set(report.named_people.all())
        earlier.named_organisations.set(report.named_organisations.all())
    changed("report", report.key, narrowed=again)


COPIED = (
    "case",
    "circle",
    "source_organisation",
    "author",
    "owner",
    "data_category",
    "onward",
    "scope",
    "valence",
    "story",
)


@after("report.withdraw")
def report_withdrawn(report: Report, moved: Transition) -> None:
    """A tombstone stays: directors still read what a decision relied on (D-23)."""
    if report.shared_at is not None:
        report.circle = Circle.DIRECTORS if report.circle == Circle.TEAM else report.circle
        report.save(update_fields=["circle"])
        report.versions.update(circle=report.circle)
    changed("report", report.key, narrowed=True)
