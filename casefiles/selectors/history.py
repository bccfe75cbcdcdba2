"""Which steps were taken in a case, by whom, by which clause and why, as far as the reader may know."""

from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.machines import RIGHTS
from casefiles.models import (
    Case,
    Extract,
    Occurrence,
    OccurrenceState,
    PlanDeviation,
    PlanVersion,
    Referral,
    Report,
    Restriction,
    RoundTask,
    Seal,
)
from casefiles.models.team_item import TeamItem
from casefiles.selectors.place import place_in
from casefiles.selectors.team_items import KINDS
from documents.selectors.steps_taken import Moved, all_in_words, transitions_of, with_words
from workflows.models import Transition
from workflows.refusals import Text

PAGE_SIZE = 25
# A plan in the making belongs to the directors; with its adoption the team sees the plan, not their discussion.
AMONG_DIRECTORS = ("plan.submit", "plan.send_back")
# D-30: that a referral was joined to a case.
HIDDEN_FROM_REFERRER = "referral.join"
NOUNS: dict[str, Text] = {
    "case": gettext_lazy("case"),
    "plan": gettext_lazy("plan of action"),
    "deviation": gettext_lazy("deviation from the plan"),
    "round": gettext_lazy("information round"),
    "report": gettext_lazy("report"),
    "referral": gettext_lazy("referral"),
    "occurrence": gettext_lazy("joined referral"),
    "seal": gettext_lazy("seal"),
    "restriction": gettext_lazy("what is set aside"),
    "extract": gettext_lazy("anonymised referral"),
    "notice": gettext_lazy("informing the person"),
    "postponement": gettext_lazy("informing the person"),
    "route": gettext_lazy("information route"),
    "consent": gettext_lazy("consent"),
    "request_answer": gettext_lazy("rights request"),
    "pack": gettext_lazy("access pack"),
    "statement": gettext_lazy("statement of the person"),
    "plan_statement": gettext_lazy("statement of the person"),
    "sharing": gettext_lazy("agreement about sharing"),
    **{kind.name: kind.label for kind in KINDS.values()},
}


def history(case: Case, *, viewer: Viewer, page: str | None) -> Page[Transition]:
    return Paginator(transitions(case, viewer=viewer), PAGE_SIZE).get_page(page)


def transitions(case: Case, *, viewer: Viewer) -> QuerySet[Transition]:
    """Steps of the case, and of the plans and reports that this viewer sees; a winding-down member's end that day."""
    place = place_in(viewer, case)
    if not place.in_team and place.until is None:
        return Transition.objects.none()
    plans, deviations, reports, tasks = (
        model.objects.visible_to(viewer).filter(case=case).values("pk")
        for model in (PlanVersion, PlanDeviation, Report, RoundTask)
    )
    of_plans = Q(noun=PlanVersion._meta.label_lower, thing_id__in=plans)
    if not place.directs:
        of_plans &= ~Q(step__in=AMONG_DIRECTORS) | Q(actor=viewer.user)
    rows = with_words(
        Transition.objects.filter(
            Q(noun=Case._meta.label_lower, thing_id=case.pk)
            | of_plans
            | Q(noun=PlanDeviation._meta.label_lower, thing_id__in=deviations)
            | Q(noun=Report._meta.label_lower, thing_id__in=reports)
            | Q(noun=RoundTask._meta.label_lower, thing_id__in=tasks)
            | (_among_directors(case, viewer) if place.directs else Q(pk__in=[]))
            | _of_the_person(case, viewer)
            | _of_the_team(case, viewer)
        )
    )
    return rows.filter(at__lte=place.until) if place.until else rows


def _among_directors(case: Case, viewer: Viewer) -> Q:
    """Joined referrals, seals, restrictions and anonymised referrals: for its directors, who read them."""
    joined = Occurrence.objects.filter(case=case, state=OccurrenceState.JOINED).values("pk")
    condition = Q(noun=Occurrence._meta.label_lower, thing_id__in=joined, step="occurrence.join")
    for model in (Seal, Restriction, Extract):
        of_case = model.objects.visible_to(viewer).filter(case=case).values("pk")
        condition |= Q(noun=model._meta.label_lower, thing_id__in=of_case)
    return condition


def _of_the_person(case: Case, viewer: Viewer) -> Q:
    """Of what is recorded about the rights of the person, as far as the viewer sees it."""
    found = Q(pk__in=[])
    for model in (cast(Any, of.model) for of in RIGHTS):
        seen = model.objects.visible_to(viewer).filter(case=case).values("pk")
        found |= Q(noun=model._meta.label_lower, thing_id__in=seen)
    return found


def _of_the_team(case: Case, viewer: Viewer) -> Q:
    """Of invitations, handovers, requests, flags and emergencies: in the one query of the page."""
    found = Q(pk__in=[])
    for kind in KINDS.values():
        seen = kind.model.objects.visible_to(viewer).filter(case=case).values("pk")
        found |= Q(noun=kind.model._meta.label_lower, thing_id__in=seen)
    return found


def steps_of_referral(referral: Referral, *, viewer: Viewer) -> list[Moved]:
    """Its whole course, for who sees it."""
    rows = transitions_of(referral)
    if not referral.weighed_by(viewer):
        rows = rows.exclude(step=HIDDEN_FROM_REFERRER)
    return all_in_words(rows, viewer=viewer, nouns=NOUNS)


def steps_of_item(item: TeamItem, *, viewer: Viewer) -> list[Moved]:
    return all_in_words(transitions_of(item), viewer=viewer, nouns=NOUNS)
