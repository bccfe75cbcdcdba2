"""Who is in the team, from when to when and on what ground; giving, extending and ending a place."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.team import end_membership, extend_membership, grant_membership, put_in_care
from casefiles.forms.fields import VersionForm
from casefiles.forms.team import ExtendForm, GrantForm, function_choices, last_possible_day
from casefiles.models import Case, Membership
from casefiles.selectors.confirm import Confirmation, Fact
from casefiles.selectors.frame import case_frame
from casefiles.selectors.place import role_name
from casefiles.selectors.team import grouped_people, team
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, show
from casefiles.views.found import the_case, the_membership
from documents.models import CaseFunction

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def team_page(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    context = {
        "case_frame": case_frame(case, viewer=request.viewer, tab="team"),
        "case": case,
        "team": team(case, viewer=request.viewer),
    }
    return show(request, "casefiles/team.html", context)


@GET_OR_POST
def grant(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    form = GrantForm(
        request.POST or None,
        people=grouped_people(case, viewer=viewer),
        functions=function_choices({one.value: role_name(case, one.value) for one in CaseFunction}),
        initial={"function": CaseFunction.MEMBER, "starts_on": viewer.today, "ends_on": last_possible_day(viewer.today)},
    )
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            member = grant_membership(case, form.grant(), viewer=viewer)
            messages.success(request, _("%(person)s has access until %(day)s.") % _words(member))
            return _back(case)

        return answer(request, act, ground=_ground(case, _("give access"), form))
    context = {"case_frame": _frame(request, case), "form": form, "case": case}
    return show(request, "casefiles/grant.html", context, forms=[form])


@GET_OR_POST
def extend(request: ViewerRequest, key: str) -> HttpResponse:
    member = the_membership(request, key)
    initial = {"version": member.version, "ends_on": last_possible_day(request.viewer.today)}
    form = ExtendForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        until, version = form.cleaned_data["ends_on"], form.opened_with
        changed = extend_membership(member, viewer=request.viewer, expected_version=version, ends_on=until)
        messages.success(request, _("%(person)s has access until %(day)s.") % _words(changed))
        return _back(member.case)

    heading = _("Extend access of %(person)s") % {"person": member.user}
    return _membership(request, member, form, Change(heading, _("Extend access"), act))


@GET_OR_POST
def end(request: ViewerRequest, key: str) -> HttpResponse:
    member = the_membership(request, key)
    form = VersionForm(request.POST or None, initial={"version": member.version})

    def act() -> HttpResponse:
        end_membership(member, viewer=request.viewer, expected_version=form.opened_with)
        messages.success(request, _("The access of %(person)s has ended.") % {"person": member.user})
        return redirect("home") if member.user_id == request.viewer.user.pk else _back(member.case)

    heading = _("End access of %(person)s?") % {"person": member.user}
    return _membership(request, member, form, Change(heading, _("End access"), act, danger=True))
