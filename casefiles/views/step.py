"""One step of a case, a plan, a report or a referral, confirmed on a page of its own."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.doors import find_or_404, may_see
from access.middleware import ViewerRequest
from access.querysets import ProtectedQuerySet
from access.viewer import Viewer, renew
from casefiles.forms.steps import StepForm
from casefiles.machines import MACHINES
from casefiles.models import Case, PlanVersion, Report
from casefiles.models.team_item import TeamItem
from casefiles.selectors.frame import case_frame
from casefiles.selectors.offers import OWN_PAGE, step_url
from casefiles.selectors.stepping import StepPage, confirmation
from casefiles.selectors.team_items import KINDS
from casefiles.team_machines import TEAM_MACHINES
from casefiles.views.answers import Ground, answer, show
from casefiles.views.found import BESIDE_AN_ITEM
from workflows.fire import fire
from workflows.steps import Step, steps_of

# From these states no step leads back.
FINAL = ("closed", "handed_over")
BESIDE = {
    **{kind.name: (*BESIDE_AN_ITEM, *kind.beside) for kind in KINDS.values()},
    "case": ("municipality", "meeting_type"),
    "referral": ("municipality", "meeting_type", "organisation", "referrer"),
}


@dataclass(frozen=True)
class Where:
    """The page that a thing stands on, and its case when it has one."""

    url: str
    case: Case | None = None
    tab: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request: ViewerRequest, step_id: str, key: str) -> HttpResponse:
    step, thing = _found(request, step_id, key)
    if step.id in OWN_PAGE:
        return redirect(step_url(step, thing))
    where = _where(thing, request.viewer)
    final = isinstance(thing, Case) and step.target in FINAL
    code = thing.key if final else ""
    form = StepForm(request.POST or None, reasoned=step.needs_reason, code=code, initial={"version": thing.version})
    if form.is_bound and form.is_valid():
        reason, version = form.cleaned_data.get("reason", ""), form.expected_version

        def act() -> HttpResponse:
            moved = fire(step.id, thing, viewer=request.viewer, expected_version=version, reason=reason)
            words = {"step": step.label, "state": moved.get_state_display()}
            messages.success(request, _("Done: %(step)s. It is “%(state)s” now.") % words)
            return redirect(_where(moved, renew(request.viewer)).url)

        doing = str(step.label).lower()
        return answer(request, act, ground=Ground(doing, where.url, where.case, where.tab, [form]))
    context = {
        "form": form,
        "confirm": confirmation(step, thing, viewer=request.viewer, page=StepPage(where.url, final)),
    }
    if where.case:
        context["case_frame"] = case_frame(where.case, viewer=request.viewer, tab=where.tab, primary=False)
    return show(request, "confirm.html", context, forms=[form])


def _found(request: ViewerRequest, step_id: str, key: str) -> tuple[Step, Any]:
    for machine in (*MACHINES, *TEAM_MACHINES):
        for step in steps_of(machine.name):
            if step.id == step_id:
                rows = machine.model._default_manager.select_related(*BESIDE.get(machine.name, BESIDE_AN_ITEM))
                return step, find_or_404(request.viewer, cast("ProtectedQuerySet[Any]", rows), key)
    raise Http404


def _where(thing: Any, viewer: Viewer) -> Where:
    match thing:
        case Case():
            return Where(reverse("casefiles:case", args=[thing.key]), thing, "overview")
        case PlanVersion():
            return Where(reverse("casefiles:plan_version", args=[thing.key]), thing.case, "plan")
        case Report():
            # Not the report itself: withdrawn, it may be out of sight.
            return Where(reverse("casefiles:journal", args=[thing.case.key]), thing.case, "journal")
        case TeamItem():
            return _where_of_item(thing, viewer)
    return Where(reverse("casefiles:referral", args=[thing.key]))


def _where_of_item(item: TeamItem, viewer: Viewer) -> Where:
    """Back to where its reader belongs: who answered a question may see it no more."""
    if may_see(viewer, item.case):
        return Where(reverse("casefiles:team", args=[item.case.key]), item.case, "team")
    return Where(reverse("my_work"))
