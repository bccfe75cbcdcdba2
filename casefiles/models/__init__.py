"""The nouns of casefiles."""

from casefiles.models.case import Case, CaseState
from casefiles.models.client import Client
from casefiles.models.deviation import DeviationState, PlanDeviation
from casefiles.models.goal_evaluation import GoalEvaluation
from casefiles.models.item import CaseItem, Circle
from casefiles.models.membership import Membership, Replacement
from casefiles.models.plan import ActionProgress, PlanAction, PlanFile, PlanState, PlanVersion, ProgressStatus
from casefiles.models.plan_parts import PlanCareSection, PlanGoal, PlanPart, PlanSection
from casefiles.models.plan_talk import Opinion, PlanConsultation, PlanRemark
from casefiles.models.referral import Referral, ReferralState
from casefiles.models.report import Report, ReportState, ReportVersion

__all__ = [
    "ActionProgress",
    "Case",
    "CaseItem",
    "CaseState",
    "Circle",
    "Client",
    "DeviationState",
    "GoalEvaluation",
    "Membership",
    "Opinion",
    "PlanAction",
    "PlanCareSection",
    "PlanConsultation",
    "PlanDeviation",
    "PlanFile",
    "PlanGoal",
    "PlanPart",
    "PlanRemark",
    "PlanSection",
    "PlanState",
    "PlanVersion",
    "ProgressStatus",
    "Referral",
    "ReferralState",
    "Replacement",
    "Report",
    "ReportState",
    "ReportVersion",
]
