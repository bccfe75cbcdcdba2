"""Which steps were taken in a case, by whom, by which clause and why, as far as the reader may know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.machines import function_label
from casefiles.models import (
    Case,
    CaseState,
    Extract,
    ExtractState,
    PlanState,
    PlanVersion,
    Referral,
    ReferralState,
    Report,
    ReportState,
    Seal,
    SealState,
)
from casefiles.selectors.place import place_in
from documents.selectors.clause_places import clause_urls
from workflows.models import Transition
from workflows.refusals import Text
from workflows.steps import step_by_id

PAGE_SIZE = 25
# A plan in the making belongs to the directors; with its adoption the team sees the plan, not their discussion.
AMONG_DIRECTORS = ("plan.submit", "plan.send_back")
NOUNS: dict[str, tuple[Text, Any]] = {
    Case._meta.label_lower: (gettext_lazy("case"), CaseState),
    PlanVersion._meta.label_lower: (gettext_lazy("plan of action"), PlanState),
    Report._meta.label_lower: (gettext_lazy("report"), ReportState),
    Referral._meta.label_lower: (gettext_lazy("referral"), ReferralState),
    Seal._meta.label_lower: (gettext_lazy("seal"), SealState),
    Extract._meta.label_lower: (gettext_lazy("anonymised referral"), ExtractState),
}


@dataclass(frozen=True)
class Moved:
    """One step that was taken."""

    at: datetime
    label: Text
    noun: Text
    source: str
    target: str
    who: str
    function: str
    clause: str
    reason: str
    # Where the clause stands, for who may read that version of the matrix.
    clause_url: str = ""


def history(case: Case, *, viewer: Viewer, page: str | None) -> Page[Transition]:
    return Paginator(transitions(case, viewer=viewer), PAGE_SIZE).get_page(page)


def transitions(case: Case, *, viewer: Viewer) -> QuerySet[Transition]:
    """Steps of the case, and of the plans and reports that this viewer sees; a winding-down member's end that day."""
    place = place_in(viewer, case)
    if not place.in_team and place.until is None:
        return Transition.objects.none()
    plans, reports = (
        model.objects.visible_to(viewer).filter(case=case).values("pk") for model in (PlanVersion, Report)
    )
    of_plans = Q(noun=PlanVersion._meta.label_lower, thing_id__in=plans)
    if not place.directs:
        of_plans &= ~Q(step__in=AMONG_DIRECTORS) | Q(actor=viewer.user)
    rows = Transition.objects.filter(
        Q(noun=Case._meta.label_lower, thing_id=case.pk)
        | of_plans
        | Q(noun=Report._meta.label_lower, thing_id__in=reports)
        | _of_directors(case, viewer)
    ).select_related("actor__organisation", "on_behalf_of", "reason")
    return rows.filter(at__lte=place.until) if place.until else rows


def _of_directors(case: Case, viewer: Viewer) -> Q:
    """Of seals and anonymised referrals, for who sees them as a director."""
    condition = Q(pk__in=[])
    for model in (Seal, Extract) if place_in(viewer, case).directs else ():
        seen = model._default_manager.filter(case=case).values("pk")
        condition |= Q(noun=model._meta.label_lower, thing_id__in=seen)
    return condition


def steps_of_referral(referral: Referral, *, viewer: Viewer) -> list[Moved]:
    """Its whole course, for who sees it."""
    rows = Transition.objects.filter(noun=Referral._meta.label_lower, thing_id=referral.pk)
    return all_in_words(rows.select_related("actor__organisation", "on_behalf_of", "reason"), viewer=viewer)


def all_in_words(rows: Iterable[Transition], *, viewer: Viewer) -> list[Moved]:
    """With the way to each clause, in one query for all of them."""
    moved = list(rows)
    urls = clause_urls(viewer, (one.statement_id for one in moved))
    return [_in_words(one, urls.get(one.statement_id or 0, "")) for one in moved]


def _in_words(moved: Transition, clause_url: str) -> Moved:
    noun, states = NOUNS[moved.noun]
    who = f"{moved.actor} ({moved.actor.organisation})"
    if moved.on_behalf_of:
        who = f"{who}, {_('in place of %(absent)s') % {'absent': moved.on_behalf_of}}"
    return Moved(
        at=moved.at,
        label=step_by_id(moved.step).label,
        noun=noun,
        source=str(states(moved.source).label),
        target=str(states(moved.target).label),
        who=who,
        function=str(function_label(moved.function)),
        clause=moved.clause,
        reason=moved.reason.text if hasattr(moved, "reason") else "",
        clause_url=clause_url,
    )
