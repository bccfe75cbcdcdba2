"""Who is in the team, from when to when and on what ground; giving somebody a place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.team import invite
from casefiles.forms.team import GrantForm, function_choices, last_possible_day
from casefiles.selectors.frame import case_frame
from casefiles.selectors.openings import grant_refusal
from casefiles.selectors.place import place_in, role_name
from casefiles.selectors.team import grouped_people, team
from casefiles.selectors.working import team_news
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, refused, show
from casefiles.views.found import the_case
from documents.models import CaseFunction


@require_GET
def team_page(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    context = {
        "case_frame": case_frame(case, viewer=request.viewer, tab="team"),
        "case": case,
        "directs": place_in(request.viewer, case).directs,
        "team": team(case, viewer=request.viewer),
        "news": team_news(case, viewer=request.viewer),
    }
    return show(request, "casefiles/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    back_url = reverse("casefiles:team", args=[case.key])
    if refusal := grant_refusal(case, viewer=viewer):
        return refused(request, refusal, ground=Ground(_("give access"), back_url, case, "team"))
    form = GrantForm(
        request.POST or None,
        people=grouped_people(case, viewer=viewer),
        functions=function_choices({one.value: role_name(case, one.value) for one in CaseFunction}),
        initial={
            "function": CaseFunction.MEMBER,
            "starts_on": viewer.today,
            "ends_on": last_possible_day(viewer.today),
        },
    )
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            invited = invite(case, form.grant(), viewer=viewer)
            words = {"person": invited.user, "day": day(invited.expires_on)}
            messages.success(request, _("%(person)s is invited and has until %(day)s to accept.") % words)
            return redirect("casefiles:team", code=case.key)

        return answer(request, act, ground=Ground(_("give access"), back_url, case, "team", [form]))
    frame = case_frame(case, viewer=viewer, tab="team", primary=False)
    context = {"case_frame": frame, "form": form, "case": case}
    return show(request, "casefiles/grant.html", context, forms=[form])
