"""Naming who stands in for oneself (D-25)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.replace import StandIn, name_replacement
from casefiles.forms.team import ReplacementForm
from casefiles.selectors.team import possible_deputies, replacements_of
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, show


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    colleagues = possible_deputies(viewer.user, viewer=viewer)
    form = ReplacementForm(request.POST or None, colleagues=colleagues, initial={"starts_on": viewer.today})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            named = name_replacement(StandIn(absent=viewer.user, **form.cleaned_data), viewer=viewer)
            words = {"person": named.deputy, "from": day(named.starts_on), "until": day(named.ends_on)}
            messages.success(request, _("%(person)s stands in for you from %(from)s until %(until)s.") % words)
            return redirect("casefiles:replacement")

        return answer(
            request, act, ground=Ground(_("name replacement"), reverse("casefiles:replacement"), forms=[form])
        )
    context = {"form": form, "colleagues": colleagues, "named": replacements_of(viewer)}
    return show(request, "casefiles/replacement.html", context, forms=[form])
