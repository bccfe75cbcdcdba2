"""The nouns of casefiles."""

from casefiles.models.case import Case, CaseState
from casefiles.models.client import Client
from casefiles.models.item import CaseItem, Circle
from casefiles.models.membership import Membership, Replacement
from casefiles.models.occurrence import Occurrence, OccurrenceQuestion, OccurrenceState
from casefiles.models.plan import ActionProgress, PlanAction, PlanFile, PlanState, PlanVersion, ProgressStatus
from casefiles.models.referral import Referral, ReferralState
from casefiles.models.referral_letter import LetterKind, ReferralLetter
from casefiles.models.report import Report, ReportState, ReportVersion
from casefiles.models.triage import Triage, TriageAnswer

__all__ = [
    "ActionProgress",
    "Case",
    "CaseItem",
    "CaseState",
    "Circle",
    "Client",
    "LetterKind",
    "Membership",
    "Occurrence",
    "OccurrenceQuestion",
    "OccurrenceState",
    "PlanAction",
    "PlanFile",
    "PlanState",
    "PlanVersion",
    "ProgressStatus",
    "Referral",
    "ReferralLetter",
    "ReferralState",
    "Replacement",
    "Report",
    "ReportState",
    "ReportVersion",
    "Triage",
    "TriageAnswer",
]
