"""Reading a report back before it is recorded: from here on its circle reads it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.doors import may_see
from access.middleware import ViewerRequest
from casefiles.actions.report import record_report
from casefiles.models import Report
from casefiles.selectors.frame import case_frame
from casefiles.selectors.read_back import read_back as confirmation
from casefiles.views.answers import Ground, answer, show
from casefiles.views.found import the_report
from workflows.forms import VersionForm


@require_http_methods(["GET", "HEAD", "POST"])
def read_back(request: ViewerRequest, key: str) -> HttpResponse:
    report, viewer = the_report(request, key), request.viewer
    back_url = reverse("casefiles:report", args=[key])
    if report.shared_at is not None:
        return redirect(back_url)
    form = VersionForm(request.POST or None, initial={"version": report.version})
    ground = Ground(_("record report"), back_url, report.case, "journal", [form])
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        return answer(
            request,
            lambda: _recorded(request, record_report(report, viewer=viewer, expected_version=version)),
            ground=ground,
        )
    frame = case_frame(report.case, viewer=viewer, tab="journal", primary=False)
    context = {"case_frame": frame, "form": form, "confirm": confirmation(report, viewer=viewer)}
    return show(request, "confirm.html", context, forms=[form])


def _recorded(request: ViewerRequest, report: Report) -> HttpResponse:
    """Once recorded the desk reads it no more; nor does a writer who is not in its circle."""
    if report.on_behalf:
        messages.success(request, _("The report of %(person)s is recorded.") % {"person": report.owner})
        return redirect("casefiles:case", code=report.case.key)
    messages.success(request, _("Your report is recorded. Who may see it gets a mail without content."))
    if may_see(request.viewer, report):
        return redirect("casefiles:report", key=report.key)
    return redirect("casefiles:journal", code=report.case.key)
