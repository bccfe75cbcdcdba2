"""What a case needs now: steps that wait, reports to finish or check, actions of the plan that are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.access import own_consultation
from casefiles.models import (
    Case,
    DeviationState,
    Handover,
    PlanDeviation,
    PlanVersion,
    Report,
    RoundState,
    RoundTask,
    ScalingRequest,
)
from casefiles.models.checklist import IN_THE_MAKING
from casefiles.notice_clock import notice_clock
from casefiles.rights_guards import BY_DIRECTION
from casefiles.selectors.checklists import checklists_of
from casefiles.selectors.deviations import to_work_out
from casefiles.selectors.journal import my_drafts
from casefiles.selectors.offers import StepReading
from casefiles.selectors.person_rights import may_direct
from casefiles.selectors.place import place_in
from casefiles.selectors.plan_asked import REACT, WORK_OUT, WRITE_PART, asked_parts
from casefiles.selectors.plan_writing import FIRST_PLAN, may_start_plan, needs_first_plan
from casefiles.selectors.plans import ActionRow, action_rows, in_force, in_the_making
from casefiles.selectors.team_items import item_url
from workflows.inbox import last_moved
from workflows.refusals import Text
from workflows.steps import step_by_id


@dataclass(frozen=True)
class Need:
    """One row of `components/work_list.html`; `holder` empty: it is the reader's."""

    title: Text
    url: str
    since: datetime | None = None
    holder: str = ""
    detail: str = ""
    due: date | None = None
    case: str = ""
    note: str = ""


def needs(case: Case, *, plans: list[PlanVersion], steps: StepReading) -> list[Need]:
    """First what is the reader's, then what waits for another."""
    found = [
        *_asked(case, steps),
        *_notice(case, steps.viewer),
        *_reports(case, steps.viewer),
        *_round(case, steps.viewer),
        *_plan(case, plans, steps),
        *_around_the_plan(case, plans, steps),
        *_checklist(case, steps),
    ]
    return sorted(found, key=lambda need: bool(need.holder))


def _asked(case: Case, steps: StepReading) -> Iterator[Need]:
    """A request to scale up, and a handover that waits for its answer."""
    for request in _requests(case, steps.viewer):
        decide = steps.offer(step_by_id("scaling.grant"), request)
        asker = _("asked by %(name)s") % {"name": request.owner}
        holder = "" if decide.mine else decide.who
        yield Need(decide.step.label, item_url(request), since=request.shared_at, detail=asker, holder=holder)
    waiting = Handover.objects.visible_to(steps.viewer).filter(case=case, state="offered")
    for handover in waiting.select_related("receiver__organisation"):
        mine = handover.receiver_id == steps.viewer.user.pk
        holder = "" if mine else handover.receiver_name
        yield Need(_("Answer the handover"), item_url(handover), since=handover.shared_at, holder=holder)


def _requests(case: Case, viewer: Viewer) -> QuerySet[ScalingRequest]:
    rows = ScalingRequest.objects.visible_to(viewer).filter(case=case, state="waiting")
    return rows.select_related("owner", "case__meeting_type")


def due_actions(plans: list[PlanVersion], *, viewer: Viewer) -> list[ActionRow]:
    """Unfinished actions of the plan in force, the earliest term first; without a term they come last."""
    plan = in_force(plans)
    rows = [row for row in action_rows(plan, viewer=viewer) if not row.finished] if plan else []
    return sorted(rows, key=lambda row: (row.action.due_on or date.max, row.action.order))


def to_check(case: Case, *, viewer: Viewer) -> list[Report]:
    """Reports that the desk wrote down for this viewer and that they did not look at yet."""
    rows = Report.objects.visible_to(viewer).filter(case=case, owner=viewer.user, checked_at__isnull=True)
    return list(rows.filter(shared_at__isnull=False).exclude(author=viewer.user).exclude(state="withdrawn"))


def _notice(case: Case, viewer: Viewer) -> Iterator[Need]:
    """For the team alone: the desk that takes calls does not tell the person."""
    if not (case.is_open and place_in(viewer, case).in_team):
        return
    clock, mine = notice_clock(case), may_direct(viewer, case)
    if not clock.told:
        url = reverse("casefiles:rights", args=[case.key])
        detail = _("postponed") if clock.postponed else ""
        holder = "" if mine else str(BY_DIRECTION)
        yield Need(_("Inform the person concerned"), url, detail=detail, due=clock.due_on, holder=holder)


