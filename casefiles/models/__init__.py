"""The nouns of casefiles."""

from casefiles.models.access_pack import AccessPack, PackFile, PackRemoval
from casefiles.models.case import Case, CaseState
from casefiles.models.client import Client
from casefiles.models.information_route import Consent, InformationRoute, SharingAgreement
from casefiles.models.item import CaseItem, Circle
from casefiles.models.membership import Membership, Replacement
from casefiles.models.plan import ActionProgress, PlanAction, PlanFile, PlanState, PlanVersion, ProgressStatus
from casefiles.models.referral import Referral, ReferralState
from casefiles.models.report import Report, ReportState, ReportVersion
from casefiles.models.report_statement import ReportStatement
from casefiles.models.rights_request import RequestAnswer, RightsRequest
from casefiles.models.subject_notice import NoticePostponement, SubjectNotice

__all__ = [
    "AccessPack",
    "ActionProgress",
    "Case",
    "CaseItem",
    "CaseState",
    "Circle",
    "Client",
    "Consent",
    "InformationRoute",
    "Membership",
    "NoticePostponement",
    "PackFile",
    "PackRemoval",
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
    "ReportStatement",
    "ReportVersion",
    "RequestAnswer",
    "RightsRequest",
    "SharingAgreement",
    "SubjectNotice",
]
