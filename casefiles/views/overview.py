"""A case at a glance: what is needed, what was told last, where it stands and what can happen next."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from access.middleware import ViewerRequest
from casefiles.models import Case, CaseState
from casefiles.selectors.checklists import standing_notice
from casefiles.selectors.client import merged_place
from casefiles.selectors.frame import case_frame
from casefiles.selectors.journal import latest_cards
from casefiles.selectors.needs import due_actions, needs
from casefiles.selectors.offers import StepReading, arrows
from casefiles.selectors.person_rights import sharing_for_desk
from casefiles.selectors.place import place_in
from casefiles.selectors.plans import plans_of
from casefiles.selectors.working import working
from casefiles.views.answers import show
from casefiles.views.found import the_case


@require_GET
def overview(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    place = place_in(viewer, case)
    context = {"case": case, "case_frame": case_frame(case, viewer=viewer, tab="overview"), "place": place}
    context["merged"] = merged_place(case, viewer=viewer)
    plans, steps = list(plans_of(case, viewer=viewer)), StepReading(viewer)
    context["group"] = {
        "name": "needs",
        "heading": _("What is needed now"),
        "empty": _("Nothing waits in this case now."),
        "in_case": True,
        "rows": needs(case, plans=plans, steps=steps),
    }
    if not place.in_team and place.until is None:
        sharing = sharing_for_desk(case, viewer=viewer)
        return show(request, "casefiles/desk.html", context | {"sharing": sharing})
    offered, due = steps.offers("case", case), due_actions(plans, viewer=viewer)
    return show(
        request,
        "casefiles/overview.html",
        context
        | {
            "notice": standing_notice(case, viewer=viewer),
            "cards": latest_cards(case, viewer=viewer),
            "due": due,
            "late": sum(row.late for row in due),
            "keeping_url": reverse("casefiles:retention", args=[case.key]) if place.directs else "",
            "steps": offered,
            "working": None if place.until else working(case, viewer=viewer),
            "picture": _picture(case, arrows("case", case, offered=offered)),
        },
    )


def _picture(case: Case, lines: list[tuple[str, str, bool]]) -> dict[str, object]:
    return {
        "title": _("Where case %(code)s stands") % {"code": case.key},
        "states": [(state.value, capfirst(str(state.label))) for state in CaseState],
        "current": case.state,
        "arrows": lines,
    }
