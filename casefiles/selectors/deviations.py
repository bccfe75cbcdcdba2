"""Which deviations were proposed, decided and worked out, and whether the reader may propose one."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.actions.deviate import step_for
from casefiles.machines import PLAN_TO_BE
from casefiles.models import Case, DeviationState, PlanDeviation, PlanState, PlanVersion
from workflows.authority import Clauses
from workflows.four_eyes import held_by
from workflows.inbox import authorised
from workflows.steps import step_by_id


def deviations_of(plan: PlanVersion, *, viewer: Viewer) -> QuerySet[PlanDeviation]:
    """Of this version, and those that it was made to carry; the newest first."""
    rows = PlanDeviation.objects.visible_to(viewer).exclude(state=DeviationState.DRAFT)
    rows = rows.filter(plan_version=plan) | rows.filter(taken_into=plan)
    return rows.select_related("owner__organisation", "plan_version", "taken_into")


def may_propose(plan: PlanVersion, *, viewer: Viewer) -> bool:
    """Case direction proposes a deviation, any member a measure: by default, and else as the matrix says."""
    if plan.state != PlanState.ADOPTED or not plan.case.is_open:
        return False
    return held_by(viewer, step_by_id(proposing_step(plan, viewer=viewer)), _to_be(plan)) is not None


def proposing_step(plan: PlanVersion, *, viewer: Viewer) -> str:
    return step_for(_to_be(plan), viewer=viewer)


def to_work_out(case: Case, *, viewer: Viewer) -> QuerySet[PlanDeviation]:
    """Approved, and no version carries it yet."""
    rows = PlanDeviation.objects.visible_to(viewer).filter(case=case, state=DeviationState.APPROVED, taken_into=None)
    return rows.filter(plan_version__state=PlanState.ADOPTED)


def deviations_to_work_out(viewer: Viewer, papers: Clauses) -> QuerySet[PlanDeviation]:
    """The same in all open cases where the viewer may write the next version and nobody began one: in one query."""
    making = PlanVersion.objects.filter(case=OuterRef("case"), state__in=(PlanState.DRAFT, PlanState.IN_CONSULTATION))
    rows = PlanDeviation.objects.visible_to(viewer).filter(state=DeviationState.APPROVED, taken_into=None)
    allowed = authorised(viewer, PLAN_TO_BE, step=step_by_id("plan.submit"), papers=papers)
    cases = Case.objects.visible_to(viewer).open().filter(allowed)
    running = rows.filter(plan_version__state=PlanState.ADOPTED, case__in=cases)
    return running.exclude(Exists(making)).select_related("case")


def course(deviation: PlanDeviation) -> str:
    """Where it went, in one sentence."""
    taken = deviation.taken_into
    if taken is None:
        return _("It changes version %(number)s.") % {"number": deviation.plan_version.number}
    if taken.number:
        words = {"number": deviation.plan_version.number, "next": taken.number}
        return _("It changed version %(number)s, and is worked out in version %(next)s.") % words
    words = {"number": deviation.plan_version.number}
    return _("It changes version %(number)s, and is being worked out in the next version.") % words


def _to_be(plan: PlanVersion) -> PlanDeviation:
    return PlanDeviation(case=plan.case, plan_version=plan)
