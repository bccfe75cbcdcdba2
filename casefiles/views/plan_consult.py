"""Consulting others on a plan: whom one asks, what they answer; and the care section, for care alone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.doors import note_beside
from access.middleware import ViewerRequest
from casefiles.access import may_lead_plan, may_write_care, own_consultation
from casefiles.actions.consult import answer_consultation, consult
from casefiles.actions.plan import IN_THE_MAKING
from casefiles.actions.write_plan import write_care
from casefiles.forms.plan import PeopleForm
from casefiles.forms.plan_care import CareForm
from casefiles.forms.plan_talk import ReactForm
from casefiles.models import Opinion, PlanCareSection, PlanVersion
from casefiles.selectors.frame import case_frame
from casefiles.selectors.plan_parts import care_of, consulted, team_to_ask
from casefiles.selectors.plans import parts
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import the_plan

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def choose(request: ViewerRequest, key: str) -> HttpResponse:
    """Whom the writer asks. In a draft they are asked when it is submitted."""
    plan, viewer = the_plan(request, key), request.viewer
    back_url = reverse("casefiles:plan_version", args=[plan.key])
    if plan.state not in IN_THE_MAKING or not may_lead_plan(viewer, plan):
        return redirect(back_url)
    asked = list(consulted(plan, viewer=viewer))
    answered = {one.person_id for one in asked if one.opinion}
    people = team_to_ask(plan.case, viewer=viewer).exclude(pk__in=answered)
    form = PeopleForm(request.POST or None, people=people, initial={"people": [one.person for one in asked]})
    # Nobody chosen is an answer too, and sends no value at all.
    if request.method == "POST" and (form.is_valid() or not form.is_bound):

        def act() -> HttpResponse:
            chosen = form.cleaned_data["people"] if form.is_bound else []
            consult(plan, [*chosen, *(one.person for one in asked if one.opinion)], viewer=viewer)
            messages.success(request, _("Saved: who is asked about this plan."))
            return redirect(back_url)

        return answer(request, act, ground=Ground(_("ask opinions"), back_url, plan.case, "plan", [form]))
    context = {"plan": plan, "form": form, "asked": [one for one in asked if one.opinion]}
    return _show(request, "casefiles/plan_consult.html", context, form)


@GET_OR_POST
def react(request: ViewerRequest, key: str) -> HttpResponse:
    """Somebody who was asked: agree, or a remark at a part."""
    plan, viewer = the_plan(request, key), request.viewer
    back_url = reverse("casefiles:plan_version", args=[plan.key])
    own = own_consultation(viewer, plan)
    if own is None and request.method != "POST":
        return redirect(back_url)
    form = ReactForm(request.POST or None, initial={"opinion": own.opinion if own else Opinion.NONE})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            answer_consultation(plan, form.said(), viewer=viewer)
            messages.success(request, _("Your reaction is recorded. The directors and the writers read it."))
            return redirect(back_url)

        return answer(request, act, ground=Ground(_("react to plan"), back_url, plan.case, "plan", [form]))
    return _show(request, "casefiles/plan_react.html", {"plan": plan, "form": form, "parts": parts(plan)}, form)


@GET_OR_POST
def care(request: ViewerRequest, key: str) -> HttpResponse:
    """For who is in the care circle of the own institution; for everybody else this page is not there (D-20)."""
    plan, viewer = the_plan(request, key), request.viewer
    section, writes = care_of(plan, viewer=viewer), may_write_care(viewer, plan)
    if section is None and not writes:
        raise Http404
    if section:
        note_beside(viewer, section)
    back_url = reverse("casefiles:plan_version", args=[plan.key])
    if keeps_theirs(request):
        return redirect(back_url)
    form = CareForm(request.POST or None, initial=_as_it_is(section)) if writes else None
    if form and form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            write_care(plan, form.cleaned_data["text"], viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Care section saved. Only the care circle of your organisation reads it."))
            return redirect(request.path)

        ground = Ground(_("write care section"), back_url, plan.case, "plan", [form], _theirs)
        return answer(request, act, ground=ground)
    return _show(request, "casefiles/plan_care.html", {"plan": plan, "form": form, "section": section}, form)


def _as_it_is(section: PlanCareSection | None) -> dict[str, Any]:
    return {"version": section.version if section else 1, "text": section.text if section else ""}


def _theirs(current: PlanCareSection) -> Theirs:
    return Theirs(texts_of(CareForm(initial=_as_it_is(current))))


def _show(request: ViewerRequest, template: str, context: dict[str, Any], form: Any) -> HttpResponse:
    plan: PlanVersion = context["plan"]
    frame = case_frame(plan.case, viewer=request.viewer, tab="plan", primary=False)
    return show(request, template, {**context, "case_frame": frame}, forms=[form] if form else [])
