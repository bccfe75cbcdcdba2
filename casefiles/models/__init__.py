"""The nouns of casefiles."""

from casefiles.models.case import Case, CaseState
from casefiles.models.client import Client
from casefiles.models.closing_notice import ClosingNotice
from casefiles.models.emergency import EmergencyAccess, EmergencyState
from casefiles.models.flag import Flag, FlagKind, FlagState
from casefiles.models.handover import Handover, HandoverState
from casefiles.models.invitation import Invitation, InvitationState
from casefiles.models.item import CaseItem, Circle
from casefiles.models.membership import Membership, Replacement
from casefiles.models.plan import ActionProgress, PlanAction, PlanFile, PlanState, PlanVersion, ProgressStatus
from casefiles.models.purpose_change import PurposeChange
from casefiles.models.referral import Referral, ReferralState
from casefiles.models.report import Report, ReportState, ReportVersion
from casefiles.models.scaling import ScalingRequest, ScalingState

__all__ = [
    "ActionProgress",
    "Case",
    "CaseItem",
    "CaseState",
    "Circle",
    "Client",
    "ClosingNotice",
    "EmergencyAccess",
    "EmergencyState",
    "Flag",
    "FlagKind",
    "FlagState",
    "Handover",
    "HandoverState",
    "Invitation",
    "InvitationState",
    "Membership",
    "PlanAction",
    "PlanFile",
    "PlanState",
    "PlanVersion",
    "ProgressStatus",
    "PurposeChange",
    "Referral",
    "ReferralState",
    "Replacement",
    "Report",
    "ReportState",
    "ReportVersion",
    "ScalingRequest",
    "ScalingState",
]
