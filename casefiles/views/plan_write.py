"""Writing a draft plan: its texts, and its actions one below the other. Everything works without script."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.middleware import ViewerRequest
from casefiles.actions.draft_plan import save_draft
from casefiles.actions.plan import start_plan
from casefiles.forms.plan import ActionFormSet, BaseActionFormSet, TextsForm, answered, draft_of, written
from casefiles.models import PlanVersion
from casefiles.selectors.conditions import conditions
from casefiles.selectors.frame import case_frame
from casefiles.selectors.plan_writing import may_write, team_organisations, team_people
from casefiles.selectors.plans import action_rows
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import the_case, the_plan
from workflows.steps import step_by_id

PREFIX = "actions"


@require_POST
def start(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    ground = Ground(_("write plan of action"), reverse("casefiles:plan", args=[case.key]), case, "plan")

    def act() -> HttpResponse:
        return redirect("casefiles:write_plan", key=start_plan(case, viewer=request.viewer).key)

    return answer(request, act, ground=ground)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ViewerRequest, key: str) -> HttpResponse:
    plan = the_plan(request, key)
    if keeps_theirs(request) or not may_write(plan, viewer=request.viewer):
        return redirect("casefiles:plan_version", key=plan.key)
    texts = TextsForm(request.POST or None, initial=written(plan))
    actions = _formset(request, plan, request.POST or None)
    if texts.is_bound and texts.is_valid() and actions.is_valid():

        def act() -> HttpResponse:
            draft = draft_of(texts, actions)
            save_draft(plan, draft, viewer=request.viewer, expected_version=texts.expected_version)
            return _onward(request, plan)

        return answer(request, act, ground=_ground(request, plan, [texts, actions]))
    context = {
        "case_frame": case_frame(plan.case, viewer=request.viewer, tab="plan", primary=False),
        "plan": plan,
        "form": texts,
        "actions": actions,
        "guards": [one for one in conditions(step_by_id("plan.submit"), plan, viewer=request.viewer) if not one.met],
    }
    return show(request, "casefiles/plan_write.html", context, forms=[texts, actions])


def _formset(request: ViewerRequest, plan: PlanVersion, data: Any) -> BaseActionFormSet:
    # Not beside what was sent: an action equal to its initial answers counts as untouched, and would be left out.
    initial = [] if data else [answered(row.action) for row in action_rows(plan, viewer=request.viewer)]
    made = ActionFormSet(
        data,
        prefix=PREFIX,
        initial=initial,
        form_kwargs={
            "organisations": team_organisations(plan.case, viewer=request.viewer),
            "people": team_people(plan.case, viewer=request.viewer),
        },
    )
    # One empty action when there is none yet, or when one was asked for.
    made.extra = 1 if "more" in request.GET or not initial else 0
    return cast(BaseActionFormSet, made)


def _onward(request: ViewerRequest, plan: PlanVersion) -> HttpResponse:
    url = reverse("casefiles:write_plan", args=[plan.key])
    match request.POST.get("do"):
        case "submit":
            return redirect("casefiles:step", step_id="plan.submit", key=plan.key)
        case "add":
            return redirect(f"{url}?more=1#new-action")
    messages.success(request, _("Draft saved."))
    return redirect(url)


def _ground(request: ViewerRequest, plan: PlanVersion, forms: list[Any]) -> Ground:
    def theirs(current: PlanVersion) -> Theirs:
        actions = _formset(request, current, None)
        texts = texts_of(TextsForm(initial=written(current)))
        mine = int(request.POST[f"{PREFIX}-TOTAL_FORMS"])
        fixed: dict[str, str] = {}
        for number, form in enumerate(actions.forms, 1):
            texts += texts_of(form, number=str(number))
            if number > mine:
                # An action that only they have: its choices go along with its texts.
                fixed |= {one.html_name: str(form.initial.get(one.name) or "") for one in form}
        return Theirs(texts, {f"{PREFIX}-TOTAL_FORMS": str(max(mine, len(actions.forms)))} | fixed)

    back_url = reverse("casefiles:plan_version", args=[plan.key])
    return Ground(_("save draft"), back_url, plan.case, "plan", forms, theirs)
