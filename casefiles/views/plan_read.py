"""The plan of action of a case: the version in force, any one version, what it changed, and its Word file."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from access.doors import find_or_404, note_look
from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.access import may_lead_plan, may_write_care, own_consultation
from casefiles.actions.plan import IN_THE_MAKING
from casefiles.models import Case, Circle, PlanFile, PlanState, PlanVersion
from casefiles.sealing import may_seal
from casefiles.selectors.deviations import deviations_of, may_propose
from casefiles.selectors.fallbacks import fallback_note
from casefiles.selectors.frame import case_frame
from casefiles.selectors.offers import offers
from casefiles.selectors.person_rights import may_direct
from casefiles.selectors.plan_parts import all_remarks, care_of, consulted, may_write_some, statements_of
from casefiles.selectors.plan_writing import may_evaluate, may_start_plan
from casefiles.selectors.plans import (
    STATE_KINDS,
    action_rows,
    changes,
    goals_of,
    in_force,
    in_the_making,
    parts,
    plans_of,
    predecessor,
)
from casefiles.setting_aside import offers_setting_aside
from casefiles.views.answers import show
from casefiles.views.found import the_case, the_plan
from documents.storage import read_private

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def plan(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    plans = list(plans_of(case, viewer=viewer))
    if shown := in_force(plans):
        note_look(viewer, shown)
        return _page(request, case, shown, plans)
    may_start = may_start_plan(case, viewer=viewer, plans=plans)
    context = {
        "case_frame": case_frame(case, viewer=viewer, tab="plan", primary=not may_start),
        "case": case,
        "making": in_the_making(plans),
        "may_start": may_start,
    }
    return show(request, "casefiles/plan_none.html", context)


@require_GET
def plan_version(request: ViewerRequest, key: str) -> HttpResponse:
    found = the_plan(request, key)
    return _page(request, found.case, found, list(plans_of(found.case, viewer=request.viewer)))


@require_GET
def plan_changes(request: ViewerRequest, key: str) -> HttpResponse:
    found = the_plan(request, key)
    earlier = predecessor(found, list(plans_of(found.case, viewer=request.viewer)))
    context = {
        "case_frame": case_frame(found.case, viewer=request.viewer, tab="plan"),
        "plan": found,
        "earlier": earlier,
        "changes": changes(earlier, found, viewer=request.viewer),
    }
    return show(request, "casefiles/plan_changes.html", context)


@require_GET
def plan_file(request: ViewerRequest, key: str) -> HttpResponse:
    """The file is checked itself, and its bytes against the digest of the day on which it was adopted."""
    found = find_or_404(request.viewer, PlanFile.objects.select_related("plan_version__case"), key)
    request.viewer.trail.downloaded()
    response = HttpResponse(read_private(found.path, sha256=found.sha256), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: ViewerRequest, case: Case, plan: PlanVersion, plans: list[PlanVersion]) -> HttpResponse:
    viewer = request.viewer
    context = {
        "case_frame": case_frame(case, viewer=viewer, tab="plan"),
        "case": case,
        "plan": plan,
        "statements": statements_of(plan, viewer=viewer),
        "may_state": plan.number is not None and may_direct(viewer, case),
        "may_restrict": offers_setting_aside(viewer, plan),
        "fallback": fallback_note(plan, viewer=viewer),
        "may_seal": plan.shared_at is not None and may_seal(request.viewer, plan),
        "narrow": plan.circle != Circle.TEAM,
        "state_kind": STATE_KINDS.get(PlanState(plan.state), "inactive"),
        "parts": parts(plan),
        "actions": action_rows(plan, viewer=viewer),
        "others": [one for one in plans if one.pk != plan.pk],
        "earlier": predecessor(plan, plans),
        "file": PlanFile.objects.visible_to(viewer).filter(plan_version=plan).first(),
        "steps": offers("plan", plan, viewer=viewer),
        "may_start": may_start_plan(case, viewer=viewer, plans=plans),
        "may_write": may_write_some(plan, viewer=viewer),
        "may_evaluate": may_evaluate(plan, viewer=viewer),
        "may_propose": may_propose(plan, viewer=viewer),
        "goals": goals_of(plan, viewer=viewer),
        "deviations": deviations_of(plan, viewer=viewer),
        **_talk(plan, viewer),
    }
    return show(request, "casefiles/plan.html", context)


def _talk(plan: PlanVersion, viewer: Viewer) -> dict[str, object]:
    """Who was asked and what was said, for who may know; and the way to the care section, for care alone."""
    making = plan.state in IN_THE_MAKING
    return {
        "consulted": consulted(plan, viewer=viewer),
        "remarks": all_remarks(plan, viewer=viewer),
        "may_consult": making and may_lead_plan(viewer, plan),
        "may_react": own_consultation(viewer, plan) is not None,
        "cares": may_write_care(viewer, plan) or care_of(plan, viewer=viewer) is not None,
    }
