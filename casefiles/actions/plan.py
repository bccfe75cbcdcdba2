"""Drafting a plan of action and reporting its progress."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.access import may_report_progress
from casefiles.models import ActionProgress, Case, Circle, PlanAction, PlanState, PlanVersion
from casefiles.models.plan import TEXT_PARTS
from casefiles.rules import SEALED
from workflows.authority import held_by
from workflows.claim import claim
from workflows.fire import without_authority
from workflows.models import contributed
from workflows.refusals import StepRefused, Unmet
from workflows.steps import step_by_id

ACTION_FIELDS = ("who", "what", "where", "when", "due_on", "how", "subgoal", "contribution", "organisation", "person")


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
        _must_hold(plan, viewer)
        if (
            not case.is_open
            or case.planversion_set.filter(state__in=(PlanState.DRAFT, PlanState.IN_CONSULTATION)).exists()
        ):
            raise StepRefused(
                _("A plan cannot be started"), [Unmet(_("A plan is already in the making, or the case ended."))]
            )
        adopted = case.planversion_set.filter(state__in=(PlanState.ADOPTED, PlanState.EVALUATED))
        # What was sealed is nobody's to go on from (D-23).
        latest = adopted.exclude(circle=SEALED).first()
        for name in TEXT_PARTS if latest else ():
            setattr(plan, name, getattr(latest, name))
        plan.save()
        _copy_actions(latest, plan)
        contributed(plan, viewer.user)
        note_change(viewer, plan, Action.CREATE, step="plan.start")
        return plan


def edit_plan(plan: PlanVersion, *, viewer: Viewer, expected_version: int, texts: Mapping[str, str]) -> PlanVersion:
    """Change the text parts of a draft (keys of `TEXT_PARTS`)."""
    with transaction.atomic():
        current = _claim_draft(plan, viewer, expected_version)
        for name in TEXT_PARTS:
            setattr(current, name, texts.get(name, getattr(current, name)))
        current.save(update_fields=list(TEXT_PARTS))
        _note(current, viewer)
        return current


def set_actions(
    plan: PlanVersion, *, viewer: Viewer, expected_version: int, actions: Sequence[Mapping[str, Any]]
) -> PlanVersion:
    """Replace the actions of a draft, in this order; each mapping holds `ACTION_FIELDS`."""
    with transaction.atomic():
        current = _claim_draft(plan, viewer, expected_version)
        current.actions.all().delete()
        for order, fields in enumerate(actions, start=1):
            known = {name: fields[name] for name in ACTION_FIELDS if name in fields}
            PlanAction.objects.create(plan_version=current, order=order, **known)
        _note(current, viewer)
        return current


def write_evaluation(plan: PlanVersion, *, viewer: Viewer, expected_version: int, evaluation: str) -> PlanVersion:
    """Write the evaluation of an adopted plan; `plan.evaluate` then closes it."""
    with transaction.atomic():
        current = claim(plan, viewer=viewer, expected_version=expected_version)
        _must_hold(current, viewer, step_id="plan.evaluate")
        if current.state != PlanState.ADOPTED:
            raise StepRefused(_("This plan cannot be evaluated"), [Unmet(_("It is not in force."))])
        current.evaluation = evaluation
        current.save(update_fields=["evaluation"])
        note_change(viewer, current, Action.UPDATE, step="plan.write_evaluation")
        return current


def report_progress(action: PlanAction, *, viewer: Viewer, status: str, remark: str) -> ActionProgress:
    """Progress lives beside the adopted version (D-41): on own actions, and direction on all."""
    if action.plan_version.state != PlanState.ADOPTED or not may_report_progress(viewer, action):
        raise StepRefused(
            _("Progress cannot be reported"), [Unmet(_("This action belongs to another organisation."), forbidden=True)]
        )
    with transaction.atomic():
        progress = ActionProgress.objects.create(action=action, status=status, remark=remark, by=viewer.user)
        note_change(viewer, progress, Action.CREATE, step="plan.progress")
        return progress


def _claim_draft(plan: PlanVersion, viewer: Viewer, expected_version: int) -> PlanVersion:
    current = claim(plan, viewer=viewer, expected_version=expected_version)
    _must_hold(current, viewer)
    if current.state != PlanState.DRAFT:
        raise StepRefused(_("This plan cannot be changed"), [Unmet(_("It is not a draft any more."))])
    return current


def _must_hold(plan: PlanVersion, viewer: Viewer, *, step_id: str = "plan.submit") -> None:
    """Who may submit a plan writes it: one clause for both."""
    step = step_by_id(step_id)
    if held_by(viewer, step, plan) is None:
        raise StepRefused(_("This plan cannot be changed"), [without_authority(step, plan)])


def _copy_actions(source: PlanVersion | None, target: PlanVersion) -> None:
    for action in source.actions.all() if source else ():
        fields = {name: getattr(action, name) for name in ACTION_FIELDS}
        PlanAction.objects.create(plan_version=target, order=action.order, **fields)


def _note(plan: PlanVersion, viewer: Viewer) -> None:
    contributed(plan, viewer.user)
    note_change(viewer, plan, Action.UPDATE, step="plan.edit")
