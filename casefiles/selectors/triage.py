"""The inbox of who weighs signals: what was submitted, how far it is weighed, and when its referrer should hear."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Municipality
from casefiles.models import Referral, Triage
from casefiles.models.triage import Result
from casefiles.places import TRIAGE, places_held
from casefiles.selectors.confirm import Fact
from casefiles.selectors.referrals import TO_WEIGH
from casefiles.working_days import working_days_after

# D-30: what every referrer reads.
WORKING_DAYS = 5
RESULT_KINDS = {Result.MET: "safe", Result.NOT_MET: "warning", Result.OPEN: "neutral"}


@dataclass(frozen=True)
class InboxRow:
    referral: Referral
    triage: Triage | None
    answer_due: date | None
    late: bool

    @property
    def result(self) -> str:
        return str(self.triage.result.label) if self.triage else ""


def weighs_somewhere(viewer: Viewer) -> bool:
    return bool(places_held(viewer, TRIAGE))


def municipalities_weighed(viewer: Viewer) -> list[Municipality]:
    return list(Municipality.objects.filter(pk__in=places_held(viewer, TRIAGE)))


def inbox(viewer: Viewer, *, municipality: str = "") -> list[InboxRow]:
    """What waits for an outcome, the longest waiting first; of one municipality or of all that this viewer weighs."""
    rows = Referral.objects.visible_to(viewer).filter(state__in=TO_WEIGH, municipality__in=places_held(viewer, TRIAGE))
    if municipality:
        rows = rows.filter(municipality__key=municipality)
    found = rows.select_related("municipality", "meeting_type", "organisation", "referrer").order_by("submitted_at")
    weighed = Triage.objects.visible_to(viewer).filter(referral__in=rows).select_related("category")
    by_referral = {one.referral_id: one for one in weighed.prefetch_related("answers")}
    return [_row(one, by_referral.get(one.pk), viewer) for one in found]


def answer_due(submitted_at: datetime | None) -> date | None:
    """Five working days after submitting."""
    return working_days_after(submitted_at, WORKING_DAYS) if submitted_at else None


def weighing_facts(triage: Triage) -> list[Fact]:
    return [
        Fact(_("Kind of signal"), str(triage.category or ""), empty=_("Not chosen yet")),
        Fact(_("Criteria of"), capfirst(triage.source)),
        Fact(_("A case opens when this holds"), triage.rule),
        Fact(_("Outcome of the criteria"), capfirst(str(triage.result.label))),
        Fact(_("Decided otherwise because"), triage.deviation, empty=_("Not decided otherwise")),
    ]


def given_answers(triage: Triage) -> Sequence[Fact]:
    return [
        Fact(
            f"{one.number}. {one.question}",
            f"{capfirst(one.get_answer_display())}. {one.reason}" if one.answer else "",
            empty=_("Not answered yet"),
        )
        for one in triage.answers.all()
    ]


def _row(referral: Referral, triage: Triage | None, viewer: Viewer) -> InboxRow:
    due = answer_due(referral.submitted_at)
    return InboxRow(referral, triage, due, late=due is not None and due < viewer.today)
