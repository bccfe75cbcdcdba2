"""How a view finds what its address names: through the one door, with what the page needs beside it."""

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casefiles.models import Case, Membership, PlanAction, PlanDeviation, PlanRemark, PlanVersion, Referral, Report

BESIDE_AN_ITEM = ("case__municipality", "case__meeting_type", "owner", "author", "source_organisation", "data_category")


def the_case(request: ViewerRequest, code: str) -> Case:
    return find_or_404(request.viewer, Case.objects.select_related("municipality", "meeting_type"), code)


def the_report(request: ViewerRequest, key: str) -> Report:
    rows = Report.objects.select_related(*BESIDE_AN_ITEM).prefetch_related("named_people", "named_organisations")
    return find_or_404(request.viewer, rows, key)


def the_plan(request: ViewerRequest, key: str) -> PlanVersion:
    rows = PlanVersion.objects.select_related(*BESIDE_AN_ITEM, "adopted_by", "quality_owner__organisation")
    return find_or_404(request.viewer, rows.prefetch_related("named_people", "named_organisations"), key)


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
    rows = Referral.objects.select_related("municipality", "meeting_type", "organisation", "referrer", "case")
    return find_or_404(request.viewer, rows, key)
