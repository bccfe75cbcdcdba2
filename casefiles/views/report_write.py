"""Writing a report of one's own, going on with a draft, and correcting what was recorded."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.access import may_edit_report
from casefiles.actions.report import correct_report, edit_report, write_report
from casefiles.forms.report import ReportForm
from casefiles.models import Report
from casefiles.selectors.openings import correction_refusal, report_refusal
from casefiles.views.answers import Ground, keeps_theirs, refused
from casefiles.views.found import the_case, the_report
from casefiles.views.report_writing import Writing, written

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def write(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    back_url = reverse("casefiles:journal", args=[case.key])
    if refusal := report_refusal(case, viewer=viewer):
        return refused(request, refusal, ground=Ground(_("write report"), back_url, case, "journal"))
    writing = Writing(case, viewer.user, _("Write report"), _("Check report"), back_url)
    return written(request, writing, lambda form: write_report(case, form.text(), viewer=viewer))


@GET_OR_POST
def edit(request: ViewerRequest, key: str) -> HttpResponse:
    report, viewer = the_report(request, key), request.viewer
    back_url = reverse("casefiles:report", args=[key])
    if keeps_theirs(request) or report.shared_at is not None or not may_edit_report(viewer, report):
        return redirect(back_url)
    writing = Writing(report.case, report.owner, _("Go on writing"), _("Check report"), back_url, report)

    def save(form: ReportForm) -> Report:
        return edit_report(report, form.text(), viewer=viewer, expected_version=form.expected_version)

    return written(request, writing, save)


@GET_OR_POST
def correct(request: ViewerRequest, key: str) -> HttpResponse:
    report, viewer = the_report(request, key), request.viewer
    back_url = reverse("casefiles:report", args=[key])
    if keeps_theirs(request) or report.shared_at is None:
        return redirect(back_url)
    if refusal := correction_refusal(report, viewer=viewer):
        return refused(request, refusal, ground=Ground(_("correct report"), back_url, report.case, "journal"))
    writing = Writing(
        report.case, report.owner, _("Correct report"), _("Record correction"), back_url, report, drafts=False
    )

    def save(form: ReportForm) -> Report:
        return correct_report(report, form.text(), viewer=viewer, expected_version=form.expected_version)

    return written(request, writing, save)
