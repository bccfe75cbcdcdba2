"""The nouns of casefiles."""

from casefiles.models.case import Case, CaseState
from casefiles.models.case_link import CaseLink, CaseMerge, Relation
from casefiles.models.client import Client, ClientVersion, Representative, RepresentativeKind
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
from casefiles.models.deviation import DeviationState, PlanDeviation
from casefiles.models.extract import Extract, ExtractKey, ExtractState
from casefiles.models.goal_evaluation import GoalEvaluation
from casefiles.models.information_round import RoundAnswer, RoundKind, RoundState, RoundTask
from casefiles.models.item import CaseItem, Circle
from casefiles.models.look_back import LookBack, LookBackAnalysis, LookBackEntry
from casefiles.models.membership import Membership, Replacement
from casefiles.models.occurrence import Occurrence, OccurrenceQuestion, OccurrenceState
from casefiles.models.plan import ActionProgress, PlanAction, PlanFile, PlanState, PlanVersion, ProgressStatus
from casefiles.models.plan_parts import PlanCareSection, PlanGoal, PlanPart, PlanSection
from casefiles.models.plan_talk import Opinion, PlanConsultation, PlanRemark
from casefiles.models.referral import Referral, ReferralState
from casefiles.models.referral_letter import LetterKind, ReferralLetter
from casefiles.models.report import Report, ReportState, ReportVersion
from casefiles.models.retention import LegalHold, RetentionExtension
from casefiles.models.risk import LifeDomain, RiskInventory, RiskKind, RiskLine
from casefiles.models.seal import Seal, SealGround, SealState
from casefiles.models.triage import Triage, TriageAnswer

__all__ = [
    "ActionProgress",
    "Case",
    "CaseItem",
    "CaseLink",
    "CaseMerge",
    "CaseState",
    "Circle",
    "Client",
    "ClientVersion",
    "DestructionCertificate",
    "DestructionEntry",
    "DestructionList",
    "DestructionReview",
    "DeviationState",
    "DoomedFile",
    "Extract",
    "ExtractKey",
    "ExtractState",
    "GoalEvaluation",
    "LegalHold",
    "LetterKind",
    "LifeDomain",
    "ListState",
    "LookBack",
    "LookBackAnalysis",
    "LookBackEntry",
    "Membership",
    "Occurrence",
    "OccurrenceQuestion",
    "OccurrenceState",
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
    "ReferralLetter",
    "ReferralState",
    "Relation",
    "Replacement",
    "Report",
    "ReportState",
    "ReportVersion",
    "Representative",
    "RepresentativeKind",
    "RetentionExtension",
    "RiskInventory",
    "RiskKind",
    "RiskLine",
    "RoundAnswer",
    "RoundKind",
    "RoundState",
    "RoundTask",
    "Seal",
    "SealGround",
    "SealState",
    "TakenOut",
    "Triage",
    "TriageAnswer",
    "Wiping",
]
