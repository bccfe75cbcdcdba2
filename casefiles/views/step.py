"""One step of a case, a plan, a report or a referral, confirmed on a page of its own."""

from collections.abc import Callable
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
from casefiles.ending_machines import ENDING_MACHINES
from casefiles.fallbacks import machine_of, open_fallback
from casefiles.forms.steps import StepForm
from casefiles.machines import MACHINES
from casefiles.models import (
    Case,
    DestructionList,
    Extract,
    Occurrence,
    PlanDeviation,
    PlanVersion,
    Referral,
    Report,
    Restriction,
    RightsRequest,
    RoundTask,
    Seal,
)
from casefiles.models.team_item import TeamItem
from casefiles.rights_machine import RightsRequestMachine
from casefiles.selectors.frame import case_frame
from casefiles.selectors.offers import OWN_PAGE, step_url
from casefiles.selectors.referrals import as_read_by
from casefiles.selectors.stepping import StepPage, confirmation
from casefiles.selectors.team_items import KINDS
from casefiles.team_machines import TEAM_MACHINES
from casefiles.views.answers import Ground, answer, show
from casefiles.views.found import BESIDE_A_REFERRAL, BESIDE_AN_ITEM
from workflows.fire import fire
from workflows.steps import Step, steps_of

# From these states no step leads back.
FINAL = ("closed", "handed_over")
BESIDE = {
    **{kind.name: (*BESIDE_AN_ITEM, *kind.beside) for kind in KINDS.values()},
    "case": ("municipality", "meeting_type"),
    "referral": BESIDE_A_REFERRAL,
    "occurrence": ("case__municipality", "case__meeting_type", "referral__meeting_type"),
    "seal": ("case__municipality", "case__meeting_type", "source_organisation", "sealed_by"),
    "restriction": ("case__municipality", "case__meeting_type", "source_organisation", "set_aside_by"),
    "extract": ("case__municipality", "case__meeting_type", "written_by"),
    "destruction": ("municipality", "proposed_by", "proposed_for"),
    "rights_request": ("municipality", "registered_by"),
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
            messages.success(request, _done(step, moved, changed=moved.state != thing.state))
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


def _done(step: Step, moved: Any, *, changed: bool) -> str:
    """Where nothing moved there is no news of a state."""
    if not changed:
        return _("Done: %(what)s.") % {"what": step.label}
    return _("Done: %(step)s. It is “%(state)s” now.") % {"step": step.label, "state": moved.get_state_display()}


def _found(request: ViewerRequest, step_id: str, key: str) -> tuple[Step, Any]:
    for machine in (*MACHINES, *ENDING_MACHINES, *TEAM_MACHINES, RightsRequestMachine()):
        for step in steps_of(machine.name):
            if step.id == step_id:
                rows = machine.model._default_manager.select_related(*BESIDE.get(machine.name, BESIDE_AN_ITEM))
                thing = find_or_404(request.viewer, cast("ProtectedQuerySet[Any]", rows), key)
                return step, as_read_by(request.viewer, thing) if isinstance(thing, Referral) else thing
    raise Http404


def _where(thing: Any, viewer: Viewer) -> Where:
    """Where a step on this thing is asked for; what is recorded about the rights of the person has one page a case."""
    if isinstance(thing, TeamItem):
        return _where_of_item(thing, viewer)
    if asked_only := _asked_only(thing, viewer):
        return asked_only
    if find := PLACES.get(type(thing)):
        return find(thing)
    return Where(reverse("casefiles:rights", args=[thing.case.key]), thing.case, "rights")


def _asked_only(thing: Any, viewer: Viewer) -> Where | None:
    """Who decides in place of others reads nothing of the case around it, and nothing at all afterwards (D-27)."""
    if machine_of(thing._meta.label_lower) is None or may_see(viewer, thing.case):
        return None
    asked = open_fallback(thing)
    mine = asked is not None and asked.person_id == viewer.user.pk
    return Where(reverse("casefiles:fallback", args=[asked.key]) if asked and mine else reverse("my_work"))


def _where_of_item(item: TeamItem, viewer: Viewer) -> Where:
    """Back to where its reader belongs: who answered a question may see it no more."""
    if may_see(viewer, item.case):
        return Where(reverse("casefiles:team", args=[item.case.key]), item.case, "team")
    return Where(reverse("my_work"))


def _own_page(thing: Any) -> Where:
    return Where(reverse(f"casefiles:{thing._meta.model_name}", args=[thing.key]))


PLACES: dict[type, Callable[[Any], Where]] = {
    Case: lambda case: Where(reverse("casefiles:case", args=[case.key]), case, "overview"),
    PlanDeviation: lambda one: Where(reverse("casefiles:deviation", args=[one.key]), one.case, "plan"),
    PlanVersion: lambda plan: Where(reverse("casefiles:plan_version", args=[plan.key]), plan.case, "plan"),
    # Not the report itself: withdrawn, it may be out of sight.
    Report: lambda report: Where(reverse("casefiles:journal", args=[report.case.key]), report.case, "journal"),
    RoundTask: lambda task: Where(reverse("casefiles:round", args=[task.case.key]), task.case, "overview"),
    RightsRequest: lambda request: Where(reverse("casefiles:rights_request", args=[request.key])),
    Referral: _own_page,
    Occurrence: _own_page,
    Seal: _own_page,
    Restriction: _own_page,
    DestructionList: _own_page,
    Extract: _own_page,
}
