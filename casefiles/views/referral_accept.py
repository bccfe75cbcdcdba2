"""Accepting a referral: no case opens before it is named who directs it (D-26)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.actions.refer import accept_referral
from casefiles.forms.referral import AcceptForm
from casefiles.models import Referral, ReferralState, Triage
from casefiles.selectors.blocked import still_open
from casefiles.selectors.confirm import Fact
from casefiles.selectors.offers import offer
from casefiles.selectors.referrals import candidates
from casefiles.selectors.stepping import referral_facts
from casefiles.selectors.triage import weighing_facts
from casefiles.views.answers import Ground, answer, show
from casefiles.views.found import the_referral
from documents.models import CaseFunction
from workflows.steps import step_by_id

NAMED = (CaseFunction.PROCESS_DIRECTION, CaseFunction.CASE_DIRECTION)


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: ViewerRequest, key: str) -> HttpResponse:
    referral, viewer = the_referral(request, key), request.viewer
    back_url = reverse("casefiles:referral", args=[key])
    people = {one.value: candidates(referral, one, viewer=viewer) for one in NAMED}
    form = AcceptForm(request.POST or None, candidates=people, initial={"version": referral.version})
    if form.is_bound and form.is_valid():
        ground = Ground(_("accept referral"), back_url, forms=[form])
        return answer(request, lambda: _accepted(request, referral, form), ground=ground)
    if referral.state != ReferralState.IN_TRIAGE:
        return redirect(back_url)
    offered = offer(step_by_id("referral.accept"), referral, viewer=viewer)
    context = {
        "crumbs": [(_("Referrals"), reverse("casefiles:referrals"))],
        "referral": referral,
        "form": form,
        "facts": referral_facts(referral),
        "weighing_facts": _weighing(referral, viewer),
        "step": offered,
        "needs": still_open(offered),
        "back_url": back_url,
    }
    return show(request, "casefiles/referral_accept.html", context, forms=[form])


def _weighing(referral: Referral, viewer: Viewer) -> list[Fact]:
    triage = Triage.objects.visible_to(viewer).filter(referral=referral).prefetch_related("answers").first()
    return weighing_facts(triage) if triage else []


def _accepted(request: ViewerRequest, referral: Referral, form: AcceptForm) -> HttpResponse:
    direction = {one.value: form.cleaned_data[one.value] for one in NAMED}
    done = accept_referral(referral, viewer=request.viewer, expected_version=form.expected_version, direction=direction)
    words = {"code": done.case.key if done.case else ""}
    messages.success(request, _("The referral is accepted. Case %(code)s is open.") % words)
    return redirect("casefiles:referral", key=referral.key)
