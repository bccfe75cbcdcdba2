"""Deciding on a submitted plan: first the conditions, then what changes, then the choice."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.doors import may_see
from access.middleware import ViewerRequest
from access.viewer import renew
from casefiles.actions.consult import send_back
from casefiles.forms.plan_talk import DecideForm
from casefiles.models import PlanState, PlanVersion
from casefiles.selectors.conditions import conditions
from casefiles.selectors.frame import case_frame
from casefiles.selectors.offers import StepReading
from casefiles.selectors.plan_parts import all_remarks, consulted
from casefiles.selectors.plans import changes, plans_of, predecessor
from casefiles.views.answers import Ground, answer, show
from casefiles.views.found import the_plan
from workflows.fire import fire
from workflows.steps import step_by_id

STEPS = {"adopt": "plan.adopt", "send_back": "plan.send_back"}


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: ViewerRequest, key: str) -> HttpResponse:
    plan = the_plan(request, key)
    form = DecideForm(request.POST or None, initial={"version": plan.version})
    step_id = STEPS.get(request.POST.get("do", ""))
    if step_id and form.is_valid():
        return answer(request, lambda: _decided(request, plan, form, step_id), ground=_ground(plan, form))
    if plan.state != PlanState.IN_CONSULTATION and not form.is_bound:
        return redirect("casefiles:plan_version", key=key)
    viewer, steps = request.viewer, StepReading(request.viewer)
    earlier = predecessor(plan, list(plans_of(plan.case, viewer=viewer)))
    context = {
        "case_frame": case_frame(plan.case, viewer=viewer, tab="plan", primary=False),
        "plan": plan,
        "form": form,
        "guards": conditions(step_by_id("plan.adopt"), plan, viewer=viewer),
        "adopt": steps.offer(step_by_id("plan.adopt"), plan),
        "send_back": steps.offer(step_by_id("plan.send_back"), plan),
        "consulted": consulted(plan, viewer=viewer),
        "remarks": all_remarks(plan, viewer=viewer),
        "earlier": earlier,
        "changes": changes(earlier, plan, viewer=viewer),
    }
    return show(request, "casefiles/plan_decide.html", context, forms=[form])


def _decided(request: ViewerRequest, plan: PlanVersion, form: DecideForm, step_id: str) -> HttpResponse:
    if step_id == "plan.send_back":
        send_back(plan, form.said(), viewer=request.viewer, expected_version=form.expected_version)
    else:
        fire(step_id, plan, viewer=request.viewer, expected_version=form.expected_version)
    done = {
        "plan.adopt": _("The plan is adopted. The whole team reads it now."),
        "plan.send_back": _("The plan is sent back."),
    }
    messages.success(request, done[step_id])
    # Who decided in place of others reads it no more.
    reads = may_see(renew(request.viewer), PlanVersion.objects.get(pk=plan.pk))
    return redirect("casefiles:plan_version", key=plan.key) if reads else redirect("my_work")


def _ground(plan: PlanVersion, form: DecideForm) -> Ground:
    return Ground(_("decide on plan"), reverse("casefiles:plan_version", args=[plan.key]), plan.case, "plan", [form])