def _reports(case: Case, viewer: Viewer) -> Iterator[Need]:
    for report in to_check(case, viewer=viewer):
        yield Need(_("Check your report"), reverse("casefiles:report", args=[report.key]), since=report.shared_at)
    for draft in my_drafts(case, viewer=viewer):
        mine = draft.author_id == viewer.user.pk
        yield Need(
            _("Finish report") if mine else _("Report that is being written for you"),
            reverse("casefiles:edit_report" if mine else "casefiles:report", args=[draft.key]),
            since=draft.created_at,
            detail=_("told by %(person)s") % {"person": draft.owner} if draft.on_behalf else "",
            holder="" if mine else str(draft.author),
        )


def _round(case: Case, viewer: Viewer) -> Iterator[Need]:
    """Open questions: the reader's to answer, or with whom they were laid."""
    rows = RoundTask.objects.visible_to(viewer).filter(case=case, state=RoundState.ASKED)
    for task in rows.select_related("organisation", "person"):
        mine = task.organisation_id == viewer.user.organisation_id and task.person_id in {None, viewer.user.pk}
        holder = str(task.person or task.organisation or _("nobody yet"))
        yield Need(
            _("Answer in the information round"),
            reverse("casefiles:answer_round", args=[task.key]) if mine else _round_url(case),
            detail=task.title if mine else f"{task.title} ({holder})",
            due=task.due_on,
            holder="" if mine else holder,
        )


def _round_url(case: Case) -> str:
    return reverse("casefiles:round", args=[case.key])


def _around_the_plan(case: Case, plans: list[PlanVersion], steps: StepReading) -> Iterator[Need]:
    """A reaction that was asked, parts that one was asked to write, and deviations to decide or to work out."""
    viewer, making = steps.viewer, in_the_making(plans)
    if making and (asked := own_consultation(viewer, making)) and not asked.opinion:
        yield Need(REACT, reverse("casefiles:react_to_plan", args=[making.key]), since=asked.asked_at)
    for section in asked_parts(viewer).filter(plan_version__case=case):
        yield Need(
            WRITE_PART,
            reverse("casefiles:write_part", args=[section.plan_version.key, section.part]),
            detail=str(section.get_part_display()),
        )
    for deviation in PlanDeviation.objects.visible_to(viewer).filter(case=case, state=DeviationState.PROPOSED):
        offered = steps.offer(step_by_id("deviation.approve"), deviation)
        yield Need(
            offered.step.label,
            reverse("casefiles:deviation", args=[deviation.key]),
            since=deviation.shared_at,
            holder="" if offered.mine else offered.who,
        )
    if making is None and may_start_plan(case, viewer=viewer, plans=plans):
        for deviation in to_work_out(case, viewer=viewer):
            yield Need(WORK_OUT, reverse("casefiles:deviation", args=[deviation.key]), since=deviation.shared_at)


def _plan(case: Case, plans: list[PlanVersion], steps: StepReading) -> Iterator[Need]:
    plan = in_the_making(plans)
    if plan is None:
        if needs_first_plan(case, viewer=steps.viewer, plans=plans):
            yield Need(FIRST_PLAN, reverse("casefiles:plan", args=[case.key]), since=case.opened_at)
        return
    since = last_moved(plan)
    for offered in steps.offers("plan", plan):
        if offered.step.awaited:
            yield Need(
                offered.step.label,
                offered.url or reverse("casefiles:plan_version", args=[plan.key]),
                since=since,
                detail=_("written by %(person)s") % {"person": plan.owner},
                holder="" if offered.mine else offered.who,
            )


def _checklist(case: Case, steps: StepReading) -> Iterator[Need]:
    making = checklists_of(case, viewer=steps.viewer).filter(state__in=IN_THE_MAKING)
    for checklist in making.select_related("case__municipality", "case__meeting_type", "owner"):
        url = reverse("casefiles:checklist_version", args=[checklist.key])
        for offered in steps.offers("checklist", checklist):
            holder = "" if offered.mine else offered.who
            yield Need(offered.step.label, offered.url or url, since=last_moved(checklist), holder=holder)
