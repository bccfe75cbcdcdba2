"""My details and access: roles, cases, and who stands in for me."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.replace import StandIn, name_replacement
from casefiles.views.answers import Ground, answer
from casustafel.portal.forms import StandInForm
from casustafel.portal.selectors.cases import cases_of, lines_of
from casustafel.portal.selectors.standing_in import replaced_by, replacements_of, roles_of
from casustafel.portal.tables import place_table, role_table


@require_http_methods(["GET", "HEAD", "POST"])
def my_access(request: ViewerRequest) -> HttpResponse:
    form = StandInForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        ground = Ground(doing=_("name replacement"), back_url=reverse("my_access"), forms=[form])
        return answer(request, lambda: _name(request, form), ground=ground)
    return _show(request, form)


def _name(request: ViewerRequest, form: StandInForm) -> HttpResponse:
    named = name_replacement(StandIn(absent=request.viewer.user, **form.cleaned_data), viewer=request.viewer)
    messages.success(
        request, _("%(person)s stands in for you. Their acts are recorded on your behalf.") % {"person": named.deputy}
    )
    return redirect("my_access")


def _show(request: ViewerRequest, form: StandInForm) -> HttpResponse:
    viewer = request.viewer
    lines = lines_of(viewer, cases_of(viewer, chosen={}))
    viewer.trail.touched(line.case.key for line in lines)
    context = {
        "form": form,
        "roles": role_table(roles_of(viewer)),
        "places": place_table(lines),
        "deputies": replacements_of(viewer),
        "stands_in_for": replaced_by(viewer),
        "has_errors": form.errors,
    }
    return render(request, "portal/my_access.html", context, status=422 if form.errors else 200)
