"""What a case needs now: steps that wait, reports to finish or check, actions of the plan that are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.models import Case, Handover, PlanVersion, Report, ScalingRequest
from casefiles.selectors.journal import my_drafts
from casefiles.selectors.offers import StepReading
from casefiles.selectors.plan_writing import FIRST_PLAN, needs_first_plan
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
    found = [*_asked(case, steps), *_reports(case, steps.viewer), *_plan(case, plans, steps)]
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
