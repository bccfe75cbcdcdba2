"""Answering whether a referred person occurs already: beside the request, so that its time tells nobody (D-30)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.actions.notify import notify
from audit.models import Action
from audit.trail import Change, Identity, Trail, record_change
from casefiles.machines import OCCURRENCE
from casefiles.models import Case, Occurrence, OccurrenceQuestion, Referral
from casefiles.models.occurrence import HOLDER
from casefiles.models.referral import DECIDED
from casefiles.same_person import cases_about


def answer_questions() -> int:
    """What submitted referrals ask and nobody answered yet; the worker calls it again and again."""
    waiting = list(
        OccurrenceQuestion.objects.filter(answered_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    )
    for pk in waiting:
        _answer(pk)
    return len(waiting)


def ask_again(case: Case, *, but: Referral) -> None:
    """A case opened: who is still being weighed may be its client."""
    open_ones = OccurrenceQuestion.objects.exclude(referral__state__in=DECIDED).exclude(referral=but)
    open_ones.filter(referral__birth_date=but.birth_date).update(answered_at=None)


@transaction.atomic
def _answer(pk: int) -> None:
    question = OccurrenceQuestion.objects.select_for_update().get(pk=pk)
    referral = question.referral
    trail = Trail(Identity(question.asker.key, referral.organisation.key), purpose=str(referral.meeting_type))
    # Not a change of the referral: who is overtaken in it would read the name of the last one who changed it.
    _log(trail, noun=question._meta.label_lower, key=referral.key)
    for case in cases_about(referral.client_name, referral.birth_date):
        if case.pk != referral.case_id:
            _found(referral, case, trail)
    question.answered_at = timezone.now()
    question.save(update_fields=["answered_at"])


def _found(referral: Referral, case: Case, trail: Trail) -> None:
    occurrence, is_new = Occurrence.objects.get_or_create(referral=referral, case=case)
    if is_new:
        _log(trail, noun=occurrence._meta.label_lower, key=occurrence.key, cases=[case.key])
        notify(OCCURRENCE.people(HOLDER, occurrence))


def _log(trail: Trail, *, noun: str, key: str, cases: Iterable[str] = ()) -> None:
    case_key = next(iter(cases), "")
    record_change(trail, Change(noun, key, Action.EXECUTE, case_key=case_key, step="occurrence.ask"))
