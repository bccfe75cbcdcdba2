"""What follows from a step in a case, in the same transaction; of plans in plan_effects.py."""

from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from accounts.actions.notify import notify
from accounts.models import OrganisationKind
from casefiles.actions.occurrence import ask_again
from casefiles.actions.weigh import begin_weighing, freeze
from casefiles.found_again import report_changed
from casefiles.machines import people_in, who_weigh
from casefiles.models import (
    Case,
    Circle,
    Client,
    Membership,
    Occurrence,
    OccurrenceQuestion,
    OccurrenceState,
    Referral,
    Report,
    ReportVersion,
    RoundKind,
    RoundTask,
)
from casefiles.telling import tell_from
from documents.gate import coverings
from documents.models import CaseFunction
from search.outbox import changed
from workflows.fire import follow
from workflows.models import Transition
from workflows.steps import after


@after("referral.submit")
def ask_and_announce(referral: Referral, moved: Transition) -> None:
    """Every referral asks whether the person occurs already; the answer comes later, and not to the asker (D-30)."""
    referral.submitted_at = moved.at
    referral.save(update_fields=["submitted_at"])
    OccurrenceQuestion.objects.create(referral=referral, asker=referral.referrer, asked_at=moved.at)
    changed("referral", referral.key)
    notify(who_weigh(referral), at=moved.at)


@after("referral.take_up")
def open_weighing(referral: Referral, moved: Transition) -> None:
    begin_weighing(referral)


@after("referral.accept", "referral.hand_over", "referral.advise", "referral.mark_emergency")
def decided(referral: Referral, moved: Transition) -> None:
    """The weighing is frozen; what the house was still looking for is not needed any more."""
    referral.decided_at, referral.decided_by = moved.at, moved.actor
    referral.save(update_fields=["decided_at", "decided_by"])
    freeze(referral, at=moved.at)
    for waiting in Occurrence.objects.filter(referral=referral, state=OccurrenceState.WAITING):
        follow("occurrence.set_aside", waiting, because=moved)


@after("referral.mark_emergency")
def tell_of_emergency(referral: Referral, moved: Transition) -> None:
    people = [*who_weigh(referral), referral.referrer]
    notify([one for one in people if one != moved.actor], at=moved.at)


@after("occurrence.join")
def join_referral(occurrence: Occurrence, moved: Transition) -> None:
    """To the directors of the case; the version stays, so that the referrer's pages stay as they were (D-30)."""
    referral = follow("referral.join", occurrence.referral, because=moved)
    rows = Referral.objects.filter(pk=referral.pk)
    rows.update(joined_to=occurrence.case, version=F("version") - 1)
    changed("referral", referral.key)
    freeze(referral, at=moved.at)
    for other in Occurrence.objects.filter(referral=referral, state=OccurrenceState.WAITING).exclude(pk=occurrence.pk):
        follow("occurrence.set_aside", other, because=moved)
    functions = (CaseFunction.PROCESS_DIRECTION, CaseFunction.CASE_DIRECTION)
    notify([person for one in functions for person in people_in(occurrence.case, one)], at=moved.at)


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
    ask_again(case, but=referral)
    notify([one for one in (referral.process_direction, referral.case_direction) if one], at=moved.at)
    changed("case", case.key)
    changed("referral", referral.key)


@after("case.start_information_round")
def ask_the_round(case: Case, moved: Transition) -> None:
    """The police analysis and the municipal round always start; who directs adds the rest."""
    due_on = timezone.localdate(moved.at) + timedelta(days=settings.ROUND_DAYS)
    members = case.memberships.current(timezone.localdate(moved.at)).exclude(function=CaseFunction.DESK)
    asked = {one.organisation.kind: one.organisation for one in members.select_related("organisation").order_by("-pk")}
    for kind, organisation in (
        (RoundKind.POLICE_ANALYSIS, asked.get(OrganisationKind.POLICE)),
        (RoundKind.MUNICIPAL_ROUND, asked.get(OrganisationKind.MUNICIPALITY)),
    ):
        RoundTask.objects.create(
            case=case,
            kind=kind,
            title=gettext(STARTS_WITH[kind]),
            organisation=organisation,
            due_on=due_on,
            source_organisation=moved.actor.organisation,
            author=moved.actor,
            owner=moved.actor,
            shared_at=moved.at,
        )


# In the words of the reader's language: these are texts of the case from then on.
STARTS_WITH = {
    RoundKind.POLICE_ANALYSIS: gettext_noop("Analysis of what the police registered over the past year"),
    RoundKind.MUNICIPAL_ROUND: gettext_noop("What the municipality and its social teams know"),
}


@after("round.receive")
def answer_came(task: RoundTask, moved: Transition) -> None:
    """What was answered is shared with its circle from that moment."""
    for answer in task.answers.all():
        changed("answer", answer.key)


@after("report.publish", "report.publish_on_behalf", "report.correct")
def share_report(report: Report, moved: Transition) -> None:
    """Each recorded text is a version of its own, kept as it was."""
    again = report.published_at is not None
    report.shared_at = moved.at
    report.published_at = report.published_at or moved.at
    # Told of once, when it is recorded; a correction stands in my work.
    report.tell_at = report.tell_at if again else tell_from(report, at=moved.at)
    report.desk_reads = False
    report.version_number += 1 if again else 0
    report.save(update_fields=["shared_at", "published_at", "tell_at", "desk_reads", "version_number"])
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
    report_changed(report, narrowed=again)


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
    report_changed(report, narrowed=True)
