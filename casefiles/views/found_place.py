"""Where something stands that was found by searching and has no page of its own."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casefiles.models import ActionProgress, GoalEvaluation, PlanRemark, SharingAgreement

Place = Callable[[Any], str]


def _plan(plan: Any) -> str:
    return reverse("casefiles:plan_version", args=[plan.key])


PLACES: dict[str, tuple[Any, str, Place]] = {
    "goal_evaluation": (GoalEvaluation, "goal__plan_version", lambda one: _plan(one.goal.plan_version)),
    "progress": (ActionProgress, "action__plan_version", lambda one: _plan(one.action.plan_version)),
    "remark": (PlanRemark, "plan_version", lambda one: _plan(one.plan_version)),
    "sharing": (SharingAgreement, "case", lambda one: reverse("casefiles:rights", args=[one.case.key])),
}


@require_GET
def found_place(request: ViewerRequest, kind: str, key: str) -> HttpResponse:
    if kind not in PLACES:
        raise Http404
    model, beside, place = PLACES[kind]
    return redirect(place(find_or_404(request.viewer, model.objects.select_related(beside), key)))
