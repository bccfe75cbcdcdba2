"""One action of a draft plan at a time: added, changed or left out; and all actions that somebody sees to."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.middleware import ViewerRequest
from casefiles.access import may_write_part
from casefiles.actions.write_plan import add_action, drop_action, edit_action, section_of
from casefiles.forms.action_filter import ActionFilter
from casefiles.forms.plan import ActionForm, answered
from casefiles.models import PlanAction, PlanPart, PlanVersion
from casefiles.selectors.action_list import actions_of, first_choice, listed
from casefiles.selectors.frame import case_frame
from casefiles.selectors.plan_writing import team_organisations, team_people
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import the_action, the_plan

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 25


@GET_OR_POST
def add(request: ViewerRequest, key: str) -> HttpResponse:
    plan = the_plan(request, key)
    if not may_write_part(request.viewer, section_of(plan, PlanPart.ACTIONS)):
        return redirect("casefiles:plan_version", key=plan.key)
    form = _form(request, plan, request.POST or None)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            add_action(plan, form.answers(), viewer=request.viewer)
            return _onward(request, plan)

        return answer(request, act, ground=_ground(request, plan, form))
    return _page(request, plan, form)


@GET_OR_POST
def edit(request: ViewerRequest, key: str) -> HttpResponse:
    action = the_action(request, key)
    plan, viewer = action.plan_version, request.viewer
    if keeps_theirs(request) or not may_write_part(viewer, section_of(plan, PlanPart.ACTIONS)):
        return redirect("casefiles:plan_version", key=plan.key)
    form = _form(request, plan, request.POST or None, initial=answered(action))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            if request.POST.get("do") == "drop":
                drop_action(action, viewer=viewer, expected_version=form.expected_version)
            else:
                edit_action(action, form.answers(), viewer=viewer, expected_version=form.expected_version)
            return _onward(request, plan)

        return answer(request, act, ground=_ground(request, plan, form))
    return _page(request, plan, form, action=action)


@require_safe
def action_list(request: ViewerRequest) -> HttpResponse:
    """Own actions, late ones, those of the cases that one directs: in a fixed number of queries."""
    viewer = request.viewer
    begin = first_choice(viewer)
    form = ActionFilter(request.GET or begin)
    # A value that is no choice is no error worth a page.
    chosen = begin | ({name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {})
    page = Paginator(actions_of(viewer, chosen=chosen), PER_PAGE).get_page(request.GET.get("page"))
    viewer.trail.touched(one.plan_version.case.key for one in page.object_list)
    rows = [listed(one, today=viewer.today) for one in page.object_list]
    return render(request, "casefiles/action_list.html", {"form": form, "page": page, "rows": rows})


def _form(request: ViewerRequest, plan: PlanVersion, data: Any, **kwargs: Any) -> ActionForm:
    return ActionForm(
        data,
        goals=plan.goals.all(),
        organisations=team_organisations(plan.case, viewer=request.viewer),
        people=team_people(plan.case, viewer=request.viewer),
        **kwargs,
    )


def _page(
    request: ViewerRequest, plan: PlanVersion, form: ActionForm, *, action: PlanAction | None = None
) -> HttpResponse:
    context = {
        "case_frame": case_frame(plan.case, viewer=request.viewer, tab="plan", primary=False),
        "plan": plan,
        "form": form,
        "action": action,
    }
    return show(request, "casefiles/plan_action_form.html", context, forms=[form])


def _onward(request: ViewerRequest, plan: PlanVersion) -> HttpResponse:
    if request.POST.get("do") == "more":
        messages.success(request, _("Action saved. Here is room for the next one."))
        return redirect("casefiles:add_action", key=plan.key)
    messages.success(request, _("Action left out.") if request.POST.get("do") == "drop" else _("Action saved."))
    return redirect("casefiles:write_part", key=plan.key, part=PlanPart.ACTIONS)


def _ground(request: ViewerRequest, plan: PlanVersion, form: ActionForm) -> Ground:
    def theirs(current: PlanAction) -> Theirs:
        return Theirs(texts_of(_form(request, plan, None, initial=answered(current))))

    back_url = reverse("casefiles:write_part", args=[plan.key, PlanPart.ACTIONS])
    return Ground(_("save action"), back_url, plan.case, "plan", [form], theirs)
