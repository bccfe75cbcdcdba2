"""How far an action is, and what a plan brought: beside the adopted version, which never changes."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.evaluate import evaluate_goals
from casefiles.actions.plan import report_progress
from casefiles.forms.plan import ProgressForm
from casefiles.forms.plan_talk import EvaluationForm, evaluated
from casefiles.models import PlanGoal, PlanVersion
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
    form = _evaluation(plan, request.POST or None)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            evaluate_goals(plan, form.answers(), viewer=request.viewer, expected_version=form.expected_version)
            messages.success(request, _("Evaluation saved."))
            return redirect(back_url)

        ground = Ground(_("write evaluation"), back_url, plan.case, "plan", [form], _theirs)
        return answer(request, act, ground=ground)
    frame = case_frame(plan.case, viewer=request.viewer, tab="plan", primary=False)
    return show(request, "casefiles/evaluation.html", {"case_frame": frame, "plan": plan, "form": form}, forms=[form])


def _evaluation(plan: PlanVersion, data: Any) -> EvaluationForm:
    goals = list(PlanGoal.objects.filter(plan_version=plan).select_related("evaluation"))
    return EvaluationForm(data, goals=goals, initial=evaluated(goals, version=plan.version))


def _theirs(current: PlanVersion) -> Theirs:
    """Which goal each text is about stands before its question."""
    form = _evaluation(current, None)
    about = {field.html_name: goal.order for goal, fields in form.by_goal() for field in fields}
    return Theirs(
        [
            replace(one, label=_("Goal %(number)s") % {"number": about[one.name]} + f": {one.label}")
            for one in texts_of(form)
        ]
    )
