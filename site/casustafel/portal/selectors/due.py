"""What else waits for this viewer: reports to check or finish, plans to begin, actions, cases without direction."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.viewer import Viewer
from casefiles.guards import RESOLVED
from casefiles.models import (
    ActionProgress,
    Case,
    LetterKind,
    PlanAction,
    PlanState,
    ProgressStatus,
    Referral,
    Report,
)
from casefiles.models.referral import DECIDED
from casefiles.models.report import READABLE, UNPUBLISHED
from casefiles.places import TRIAGE, places_held
from casefiles.selectors.deviations import deviations_to_work_out
from casefiles.selectors.information_round import waiting_tasks
from casefiles.selectors.plan_asked import REACT, WORK_OUT, WRITE_PART, asked_parts, asked_reactions
from casefiles.selectors.plan_writing import FIRST_PLAN, cases_without_plan
from casefiles.selectors.to_inform import cases_to_inform
from casefiles.selectors.undirected import undirected
from casefiles.selectors.working import ending_soon
from casustafel.portal.selectors.rows import Row
from workflows.authority import Clauses

# Actions are announced so many days before their last day; later ones stand in the plan.
ANNOUNCED_DAYS = 14
TITLE_LETTERS = 80
# After so many days a letter on an outcome is no work any more.
LETTER_DAYS = 30


def rows_due(viewer: Viewer, papers: Clauses) -> list[Row]:
    return [
        *_to_check(viewer),
        *_to_finish(viewer),
        *_to_plan(viewer, papers),
        *_asked(viewer),
        *_to_work_out(viewer, papers),
        *_actions(viewer),
        *_questions(viewer),
        *_to_appoint(viewer),
        *_letters_to_make(viewer),
        *_to_inform(viewer),
        *_to_extend(viewer),
    ]


def _own_reports(viewer: Viewer) -> QuerySet[Report]:
    return Report.objects.visible_to(viewer).filter(owner=viewer.user).select_related("case", "author")


def _to_check(viewer: Viewer) -> list[Row]:
    """What the desk wrote on behalf of the viewer (D-36)."""
    reports = _own_reports(viewer).exclude(author=viewer.user)
    return [
        _report_row(
            _("Check your report"),
            report,
            detail=_("written by %(name)s") % {"name": report.author},
            since=report.published_at,
        )
        for report in reports.filter(state__in=READABLE, checked_at__isnull=True)
    ]


def _to_finish(viewer: Viewer) -> list[Row]:
    drafts = _own_reports(viewer).filter(author=viewer.user, state__in=UNPUBLISHED)
    return [
        _report_row(_("Finish your report"), report, detail=_("only you see it"), since=report.created_at)
        for report in drafts
    ]


def _report_row(title: str, report: Report, **more: Any) -> Row:
    return Row(title=title, url=reverse("casefiles:report", args=[report.key]), case=report.case.key, **more)


def _to_plan(viewer: Viewer, papers: Clauses) -> list[Row]:
    """A first plan that nobody began: there is no version yet that could wait."""
    return [
        Row(
            title=FIRST_PLAN,
            url=reverse("casefiles:plan", args=[case.key]),
            case=case.key,
            since=case.opened_at,
        )
        for case in cases_without_plan(viewer, papers)
    ]


def _letters_to_make(viewer: Viewer) -> list[Row]:
    """Who decided on a referral lets its referrer know."""
    decided = Referral.objects.visible_to(viewer).filter(
        decided_by=viewer.user,
        state__in=DECIDED,
        municipality__in=places_held(viewer, TRIAGE),
        decided_at__gte=viewer.at - timedelta(days=LETTER_DAYS),
    )
    rows = decided.exclude(letters__kind=LetterKind.OUTCOME).select_related("organisation", "municipality")
    return [
        Row(
            title=_("Make outcome letter"),
            url=reverse("casefiles:referral", args=[referral.key]) + "#letters",
            detail=f"{referral.organisation}, {referral.municipality}",
            since=referral.decided_at,
        )
        for referral in rows
    ]


def _asked(viewer: Viewer) -> list[Row]:
    """Parts of a draft plan to write, and plans to react to."""
    writing = [
        Row(
            title=WRITE_PART,
            url=reverse("casefiles:write_part", args=[one.plan_version.key, one.part]),
            case=one.plan_version.case.key,
            detail=one.get_part_display(),
        )
        for one in asked_parts(viewer)
    ]
    reacting = [
        Row(
            title=REACT,
            url=reverse("casefiles:react_to_plan", args=[one.plan_version.key]),
            case=one.plan_version.case.key,
            since=one.asked_at,
        )
        for one in asked_reactions(viewer)
    ]
    return [*writing, *reacting]


def _to_work_out(viewer: Viewer, papers: Clauses) -> list[Row]:
    """Approved deviations that no version carries yet, with who may write the next one."""
    return [
        Row(
            title=WORK_OUT,
            url=reverse("casefiles:deviation", args=[one.key]),
            case=one.case.key,
            since=one.shared_at,
        )
        for one in deviations_to_work_out(viewer, papers)
    ]


def _to_inform(viewer: Viewer) -> list[Row]:
    """People who are not told yet that they are discussed, in the cases that the viewer directs."""
    return [
        Row(
            title=_("Inform the person concerned"),
            url=reverse("casefiles:rights", args=[code]),
            case=code,
            due=due_on,
        )
        for code, due_on in cases_to_inform(viewer)
    ]


def _to_appoint(viewer: Viewer) -> list[Row]:
    """D-26: code and municipality, and nothing else."""
    return [
        Row(
            title=_("Appoint direction"),
            url=reverse("casefiles:appoint", args=[case.code]),
            case=case.code,
            detail=case.municipality,
            note=_("without direction"),
        )
        for case in undirected(viewer)
    ]


def _to_extend(viewer: Viewer) -> list[Row]:
    """One row a case: the places that end within thirty days."""
    ending = ending_soon(viewer).order_by().values("case__key")
    found = ending.annotate(number=Count("pk"), first=Min("ends_on"))
    return [
        Row(
            title=ngettext("%(number)s place in the team ends", "%(number)s places in the team end", one["number"])
            % {"number": one["number"]},
            url=reverse("casefiles:team", args=[one["case__key"]]),
            case=one["case__key"],
            due=one["first"],
        )
        for one in found
    ]


def _actions(viewer: Viewer) -> list[Row]:
    """Open actions of plans in force, of the viewer's organisation and of nobody else in it by name."""
    latest = ActionProgress.objects.visible_to(viewer).filter(action=OuterRef("pk")).order_by("-at", "-pk")
    actions = (
        PlanAction.objects.visible_to(viewer)
        .filter(
            Q(person__isnull=True, organisation=viewer.user.organisation_id) | Q(person__key__in=viewer.principals),
            plan_version__state=PlanState.ADOPTED,
            plan_version__case__in=Case.objects.open(),
            due_on__lte=viewer.today + timedelta(days=ANNOUNCED_DAYS),
        )
        .annotate(status=Coalesce(Subquery(latest.values("status")[:1]), Value(ProgressStatus.OPEN)))
        .exclude(status__in=RESOLVED)
        .select_related("plan_version__case")
    )
    return [_action_row(action) for action in actions]


def _questions(viewer: Viewer) -> list[Row]:
    """What the information round asks of the viewer or of their organisation."""
    return [
        Row(
            title=_("Answer in the information round"),
            url=reverse("casefiles:answer_round", args=[task.key]),
            case=task.case.key,
            detail=Truncator(task.title).chars(TITLE_LETTERS),
            due=task.due_on,
        )
        for task in waiting_tasks(viewer)
    ]


def _action_row(action: PlanAction) -> Row:
    return Row(
        title=Truncator(action.what).chars(TITLE_LETTERS),
        url=reverse("casefiles:plan_version", args=[action.plan_version.key]),
        case=action.plan_version.case.key,
        detail=_("action %(number)s of the plan") % {"number": action.order},
        due=action.due_on,
    )
