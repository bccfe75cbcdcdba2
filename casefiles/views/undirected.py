"""Cases that nobody directs: code and municipality, for the process manager who may appoint and not read (D-26)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.middleware import ViewerRequest
from accounts.models import Role
from casefiles.actions.appoint import appoint_direction
from casefiles.forms.team import AppointForm, last_possible_day
from casefiles.selectors.team import grouped_people
from casefiles.selectors.undirected import undirected, undirected_cases
from casefiles.views.answers import Ground, answer, show


@require_GET
def undirected_list(request: ViewerRequest) -> HttpResponse:
    if not request.viewer.has_role(Role.PROCESS_MANAGER):
        raise Http404
    cases = undirected(request.viewer)
    request.viewer.trail.touched([one.code for one in cases])
    return show(request, "casefiles/undirected.html", {"cases": cases})


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: ViewerRequest, code: str) -> HttpResponse:
    viewer = request.viewer
    case = undirected_cases(viewer).select_related("municipality").filter(key=code).first()
    if case is None:
        raise Http404
    viewer.trail.touched([code])
    initial = {"ends_on": last_possible_day(viewer.today)}
    form = AppointForm(request.POST or None, people=grouped_people(case, viewer=viewer), initial=initial)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            named = appoint_direction(code, form.grant(today=viewer.today), viewer=viewer)
            words = {"person": named.user, "code": code}
            messages.success(request, _("%(person)s holds process direction of case %(code)s now.") % words)
            return redirect("casefiles:undirected")

        back_url = reverse("casefiles:undirected")
        return answer(request, act, ground=Ground(_("appoint direction"), back_url, forms=[form]))
    context = {"code": code, "municipality": case.municipality, "form": form}
    return show(request, "casefiles/appoint.html", context, forms=[form])
