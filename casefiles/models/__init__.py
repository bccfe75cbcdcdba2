"""The nouns of casefiles."""

from casefiles.models.access_pack import AccessPack, PackFile, PackRemoval
from casefiles.models.case import Case, CaseState
from casefiles.models.case_link import CaseLink, CaseMerge, Relation
from casefiles.models.client import Client, ClientVersion, Representative, RepresentativeKind
from casefiles.models.closing_notice import ClosingNotice
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
from casefiles.models.disclosure import Disclosure, DisclosureContent, RecipientKind
from casefiles.models.emergency import EmergencyAccess, EmergencyState
from casefiles.models.extract import Extract, ExtractKey, ExtractState
from casefiles.models.fallback import Fallback, Rung
from casefiles.models.flag import Flag, FlagKind, FlagState
from casefiles.models.goal_evaluation import GoalEvaluation
from casefiles.models.handover import Handover, HandoverState
from casefiles.models.information_round import RoundAnswer, RoundKind, RoundState, RoundTask
from casefiles.models.information_route import Consent, InformationRoute, SharingAgreement
from casefiles.models.invitation import Invitation, InvitationState
from casefiles.models.item import CaseItem, Circle
from casefiles.models.look_back import LookBack, LookBackAnalysis, LookBackEntry
from casefiles.models.medical import (
    DisclosureGround,
    MedicalDisclosure,
    MedicalKind,
    MedicalRecord,
    MedicalVersion,
)
from casefiles.models.membership import Membership, Replacement
from casefiles.models.occurrence import Occurrence, OccurrenceQuestion, OccurrenceState
from casefiles.models.plan import ActionProgress, PlanAction, PlanFile, PlanState, PlanVersion, ProgressStatus
from casefiles.models.plan_parts import PlanCareSection, PlanGoal, PlanPart, PlanSection
from casefiles.models.plan_statement import PlanStatement
from casefiles.models.plan_talk import Opinion, PlanConsultation, PlanRemark
from casefiles.models.purpose_change import PurposeChange
from casefiles.models.referral import Referral, ReferralState
from casefiles.models.referral_letter import LetterKind, ReferralLetter
from casefiles.models.report import Report, ReportState, ReportVersion
from casefiles.models.report_statement import ReportStatement
from casefiles.models.restriction import Restriction, RestrictionGround, RestrictionState
from casefiles.models.retention import LegalHold, RetentionExtension
from casefiles.models.rights_request import RequestAnswer, RightsRequest
from casefiles.models.risk import LifeDomain, RiskInventory, RiskKind, RiskLine
from casefiles.models.scaling import ScalingRequest, ScalingState
from casefiles.models.seal import Seal, SealGround, SealState
from casefiles.models.subject_notice import NoticePostponement, SubjectNotice
from casefiles.models.triage import Triage, TriageAnswer

__all__ = [
    "AccessPack",
    "ActionProgress",
    "Case",
    "CaseItem",
    "CaseLink",
    "CaseMerge",
    "CaseState",
    "Circle",
    "Client",
    "ClientVersion",
    "ClosingNotice",
    "Consent",
    "DestructionCertificate",
    "DestructionEntry",
    "DestructionList",
    "DestructionReview",
    "DeviationState",
    "Disclosure",
    "DisclosureContent",
    "DisclosureGround",
    "DoomedFile",
    "EmergencyAccess",
    "EmergencyState",
    "Extract",
    "ExtractKey",
    "ExtractState",
    "Fallback",
    "Flag",
    "FlagKind",
    "FlagState",
    "GoalEvaluation",
    "Handover",
    "HandoverState",
    "InformationRoute",
    "Invitation",
    "InvitationState",
    "LegalHold",
    "LetterKind",
    "LifeDomain",
    "ListState",
    "LookBack",
    "LookBackAnalysis",
    "LookBackEntry",
    "MedicalDisclosure",
    "MedicalKind",
    "MedicalRecord",
    "MedicalVersion",
    "Membership",
    "NoticePostponement",
    "Occurrence",
    "OccurrenceQuestion",
    "OccurrenceState",
    "Opinion",
    "PackFile",
    "PackRemoval",
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
    "PlanStatement",
    "PlanVersion",
    "ProgressStatus",
    "PurposeChange",
    "RecipientKind",
    "Referral",
    "ReferralLetter",
    "ReferralState",
    "Relation",
    "Replacement",
    "Report",
    "ReportState",
    "ReportStatement",
    "ReportVersion",
    "Representative",
    "RepresentativeKind",
    "RequestAnswer",
    "Restriction",
    "RestrictionGround",
    "RestrictionState",
    "RetentionExtension",
    "RightsRequest",
    "RiskInventory",
    "RiskKind",
    "RiskLine",
    "RoundAnswer",
    "RoundKind",
    "RoundState",
    "RoundTask",
    "Rung",
    "ScalingRequest",
    "ScalingState",
    "Seal",
    "SealGround",
    "SealState",
    "SharingAgreement",
    "SubjectNotice",
    "TakenOut",
    "Triage",
    "TriageAnswer",
    "Wiping",
]
