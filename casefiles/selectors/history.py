"""Which steps were taken in a case, by whom, by which clause and why, as far as the reader may know."""

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from access.viewer import Viewer
from casefiles.models import Case, PlanVersion, Referral, Report
from casefiles.models.team_item import TeamItem
from casefiles.selectors.place import place_in
from casefiles.selectors.team_items import KINDS
from documents.selectors.steps_taken import Moved, all_in_words, transitions_of, with_words
from workflows.models import Transition
from workflows.refusals import Text

PAGE_SIZE = 25
# A plan in the making belongs to the directors; with its adoption the team sees the plan, not their discussion.
AMONG_DIRECTORS = ("plan.submit", "plan.send_back")
NOUNS: dict[str, Text] = {
    "case": gettext_lazy("case"),
    "plan": gettext_lazy("plan of action"),
    "report": gettext_lazy("report"),
    "referral": gettext_lazy("referral"),
    **{kind.name: kind.label for kind in KINDS.values()},
}


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
    rows = with_words(
        Transition.objects.filter(
            Q(noun=Case._meta.label_lower, thing_id=case.pk)
            | of_plans
            | Q(noun=Report._meta.label_lower, thing_id__in=reports)
            | _of_the_team(case, viewer)
        )
    )
    return rows.filter(at__lte=place.until) if place.until else rows


def _of_the_team(case: Case, viewer: Viewer) -> Q:
    """Of invitations, handovers, requests, flags and emergencies: in the one query of the page."""
    found = Q(pk__in=[])
    for kind in KINDS.values():
        seen = kind.model.objects.visible_to(viewer).filter(case=case).values("pk")
        found |= Q(noun=kind.model._meta.label_lower, thing_id__in=seen)
    return found


def steps_of_referral(referral: Referral, *, viewer: Viewer) -> list[Moved]:
    """Its whole course, for who sees it."""
    return all_in_words(transitions_of(referral), viewer=viewer, nouns=NOUNS)


def steps_of_item(item: TeamItem, *, viewer: Viewer) -> list[Moved]:
    return all_in_words(transitions_of(item), viewer=viewer, nouns=NOUNS)
