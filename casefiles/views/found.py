"""How a view finds what its address names: through the one door, with what the page needs beside it."""

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casefiles.models import (
    Case,
    Checklist,
    Membership,
    Occurrence,
    PlanAction,
    PlanDeviation,
    PlanRemark,
    PlanVersion,
    Referral,
    Report,
    Triage,
)
from casefiles.selectors.referrals import as_read_by

BESIDE_AN_ITEM = ("case__municipality", "case__meeting_type", "owner", "author", "source_organisation", "data_category")

BESIDE_A_REFERRAL = (
    "municipality",
    "registered_in",
    "lives_in",
    "meeting_type",
    "organisation",
    "referrer",
    "decided_by",
    "case",
    "joined_to",
)


def the_case(request: ViewerRequest, code: str) -> Case:
    return find_or_404(request.viewer, Case.objects.select_related("municipality", "meeting_type"), code)


def the_report(request: ViewerRequest, key: str) -> Report:
    rows = Report.objects.select_related(*BESIDE_AN_ITEM).prefetch_related("named_people", "named_organisations")
    return find_or_404(request.viewer, rows, key)


def the_plan(request: ViewerRequest, key: str) -> PlanVersion:
    rows = PlanVersion.objects.select_related(*BESIDE_AN_ITEM, "adopted_by", "quality_owner__organisation")
    return find_or_404(request.viewer, rows.prefetch_related("named_people", "named_organisations"), key)


def the_checklist(request: ViewerRequest, key: str) -> Checklist:
    return find_or_404(request.viewer, Checklist.objects.select_related(*BESIDE_AN_ITEM, "adopted_by"), key)


def the_action(request: ViewerRequest, key: str) -> PlanAction:
    rows = PlanAction.objects.select_related(
        "plan_version__case__municipality", "plan_version__case__meeting_type", "plan_version__owner", "organisation"
    )
    return find_or_404(request.viewer, rows, key)


def the_deviation(request: ViewerRequest, key: str) -> PlanDeviation:
    rows = PlanDeviation.objects.select_related(*BESIDE_AN_ITEM, "plan_version", "taken_into")
    return find_or_404(request.viewer, rows, key)


def the_remark(request: ViewerRequest, key: str) -> PlanRemark:
    return find_or_404(request.viewer, PlanRemark.objects.select_related("plan_version__case"), key)


def the_membership(request: ViewerRequest, key: str) -> Membership:
    rows = Membership.objects.select_related("case__municipality", "case__meeting_type", "user", "organisation")
    return find_or_404(request.viewer, rows, key)


def the_referral(request: ViewerRequest, key: str) -> Referral:
    rows = Referral.objects.select_related(*BESIDE_A_REFERRAL)
    return as_read_by(request.viewer, find_or_404(request.viewer, rows, key))


def the_referral_beside(request: ViewerRequest, pk: int) -> Referral | None:
    """A referral that another page names, if this reader may see it by their own right."""
    rows = Referral.objects.visible_to(request.viewer).select_related(*BESIDE_A_REFERRAL)
    return rows.filter(pk=pk).first()


def the_weighing(request: ViewerRequest, key: str) -> Triage:
    """The weighing of the referral with this key."""
    rows = Triage.objects.select_related("referral__municipality", "referral__meeting_type", "category")
    found = rows.visible_to(request.viewer).filter(referral__key=key).first()
    return find_or_404(request.viewer, rows.prefetch_related("answers__by"), found.key if found else "")


def the_occurrence(request: ViewerRequest, key: str) -> Occurrence:
    rows = Occurrence.objects.select_related("case__municipality", "case__meeting_type", "referral__meeting_type")
    return find_or_404(request.viewer, rows, key)
