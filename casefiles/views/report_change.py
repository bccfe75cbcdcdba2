"""Small changes of a recorded report: looked at by its reporter, narrowed by its owner or the directors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.middleware import ViewerRequest
from casefiles.actions.report import check_report, narrow_report
from casefiles.models import Circle, Report
from casefiles.selectors.confirm import Confirmation
from casefiles.selectors.frame import case_frame
from casefiles.selectors.openings import narrowing_refusal
from casefiles.selectors.read_back import facts
from casefiles.views.answers import Ground, answer, refused, show
from casefiles.views.found import the_report
from workflows.forms import VersionForm


@require_POST
def check(request: ViewerRequest, key: str) -> HttpResponse:
    report, form = the_report(request, key), VersionForm(request.POST)
    if not form.is_valid():
        return redirect("casefiles:report", key=key)

    def act() -> HttpResponse:
        check_report(report, viewer=request.viewer, expected_version=form.expected_version)
        messages.success(request, _("You have checked the report."))
        return redirect("casefiles:report", key=key)

    return answer(request, act, ground=_ground(report, _("check report")))


@require_http_methods(["GET", "HEAD", "POST"])
def narrow(request: ViewerRequest, key: str) -> HttpResponse:
    report = the_report(request, key)
    ground = _ground(report, _("narrow the circle"))
    if refusal := narrowing_refusal(report, viewer=request.viewer):
        return refused(request, refusal, ground=ground)
    form = VersionForm(request.POST or None, initial={"version": report.version})
    if not (form.is_bound and form.is_valid()):
        frame = case_frame(report.case, viewer=request.viewer, tab="journal", primary=False)
        context = {"case_frame": frame, "form": form, "confirm": _narrowing(report)}
        return show(request, "confirm.html", context, forms=[form])

    def act() -> HttpResponse:
        version = form.expected_version
        narrow_report(report, viewer=request.viewer, expected_version=version, circle=Circle.DIRECTORS)
        messages.success(request, _("Only the directors see this report now."))
        return redirect("casefiles:journal", code=report.case.key)

    return answer(request, act, ground=ground)


def _narrowing(report: Report) -> Confirmation:
    return Confirmation(
        heading=_("Make this report visible to the directors only?"),
        facts=facts(report),
        told=_("It holds at once, for earlier versions and for searching as well."),
        button_label=_("Narrow circle"),
        back_url=reverse("casefiles:report", args=[report.key]),
    )


def _ground(report: Report, doing: str) -> Ground:
    return Ground(doing, reverse("casefiles:report", args=[report.key]), report.case, "journal")
