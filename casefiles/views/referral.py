"""Referring somebody: one's own referrals, and those that one weighs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import may_see, note_beside
from access.middleware import ViewerRequest
from casefiles.actions.refer import edit_referral, write_referral
from casefiles.forms.referral import ReferralForm, told
from casefiles.models import Case, Referral, ReferralState, Triage
from casefiles.selectors.history import steps_of_referral
from casefiles.selectors.offers import offers
from casefiles.selectors.referral_letters import letters_of
from casefiles.selectors.referrals import STATE_KINDS, TO_WEIGH, referrals
from casefiles.selectors.stepping import referral_facts
from casefiles.selectors.triage import answer_due, weighing_facts
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import the_referral

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def referral_list(request: ViewerRequest) -> HttpResponse:
    return show(request, "casefiles/referrals.html", {"referrals": referrals(request.viewer)})


@require_GET
def referral_page(request: ViewerRequest, key: str) -> HttpResponse:
    referral, viewer = the_referral(request, key), request.viewer
    context = {
        "crumbs": [(_("Referrals"), reverse("casefiles:referrals"))],
        "referral": referral,
        "state_kind": STATE_KINDS.get(ReferralState(referral.state), "neutral"),
        "facts": referral_facts(referral),
        "may_edit": referral.state == ReferralState.DRAFT,
        "case": referral.case if referral.case and may_see(viewer, referral.case) else None,
        "steps": offers("referral", referral, viewer=viewer),
        "taken": steps_of_referral(referral, viewer=request.viewer),
        "asks": referral.referrer_id == viewer.user.pk and referral.state in TO_WEIGH,
        "weighs": referral.weighed_by(viewer),
        "letters": letters_of(referral, viewer=viewer),
        "joined_to": _case_joined(request, referral),
        **_weighing(request, referral),
    }
    return show(request, "casefiles/referral.html", context)


def _weighing(request: ViewerRequest, referral: Referral) -> dict[str, Any]:
    """For who weighs; to its referrer the weighing is not there."""
    triage = Triage.objects.visible_to(request.viewer).filter(referral=referral).prefetch_related("answers").first()
    if triage is None:
        return {}
    note_beside(request.viewer, triage)
    return {"triage": triage, "weighing_facts": weighing_facts(triage), "answer_due": answer_due(referral.submitted_at)}


def _case_joined(request: ViewerRequest, referral: Referral) -> Case | None:
    return referral.joined_to if referral.joined_to and may_see(request.viewer, referral.joined_to) else None


@GET_OR_POST
def write(request: ViewerRequest) -> HttpResponse:
    form = ReferralForm(request.POST or None)
    if form.is_bound and form.is_valid():
        ground = Ground(_("write referral"), reverse("casefiles:referrals"), forms=[form])
        return answer(
            request, lambda: _onward(request, write_referral(form.cleaned_data, viewer=request.viewer)), ground=ground
        )
    return _form_page(request, form, reverse("casefiles:referrals"))


@GET_OR_POST
def edit(request: ViewerRequest, key: str) -> HttpResponse:
    referral, viewer = the_referral(request, key), request.viewer
    back_url = reverse("casefiles:referral", args=[key])
    if keeps_theirs(request) or referral.state != ReferralState.DRAFT:
        return redirect(back_url)
    form = ReferralForm(request.POST or None, initial=told(referral))
    if not (form.is_bound and form.is_valid()):
        return _form_page(request, form, back_url)

    def act() -> HttpResponse:
        version = form.expected_version
        return _onward(request, edit_referral(referral, form.cleaned_data, viewer=viewer, expected_version=version))

    def theirs(current: Referral) -> Theirs:
        return Theirs(texts_of(ReferralForm(initial=told(current))))

    return answer(request, act, ground=Ground(_("change referral"), back_url, forms=[form], theirs=theirs))


def _form_page(request: ViewerRequest, form: ReferralForm, back_url: str) -> HttpResponse:
    crumbs = [(_("Referrals"), reverse("casefiles:referrals"))]
    context = {"crumbs": crumbs, "form": form, "back_url": back_url}
    return show(request, "casefiles/referral_form.html", context, forms=[form])


def _onward(request: ViewerRequest, referral: Referral) -> HttpResponse:
    if request.POST.get("do") == "submit":
        return redirect("casefiles:step", step_id="referral.submit", key=referral.key)
    messages.success(request, _("Draft saved. Only you see it."))
    return redirect("casefiles:referral", key=referral.key)
