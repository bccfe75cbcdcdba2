"""What the person says of an adopted plan: attached by the directors, and on paper with the plan."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casefiles.actions.person_rights import attach_plan_statement
from casefiles.forms.person_rights import StatementForm
from casefiles.models import PlanFile, PlanStatement, ReportStatement
from casefiles.plan_file import file_name_with_statements, word_file_with
from casefiles.rights_guards import BY_DIRECTION
from casefiles.selectors.person_rights import may_direct
from casefiles.selectors.plan_parts import statements_of
from casefiles.views.asking import Asked, ask, not_theirs
from casefiles.views.found import the_plan
from casefiles.views.plan_read import WORD


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: ViewerRequest, key: str) -> HttpResponse:
    plan, viewer = the_plan(request, key), request.viewer
    asked = Asked(
        heading=_("Attach what the person says"),
        intro=_("The plan stays as it is. What the person says stands with it, for everybody who reads the plan."),
        button=_("Attach statement"),
        doing=_("attach statement"),
        done=_("The statement is attached."),
        back_url=reverse("casefiles:plan_version", args=[key]),
        tab="plan",
    )
    if not may_direct(viewer, plan.case):
        return not_theirs(request, plan.case, asked, who=BY_DIRECTION)
    form = StatementForm(request.POST or None)
    return ask(request, plan.case, form, asked, lambda: attach_plan_statement(plan, form.cleaned_data, viewer=viewer))


@require_GET
def word_with_statements(request: ViewerRequest, key: str) -> HttpResponse:
    """Made at this moment; the file as it was adopted stays as it is, for who must compare."""
    viewer = request.viewer
    rows = PlanFile.objects.select_related("plan_version__case", "plan_version__adopted_by")
    plan = find_or_404(viewer, rows, key).plan_version
    said = [(at, text) for _key, at, text in statements_of(plan, viewer=viewer)]
    viewer.trail.downloaded()
    response = HttpResponse(word_file_with(plan, said), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{file_name_with_statements(plan)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def plan_statement(request: ViewerRequest, key: str) -> HttpResponse:
    """Where a search answer leads: to the plan that it stands with."""
    found = find_or_404(request.viewer, PlanStatement.objects.select_related("plan_version"), key)
    return redirect("casefiles:plan_version", key=found.plan_version.key)


@require_GET
def report_statement(request: ViewerRequest, key: str) -> HttpResponse:
    found = find_or_404(request.viewer, ReportStatement.objects.select_related("report"), key)
    return redirect("casefiles:report", key=found.report.key)
