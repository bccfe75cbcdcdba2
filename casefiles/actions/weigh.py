"""Weighing a referral: the form that counts for it, and what those who weigh together answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.default_criteria import DEFAULT_CRITERIA, DEFAULT_RULE
from casefiles.models import Referral, ReferralState, Triage, TriageAnswer
from documents.admission import parse
from documents.gate import coverings
from documents.models import Annex, TriageCategory
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet


@dataclass(frozen=True)
class CriteriaForm:
    """One version of the form: where it comes from, its questions with what is meant by them, and its rule."""

    source: str
    questions: Sequence[tuple[str, str]]
    rule: str
    covenant_version_id: int | None = None


def criteria_for(referral: Referral) -> CriteriaForm:
    """Of the annex that covers the referral today; D-2's where that annex asks nothing."""
    triple = (referral.meeting_type_id, referral.organisation_id, referral.municipality_id)
    covering = coverings([triple], on=timezone.localdate())[triple]
    annex = Annex.objects.filter(
        version=covering.covenant_version_id, meeting_type=referral.meeting_type_id, criteria__isnull=False
    ).first()
    if annex is None:
        default = [(str(question), str(explanation)) for question, explanation in DEFAULT_CRITERIA]
        return CriteriaForm(_("the default criteria of the system"), default, DEFAULT_RULE)
    questions = [(one.question, one.explanation) for one in annex.criteria.all()]
    rule = str(parse(annex.admission, count=len(questions)))
    return CriteriaForm(covering.clause, questions, rule, covering.covenant_version_id)


def begin_weighing(referral: Referral) -> Triage:
    """Follows from taking up: the form is kept as it is on this day."""
    form = criteria_for(referral)
    triage = Triage.objects.create(
        referral=referral, source=form.source[:300], rule=form.rule, covenant_version_id=form.covenant_version_id
    )
    TriageAnswer.objects.bulk_create(
        TriageAnswer(triage=triage, number=number, question=question, explanation=explanation)
        for number, (question, explanation) in enumerate(form.questions, start=1)
    )
    return triage


@dataclass(frozen=True)
class Weighed:
    """`answers`: number → (answer, reason)."""

    category: TriageCategory | None
    answers: Mapping[int, tuple[str, str]]
    deviation: str = ""


def weigh(triage: Triage, weighed: Weighed, *, viewer: Viewer, expected_version: int) -> Triage:
    """Keep what is answered until now; raises Stale when somebody else who weighs was first."""
    with transaction.atomic():
        current = claim(triage, viewer=viewer, expected_version=expected_version)
        if current.frozen_at or current.referral.state != ReferralState.IN_TRIAGE:
            raise StepRefused(_("This weighing cannot be changed"), [Unmet(_("The referral is decided on."))])
        current.category, current.deviation = weighed.category, weighed.deviation
        current.save(update_fields=["category", "deviation"])
        for row in current.answers.all():
            _answered(row, weighed.answers.get(row.number, (row.answer, row.reason)), viewer=viewer)
        note_change(viewer, current, Action.UPDATE, step="triage.weigh")
    return current


def _answered(row: TriageAnswer, given: tuple[str, str], *, viewer: Viewer) -> None:
    if given != (row.answer, row.reason):
        row.answer, row.reason = given
        row.by = viewer.user
        row.save(update_fields=["answer", "reason", "by"])


def freeze(referral: Referral, *, at: Any) -> None:
    """With the outcome the weighing stands as it is."""
    Triage.objects.filter(referral=referral, frozen_at__isnull=True).update(frozen_at=at)
