"""What the person says of a report, attached to it by the directors of the case."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.person_rights import attach_statement
from casefiles.forms.person_rights import StatementForm
from casefiles.rights_guards import BY_DIRECTION
from casefiles.selectors.person_rights import may_direct
from casefiles.views.asking import Asked, ask, not_theirs
from casefiles.views.found import the_report


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: ViewerRequest, key: str) -> HttpResponse:
    report, viewer = the_report(request, key), request.viewer
    asked = Asked(
        heading=_("Attach what the person says"),
        intro=_("The report stays as it is. What the person says stands with it, for everybody who reads the report."),
        button=_("Attach statement"),
        doing=_("attach statement"),
        done=_("The statement is attached."),
        back_url=reverse("casefiles:report", args=[key]),
        tab="journal",
    )
    if not may_direct(viewer, report.case):
        return not_theirs(request, report.case, asked, who=BY_DIRECTION)
    form = StatementForm(request.POST or None)
    return ask(request, report.case, form, asked, lambda: attach_statement(report, form.cleaned_data, viewer=viewer))
