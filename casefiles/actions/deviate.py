"""Proposing a deviation from the plan in force: case direction a deviation, any member a measure."""

from dataclasses import dataclass

from django.db import transaction

from access.viewer import Viewer
from casefiles.models import Circle, PlanDeviation, PlanVersion
from workflows.fire import fire
from workflows.four_eyes import held_by
from workflows.steps import step_by_id


@dataclass(frozen=True)
class Proposal:
    """What must change, in which part (`PlanPart`), and why."""

    part: str
    proposal: str
    why: str


def propose_deviation(plan: PlanVersion, proposal: Proposal, *, viewer: Viewer) -> PlanDeviation:
    """Written and proposed in one go; when it may not be, nothing is kept."""
    with transaction.atomic():
        deviation = PlanDeviation.objects.create(
            case=plan.case,
            plan_version=plan,
            circle=Circle.TEAM,
            source_organisation=viewer.user.organisation,
            author=viewer.user,
            owner=viewer.user,
            part=proposal.part,
            proposal=proposal.proposal,
            why=proposal.why,
        )
        return fire(step_for(deviation, viewer=viewer), deviation, viewer=viewer, expected_version=deviation.version)


def step_for(deviation: PlanDeviation, *, viewer: Viewer) -> str:
    """By which of the two steps this person proposes."""
    leads = held_by(viewer, step_by_id("deviation.propose"), deviation)
    return "deviation.propose" if leads else "deviation.propose_measure"
