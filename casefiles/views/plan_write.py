"""Writing a draft plan: its parts one by one, each with a lock of its own. Everything works without script."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from access.middleware import ViewerRequest
from casefiles.access import may_lead_plan, may_write_care, may_write_part
from casefiles.actions.consult import ask_writers, handle_remark
from casefiles.actions.plan import start_plan
from casefiles.actions.write_plan import Written, section_of, write_part
from casefiles.forms.plan import BaseGoalFormSet, GoalFormSet, PartForm, PeopleForm, part_as_it_is
from casefiles.models import PlanPart, PlanSection, PlanState
from casefiles.selectors.conditions import conditions
from casefiles.selectors.frame import case_frame
from casefiles.selectors.plan_parts import part_label, part_rows, remarks_by_part, team_to_ask
from casefiles.selectors.plan_writing import team_people
from casefiles.selectors.plans import action_rows
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import the_case, the_plan, the_remark
from workflows.steps import step_by_id


@require_POST
def start(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    ground = Ground(_("write plan of action"), reverse("casefiles:plan", args=[case.key]), case, "plan")

    def act() -> HttpResponse:
        return redirect("casefiles:write_plan", key=start_plan(case, viewer=request.viewer).key)

    return answer(request, act, ground=ground)


@require_http_methods(["GET", "HEAD"])
def write(request: ViewerRequest, key: str) -> HttpResponse:
    """The parts, and what is still needed."""
    plan, viewer = the_plan(request, key), request.viewer
    rows = part_rows(plan, viewer=viewer)
    if plan.state != PlanState.DRAFT or not any(row.url for row in rows):
        return redirect("casefiles:plan_version", key=plan.key)
    leads = may_lead_plan(viewer, plan)
    needed = conditions(step_by_id("plan.submit"), plan, viewer=viewer) if leads else []
    context = {
        "case_frame": case_frame(plan.case, viewer=viewer, tab="plan", primary=False),
        "plan": plan,
        "rows": rows,
        "leads": leads,
        "cares": may_write_care(viewer, plan),
        "guards": [one for one in needed if not one.met],
    }
    return show(request, "casefiles/plan_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: ViewerRequest, key: str, part: str) -> HttpResponse:
    plan = the_plan(request, key)
    if part not in PlanPart.values:
        raise Http404
    section, viewer = section_of(plan, part), request.viewer
    if keeps_theirs(request) or not may_write_part(viewer, section):
        return redirect("casefiles:plan_version", key=plan.key)
    form, goals = _forms(section, request, data=request.POST or None)
    forms: list[PartForm | BaseGoalFormSet] = [form, *([goals] if goals is not None else [])]
    if form.is_bound and all(one.is_valid() for one in forms):

        def act() -> HttpResponse:
            written = Written(goals=goals.goals(), done=form.cleaned_data["done"]) if goals else form.written()
            write_part(section, written, viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Saved: %(part)s.") % {"part": part_label(part)})
            return redirect("casefiles:write_plan", key=plan.key)

        return answer(request, act, ground=_ground(request, section, forms))
    context = {
        "case_frame": case_frame(plan.case, viewer=viewer, tab="plan", primary=False),
        "plan": plan,
        "label": part_label(part),
        "part": part,
        "form": form,
        "goals": goals,
        "actions": action_rows(plan, viewer=viewer) if part == PlanPart.ACTIONS else None,
        "remarks": remarks_by_part(plan, viewer=viewer)[part],
        "people": _people(section, request),
    }
    return show(request, "casefiles/plan_part.html", context, forms=forms)


@require_POST
def writers(request: ViewerRequest, key: str, part: str) -> HttpResponse:
    """Ask members of the team to write this part."""
    plan = the_plan(request, key)
    if part not in PlanPart.values:
        raise Http404
    back_url = reverse("casefiles:write_part", args=[plan.key, part])
    form = PeopleForm(request.POST, people=team_to_ask(plan.case, viewer=request.viewer))
    if not form.is_valid():
        return redirect(back_url)

    def act() -> HttpResponse:
        ask_writers(section_of(plan, part), form.cleaned_data["people"], viewer=request.viewer)
        messages.success(request, _("Saved: who writes this part. Whoever is new gets a message without content."))
        return redirect(back_url)

    return answer(request, act, ground=Ground(_("ask writers"), back_url, plan.case, "plan"))


@require_POST
def handle(request: ViewerRequest, key: str) -> HttpResponse:
    """Tick a remark off, at its part."""
    remark = the_remark(request, key)
    plan = remark.plan_version
    back_url = reverse("casefiles:write_part", args=[plan.key, remark.part])

    def act() -> HttpResponse:
        handle_remark(remark, viewer=request.viewer, section=section_of(plan, remark.part))
        messages.success(request, _("Remark ticked off."))
        return redirect(back_url)

    return answer(request, act, ground=Ground(_("tick off remark"), back_url, plan.case, "plan"))


def _forms(section: PlanSection, request: ViewerRequest, *, data: Any) -> tuple[PartForm, BaseGoalFormSet | None]:
    people = team_people(section.plan_version.case, viewer=request.viewer).select_related("organisation")
    form = PartForm(data, part=section.part, people=people, initial=part_as_it_is(section))
    if section.part != PlanPart.GOALS:
        return form, None
    # Not beside what was sent: a goal equal to its initial words counts as untouched, and would be left out.
    initial = [] if data else [{"key": goal.key, "text": goal.text} for goal in section.plan_version.goals.all()]
    return form, cast(BaseGoalFormSet, GoalFormSet(data, prefix="goals", initial=initial))


def _people(section: PlanSection, request: ViewerRequest) -> PeopleForm | None:
    """The form to ask others; only for who leads the writing."""
    if not may_lead_plan(request.viewer, section.plan_version):
        return None
    asked = {"people": list(section.writers.all()) if section.pk else []}
    return PeopleForm(people=team_to_ask(section.plan_version.case, viewer=request.viewer), initial=asked)


def _ground(request: ViewerRequest, section: PlanSection, forms: list[Any]) -> Ground:
    plan = section.plan_version

    def theirs(current: PlanSection) -> Theirs:
        form, goals = _forms(current, request, data=None)
        if goals is None:
            return Theirs(texts_of(form))
        texts = [one for number, row in enumerate(goals.forms, 1) for one in texts_of(row, number=str(number))]
        mine = int(request.POST["goals-TOTAL_FORMS"])
        # A goal that only they have: its key goes along with its words.
        keys = {f"goals-{place}-key": row.initial.get("key", "") for place, row in enumerate(goals.forms)}
        total = str(max(mine, len(goals.forms)))
        return Theirs(texts, {"goals-TOTAL_FORMS": total} | {name: key for name, key in keys.items() if key})

    back_url = reverse("casefiles:write_plan", args=[plan.key])
    return Ground(_("save this part"), back_url, plan.case, "plan", forms, theirs)
