"""The desk writes down what a caller tells: first who is calling, then the report."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.report import write_report
from casefiles.forms.report import CallerForm
from casefiles.selectors.circles import readers_today
from casefiles.selectors.frame import case_frame
from casefiles.selectors.openings import on_behalf_refusal
from casefiles.views.answers import Ground, refused, show
from casefiles.views.found import the_case
from casefiles.views.report_writing import Writing, written


@require_http_methods(["GET", "HEAD", "POST"])
def write_on_behalf(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    back_url = reverse("casefiles:case", args=[case.key])
    if refusal := on_behalf_refusal(case, viewer=viewer):
        return refused(request, refusal, ground=Ground(_("write report"), back_url, case, "overview"))
    # The caller stands in the address, by a random key: the second page can be opened again after an error.
    caller = CallerForm(request.GET or None, people=readers_today(case, viewer=viewer))
    if not (caller.is_bound and caller.is_valid()):
        frame = case_frame(case, viewer=viewer, tab="overview", primary=False)
        return show(request, "casefiles/caller.html", {"case_frame": frame, "form": caller}, forms=[caller])
    behalf = caller.on_behalf()
    heading = _("Report of %(person)s") % {"person": behalf.reporter}
    writing = Writing(case, behalf.reporter, heading, _("Read back"), back_url)
    return written(request, writing, lambda form: write_report(case, form.text(), viewer=viewer, on_behalf=behalf))
