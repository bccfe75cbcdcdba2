"""Starting a plan of action and reporting its progress; its writing is in write_plan.py."""

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.access import may_report_progress
from casefiles.models import (
    ActionProgress,
    Case,
    Circle,
    DeviationState,
    PlanAction,
    PlanCareSection,
    PlanGoal,
    PlanState,
    PlanVersion,
)
from casefiles.models.plan import TEXT_PARTS
from casefiles.rules import SEALED
from search.outbox import changed
from workflows.authority import Held
from workflows.fire import without_authority
from workflows.four_eyes import held_by
from workflows.models import contributed
from workflows.refusals import StepRefused, Unmet
from workflows.steps import step_by_id

# The answers of one action, as they are written, compared and copied; `goal` is a subgoal of the same version.
ACTION_FIELDS = ("who", "what", "where", "when", "due_on", "how", "goal", "contribution", "organisation", "person")
IN_THE_MAKING = (PlanState.DRAFT, PlanState.IN_CONSULTATION)


def start_plan(case: Case, *, viewer: Viewer) -> PlanVersion:
    """A draft: empty, or a copy of the version in force when there is one (a deviation is a new row, D-41)."""
    with transaction.atomic():
        plan = PlanVersion(
            case=case,
            author=viewer.user,
            owner=viewer.user,
            source_organisation=viewer.user.organisation,
            circle=Circle.DIRECTORS,
        )
        held = must_hold(plan, viewer)
        if not case.is_open or case.planversion_set.filter(state__in=IN_THE_MAKING).exists():
            raise StepRefused(
                _("A plan cannot be started"), [Unmet(_("A plan is already in the making, or the case ended."))]
            )
        adopted = case.planversion_set.filter(state__in=(PlanState.ADOPTED, PlanState.EVALUATED))
        # What was sealed is nobody's to go on from (D-23).
        latest = adopted.exclude(circle=SEALED).first()
        for name in (*TEXT_PARTS, "quality_owner") if latest else ():
            setattr(plan, name, getattr(latest, name))
        plan.save()
        if latest:
            _copy(latest, plan)
            _take_up_deviations(latest, plan)
        contributed(plan, viewer.user, held.on_behalf_of)
        note_change(viewer, plan, Action.CREATE, step="plan.start", on_behalf_of_key=held.on_behalf_of_key)
        return plan


def report_progress(action: PlanAction, *, viewer: Viewer, status: str, remark: str) -> ActionProgress:
    """Progress lives beside the adopted version (D-41): on own actions, and direction on all."""
    if action.plan_version.state != PlanState.ADOPTED or not may_report_progress(viewer, action):
        raise StepRefused(
            _("Progress cannot be reported"), [Unmet(_("This action belongs to another organisation."), forbidden=True)]
        )
    with transaction.atomic():
        progress = ActionProgress.objects.create(action=action, status=status, remark=remark, by=viewer.user)
        changed("progress", progress.key)
        note_change(viewer, progress, Action.CREATE, step="plan.progress")
        return progress


def must_hold(plan: PlanVersion, viewer: Viewer, *, step_id: str = "plan.submit") -> Held:
    """Who may submit a plan writes it: one clause for both."""
    step = step_by_id(step_id)
    if way := held_by(viewer, step, plan):
        return way[0]
    raise StepRefused(_("This plan cannot be changed"), [without_authority(step, plan)])


def _copy(source: PlanVersion, target: PlanVersion) -> None:
    """The care sections go along without being read: another institution's is not its starter's to see (D-20)."""
    goals = {
        goal.pk: PlanGoal.objects.create(plan_version=target, order=goal.order, text=goal.text)
        for goal in source.goals.all()
    }
    for action in source.actions.all():
        fields = {name: getattr(action, name) for name in ACTION_FIELDS if name != "goal"}
        goal = goals.get(action.goal_id or 0)
        PlanAction.objects.create(
            plan_version=target, order=action.order, goal=goal, subgoal=goal.text if goal else action.subgoal, **fields
        )
    kept = ("case", "circle", "source_organisation", "author", "owner", "data_category", "onward", "shared_at", "text")
    for care in source.care_sections.all():
        PlanCareSection.objects.create(plan_version=target, **{name: getattr(care, name) for name in kept})


def _take_up_deviations(source: PlanVersion, target: PlanVersion) -> None:
    """What was approved is worked out in this version; whoever proposed it had a hand in it (D-16)."""
    for deviation in source.deviations.filter(state=DeviationState.APPROVED, taken_into=None):
        deviation.taken_into = target
        deviation.save(update_fields=["taken_into"])
        contributed(target, deviation.owner)
