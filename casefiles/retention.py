"""Until when is a case or a referral kept? One answer: a day for a label, a condition for a list (D-5, D-33)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest, Least
from django.utils import timezone

from casefiles.models import Case, CaseState, LegalHold, Referral, ReferralState, RetentionExtension, RightsRequest
from casefiles.models.rights_request import UNANSWERED
from documents.days import end_of
from workflows.models import Transition

YEAR = timedelta(days=365.25)
ENDED = (CaseState.CLOSED, CaseState.HANDED_OVER)
# Triage that is still going on is decided, not destroyed.
NOT_ACCEPTED = (
    ReferralState.DRAFT,
    ReferralState.HANDED_OVER,
    ReferralState.ADVICE_GIVEN,
    ReferralState.EMERGENCY,
)


@dataclass(frozen=True)
class Term:
    """When the case ended, until when it is kept, by how many extensions, and whether a legal hold stops the clock."""

    ended_on: date
    due_on: date
    extensions: int
    held: bool

    def is_due(self, on: date) -> bool:
        return not self.held and self.due_on <= on


def requests_of_no_case(on: date) -> list[RightsRequest]:
    """Requests whose term is over, and that no case answers: with a case they go with the last that answered."""
    closed = RightsRequest.objects.exclude(state__in=UNANSWERED).filter(answers__isnull=True)
    ended = Transition.objects.filter(
        noun=RightsRequest._meta.label_lower, thing_id=OuterRef("pk"), target=OuterRef("state")
    )
    rows = closed.annotate(ended_at=Subquery(ended.order_by("-at").values("at")[:1]))
    return [
        one for one in rows if years_after(_day(one.ended_at or one.created_at), settings.RETENTION_REQUEST_YEARS) <= on
    ]


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def term_of(case: Case, *, on: date) -> Term | None:
    """None for a case in which is still worked: its clock does not run."""
    if case.state not in ENDED or case.closed_at is None:
        return None
    extended = case.retention_extensions.aggregate(until=Max("until"), number=Count("pk"))
    held = holds(on).filter(case=case).exists()
    return _term(case, until=extended["until"], number=extended["number"], held=held)


def terms(cases: QuerySet[Case], *, on: date) -> list[tuple[Case, Term]]:
    """The same for many ended cases, in one query."""
    rows = cases.filter(state__in=ENDED, closed_at__isnull=False).annotate(
        until=Max("retention_extensions__until"),
        number=Count("retention_extensions", distinct=True),
        held=Exists(holds(on).filter(case=OuterRef("pk"))),
    )
    return [(row, _term(row, until=row.until, number=row.number, held=row.held)) for row in rows]


def by_due_day(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Ended cases, whose term ends first in front: to a day, because here every year is as long as any other."""
    due: Any = F("closed_at") + YEAR * settings.RETENTION_YEARS
    if settings.RETENTION_FIRST_YEARS:
        first = F("opened_at") + YEAR * settings.RETENTION_FIRST_YEARS
        due = Least(due, Greatest(first, F("closed_at")))
    longer = Cast(Max("retention_extensions__until"), DateTimeField())
    # On SQLite the greatest of something and nothing is nothing.
    rows = cases.filter(state__in=ENDED, closed_at__isnull=False).annotate(due=due, longer=longer)
    return rows.order_by(Coalesce(Greatest("due", "longer"), "due"), "pk")


def due_cases(on: date) -> QuerySet[Case]:
    """Cases whose term has run out and that no legal hold keeps."""
    over = Q(closed_at__lt=end_of(years_before(on, settings.RETENTION_YEARS)))
    if settings.RETENTION_FIRST_YEARS:
        first = end_of(years_before(on, settings.RETENTION_FIRST_YEARS))
        over |= Q(opened_at__lt=first, closed_at__lt=end_of(on))
    longer = RetentionExtension.objects.filter(case=OuterRef("pk"), until__gt=on)
    kept = holds(on).filter(case=OuterRef("pk"))
    return Case.objects.filter(over, state__in=ENDED).exclude(Exists(longer)).exclude(Exists(kept))


def destroyed_on(referral: Referral) -> date | None:
    """For its readers, once it was decided that no case comes of it."""
    decided = referral.decided_at if referral.state in NOT_ACCEPTED else None
    return referral_due_on(decided) if decided else None


def referral_due_on(ended: datetime) -> date:
    return years_after(timezone.localdate(ended), settings.RETENTION_REFERRAL_YEARS)


def due_referrals(on: date) -> QuerySet[Referral]:
    """Referrals that did not become a case, their last step (or their draft) a year ago; `ended_at` says when."""
    moves = Transition.objects.filter(noun=Referral._meta.label_lower, thing_id=OuterRef("pk")).order_by("-id")
    rows = Referral.objects.filter(case__isnull=True, state__in=NOT_ACCEPTED)
    ended = rows.annotate(ended_at=Coalesce(Subquery(moves.values("at")[:1]), "created_at"))
    return ended.filter(ended_at__lt=end_of(years_before(on, settings.RETENTION_REFERRAL_YEARS)))


def holds(on: date) -> QuerySet[LegalHold]:
    """Legal holds of this day; the last day is the one before `ends_on`."""
    return LegalHold.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)


def years_before(day: date, years: int) -> date:
    """29 February becomes the 28th: whose term then ended is due, and nobody else."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def years_after(day: date, years: int) -> date:
    """29 February becomes 1 March: a term is never shorter than its years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)


def _term(case: Case, *, until: date | None, number: int, held: bool) -> Term:
    if case.closed_at is None:
        raise ValueError("a case that did not end has no term")
    ended = timezone.localdate(case.closed_at)
    due = years_after(ended, settings.RETENTION_YEARS)
    if settings.RETENTION_FIRST_YEARS:
        first = years_after(timezone.localdate(case.opened_at), settings.RETENTION_FIRST_YEARS)
        due = min(due, max(first, ended))
    return Term(ended, max(due, until) if until else due, number, held)
