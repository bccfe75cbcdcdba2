"""The nouns of casefiles."""

from casefiles.models.case import Case, CaseState
from casefiles.models.client import Client
from casefiles.models.destruction import (
    DestructionCertificate,
    DestructionEntry,
    DestructionList,
    DestructionReview,
    DoomedFile,
    ListState,
    TakenOut,
    Wiping,
)
from casefiles.models.extract import Extract, ExtractKey, ExtractState
from casefiles.models.item import CaseItem, Circle
from casefiles.models.membership import Membership, Replacement
from casefiles.models.plan import ActionProgress, PlanAction, PlanFile, PlanState, PlanVersion, ProgressStatus
from casefiles.models.referral import Referral, ReferralState
from casefiles.models.report import Report, ReportState, ReportVersion
from casefiles.models.retention import LegalHold, RetentionExtension
from casefiles.models.seal import Seal, SealGround, SealState

__all__ = [
    "ActionProgress",
    "Case",
    "CaseItem",
    "CaseState",
    "Circle",
    "Client",
    "DestructionCertificate",
    "DestructionEntry",
    "DestructionList",
    "DestructionReview",
    "DoomedFile",
    "Extract",
    "ExtractKey",
    "ExtractState",
    "LegalHold",
    "ListState",
    "Membership",
    "PlanAction",
    "PlanFile",
    "PlanState",
    "PlanVersion",
    "ProgressStatus",
    "Referral",
    "ReferralState",
    "Replacement",
    "Report",
    "ReportState",
    "ReportVersion",
    "RetentionExtension",
    "Seal",
    "SealGround",
    "SealState",
    "TakenOut",
    "Wiping",
]
