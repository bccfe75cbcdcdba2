"""Weighing signals: the inbox of a municipality or of the whole house, and the criteria of one referral."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.weigh import weigh
from casefiles.forms.triage import InboxFilter, WeighForm, weighed_until_now
from casefiles.models import ReferralState, Triage
from casefiles.selectors.triage import (
    RESULT_KINDS,
    given_answers,
    inbox,
    municipalities_weighed,
    weighing_facts,
    weighs_somewhere,
)
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import the_weighing


@require_GET
def triage_inbox(request: ViewerRequest) -> HttpResponse:
    if not weighs_somewhere(request.viewer):
        raise Http404
    places = municipalities_weighed(request.viewer)
    form = InboxFilter(request.GET, municipalities=places)
    chosen = form.cleaned_data["municipality"] if form.is_valid() else ""
    rows = inbox(request.viewer, municipality=chosen)
    context = {
        "crumbs": [(_("Referrals"), reverse("casefiles:referrals"))],
        "rows": rows,
        "form": form if len(places) > 1 else None,
        "chosen": chosen,
    }
    return show(request, "casefiles/triage.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def weigh_referral(request: ViewerRequest, key: str) -> HttpResponse:
    triage = the_weighing(request, key)
    back_url = reverse("casefiles:referral", args=[key])
    if keeps_theirs(request):
        return redirect("casefiles:weigh_referral", key=key)
    open_still = triage.frozen_at is None and triage.referral.state == ReferralState.IN_TRIAGE
    form = WeighForm(request.POST or None, triage=triage, initial=weighed_until_now(triage))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            weigh(triage, form.weighed(), viewer=request.viewer, expected_version=form.expected_version)
            messages.success(request, _("The weighing is saved. Everybody who weighs here reads it."))
            return redirect("casefiles:weigh_referral", key=key)

        def theirs(current: Triage) -> Theirs:
            return Theirs(texts_of(WeighForm(triage=current, initial=weighed_until_now(current))))

        return answer(request, act, ground=Ground(_("weigh referral"), back_url, forms=[form], theirs=theirs))
    context = {
        "crumbs": [(_("Referrals"), reverse("casefiles:referrals")), (_("Referral"), back_url)],
        "referral": triage.referral,
        "triage": triage,
        "result_kind": RESULT_KINDS[triage.result],
        "form": form if open_still else None,
        "facts": [*weighing_facts(triage), *([] if open_still else given_answers(triage))],
        "back_url": back_url,
    }
    return show(request, "casefiles/weigh.html", context, forms=[form])
