"""A deviation from the plan in force: proposing one, and the page on which it is read and decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.deviate import Proposal, propose_deviation
from casefiles.forms.plan import DeviationForm
from casefiles.models import DeviationState
from casefiles.sealing import offers_seal
from casefiles.selectors.deviations import course, may_propose, proposing_step
from casefiles.selectors.fallbacks import fallback_note
from casefiles.selectors.frame import case_frame
from casefiles.selectors.offers import offers
from casefiles.selectors.plan_writing import may_start_plan
from casefiles.selectors.plans import plans_of
from casefiles.views.answers import Ground, answer, show
from casefiles.views.found import the_deviation, the_plan
from workflows.steps import step_by_id


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ViewerRequest, key: str) -> HttpResponse:
    plan, viewer = the_plan(request, key), request.viewer
    back_url = reverse("casefiles:plan_version", args=[plan.key])
    if request.method != "POST" and not may_propose(plan, viewer=viewer):
        return redirect(back_url)
    form = DeviationForm(request.POST or None)
    step = step_by_id(proposing_step(plan, viewer=viewer))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            deviation = propose_deviation(plan, Proposal(**form.cleaned_data), viewer=viewer)
            messages.success(request, _("Proposed. Whoever decides gets a message without content."))
            return redirect("casefiles:deviation", key=deviation.key)

        ground = Ground(_("propose deviation"), back_url, plan.case, "plan", [form])
        return answer(request, act, ground=ground)
    frame = case_frame(plan.case, viewer=viewer, tab="plan", primary=False)
    context = {"case_frame": frame, "plan": plan, "form": form, "step": step}
    return show(request, "casefiles/deviation_form.html", context, forms=[form])


@require_GET
def page(request: ViewerRequest, key: str) -> HttpResponse:
    deviation, viewer = the_deviation(request, key), request.viewer
    waits = deviation.state == DeviationState.APPROVED and deviation.taken_into is None
    plans = list(plans_of(deviation.case, viewer=viewer)) if waits else []
    context = {
        "case_frame": case_frame(deviation.case, viewer=viewer, tab="plan", primary=False),
        "case": deviation.case,
        "deviation": deviation,
        "course": course(deviation),
        "steps": offers("deviation", deviation, viewer=viewer),
        "may_seal": offers_seal(viewer, deviation),
        "fallback": fallback_note(deviation, viewer=viewer),
        "may_start": waits and may_start_plan(deviation.case, viewer=viewer, plans=plans),
    }
    return show(request, "casefiles/deviation.html", context)
