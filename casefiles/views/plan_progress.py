"""How far an action is, and what a plan brought: beside the adopted version, which never changes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.plan import report_progress, write_evaluation
from casefiles.forms.plan import EvaluationForm, ProgressForm
from casefiles.models import PlanVersion
from casefiles.selectors.frame import case_frame
from casefiles.selectors.openings import evaluation_refusal
from casefiles.selectors.plans import action_rows
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, refused, show, texts_of
from casefiles.views.found import the_action, the_plan

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def progress(request: ViewerRequest, key: str) -> HttpResponse:
    action = the_action(request, key)
    plan = action.plan_version
    row = next(one for one in action_rows(plan, viewer=request.viewer) if one.action.pk == action.pk)
    form = ProgressForm(request.POST or None, initial={"status": row.progress.status if row.progress else "open"})
    back_url = reverse("casefiles:plan_version", args=[plan.key])
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            report_progress(action, viewer=request.viewer, **form.cleaned_data)
            messages.success(request, _("Progress of action %(number)s recorded.") % {"number": action.order})
            return redirect(f"{back_url}#actions")

        return answer(request, act, ground=Ground(_("record progress"), back_url, plan.case, "plan", [form]))
    frame = case_frame(plan.case, viewer=request.viewer, tab="plan", primary=False)
    context = {"case_frame": frame, "row": row, "plan": plan, "form": form}
    return show(request, "casefiles/progress.html", context, forms=[form])


@GET_OR_POST
def evaluate(request: ViewerRequest, key: str) -> HttpResponse:
    plan = the_plan(request, key)
    back_url = reverse("casefiles:plan_version", args=[plan.key])
    if keeps_theirs(request):
        return redirect(back_url)
    if refusal := evaluation_refusal(plan, viewer=request.viewer):
        return refused(request, refusal, ground=Ground(_("write evaluation"), back_url, plan.case, "plan"))
    form = EvaluationForm(request.POST or None, initial=_evaluated(plan))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            version, text = form.expected_version, form.cleaned_data["evaluation"]
            write_evaluation(plan, viewer=request.viewer, expected_version=version, evaluation=text)
            messages.success(request, _("Evaluation saved."))
            return redirect(back_url)

        ground = Ground(_("write evaluation"), back_url, plan.case, "plan", [form], _theirs)
        return answer(request, act, ground=ground)
    frame = case_frame(plan.case, viewer=request.viewer, tab="plan", primary=False)
    return show(request, "casefiles/evaluation.html", {"case_frame": frame, "plan": plan, "form": form}, forms=[form])


def _evaluated(plan: PlanVersion) -> dict[str, object]:
    return {"version": plan.version, "evaluation": plan.evaluation}


def _theirs(current: PlanVersion) -> Theirs:
    return Theirs(texts_of(EvaluationForm(initial=_evaluated(current))))
