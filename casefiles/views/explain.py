"""Why do I see this, and who sees it as well?"""

from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from access.doors import note_look
from access.middleware import ViewerRequest
from casefiles.models import Case
from casefiles.selectors.explain import explain
from casefiles.selectors.frame import case_frame
from casefiles.selectors.journal import readable_version
from casefiles.views.answers import show
from casefiles.views.found import the_case, the_checklist, the_deviation, the_membership, the_plan, the_report


@require_GET
def why_case(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    heading = _("Why do you see case %(code)s?") % {"code": case.key}
    return _page(request, case, case, (heading, reverse("casefiles:case", args=[code]), "overview"))


@require_GET
def why_report(request: ViewerRequest, key: str) -> HttpResponse:
    version = readable_version(request.viewer, key)
    thing = version or the_report(request, key)
    note_look(request.viewer, thing)
    back_url = reverse("casefiles:report", args=[key])
    return _page(request, thing, thing.case, (_("Why do you see this report?"), back_url, "journal"))


@require_GET
def why_plan(request: ViewerRequest, key: str) -> HttpResponse:
    plan = the_plan(request, key)
    back_url = reverse("casefiles:plan_version", args=[key])
    return _page(request, plan, plan.case, (_("Why do you see this plan of action?"), back_url, "plan"))


@require_GET
def why_checklist(request: ViewerRequest, key: str) -> HttpResponse:
    checklist = the_checklist(request, key)
    back_url = reverse("casefiles:checklist_version", args=[key])
    return _page(request, checklist, checklist.case, (_("Why do you see this checklist?"), back_url, "checklist"))


@require_GET
def why_deviation(request: ViewerRequest, key: str) -> HttpResponse:
    deviation = the_deviation(request, key)
    back_url = reverse("casefiles:deviation", args=[key])
    return _page(request, deviation, deviation.case, (_("Why do you see this deviation?"), back_url, "plan"))


@require_GET
def why_membership(request: ViewerRequest, key: str) -> HttpResponse:
    member = the_membership(request, key)
    back_url = reverse("casefiles:team", args=[member.case.key])
    return _page(request, member, member.case, (_("Why do you see this place in the team?"), back_url, "team"))


def _page(request: ViewerRequest, thing: Model, case: Case, about: tuple[str, str, str]) -> HttpResponse:
    heading, back_url, tab = about
    context = {
        "case_frame": case_frame(case, viewer=request.viewer, tab=tab),
        "heading": heading,
        "back_url": back_url,
        "explanation": explain(thing, case, viewer=request.viewer),
    }
    return show(request, "casefiles/explain.html", context)
