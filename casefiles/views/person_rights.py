"""The person whom a case is about: told or not, by which route, what they said."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, may_see
from access.middleware import ViewerRequest
from casefiles.actions.person_rights import (
    choose_route,
    give_notice,
    propose_postponement,
    record_consent,
    record_sharing,
)
from casefiles.fallbacks import open_fallback
from casefiles.forms.person_rights import ConsentForm, NoticeForm, PostponementForm, RouteForm, SharingForm
from casefiles.models import Case, NoticePostponement
from casefiles.rights_guards import BY_DIRECTION
from casefiles.selectors.fallbacks import fallback_note
from casefiles.selectors.frame import case_frame
from casefiles.selectors.person_rights import may_direct, notice_facts, person_rights
from casefiles.selectors.place import place_in
from casefiles.selectors.plan_writing import team_people
from casefiles.views.answers import show
from casefiles.views.asking import Asked, ask, not_theirs
from casefiles.views.found import the_case
from documents.models import CaseFunction

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def rights(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    shown, place = person_rights(case, viewer=viewer), place_in(viewer, case)
    newest = shown.postponements[0] if shown.postponements else None
    context: dict[str, Any] = {
        "case": case,
        "case_frame": case_frame(case, viewer=viewer, tab="rights"),
        "rights": shown,
        "fallback": fallback_note(newest.item, viewer=viewer) if newest else None,
        "in_team": place.in_team,
        "directs": place.directs,
        "late": shown.clock.has_run_out(viewer.today),
        "notice_facts": notice_facts(shown.notice) if shown.notice else [],
    }
    return show(request, "casefiles/rights.html", context)


@GET_OR_POST
def notice(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    asked = Asked(
        heading=_("Inform the person concerned"),
        intro=_("Record here that the person was told that they are discussed, and by whom."),
        button=_("Record that the person was told"),
        doing=_("record that the person was told"),
        done=_("Recorded: the person was told."),
        back_url=_back(case),
    )
    if not may_direct(viewer, case):
        return not_theirs(request, case, asked, who=BY_DIRECTION)
    people = list(team_people(case, viewer=viewer))
    form = NoticeForm(request.POST or None, people=people, initial={"told_on": viewer.today, "told_by": viewer.user})
    return ask(request, case, form, asked, lambda: give_notice(case, form.cleaned_data, viewer=viewer))


@GET_OR_POST
def postpone(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    asked = Asked(
        heading=_("Propose to inform the person later"),
        intro=_("Somebody else decides on it: the other of process direction and case direction."),
        button=_("Propose postponement"),
        doing=_("propose postponement"),
        done=_("Proposed. Who decides on it is told."),
        back_url=_back(case),
    )
    if not may_direct(viewer, case):
        return not_theirs(request, case, asked, who=BY_DIRECTION)
    form = PostponementForm(request.POST or None, today=viewer.today)
    return ask(request, case, form, asked, lambda: propose_postponement(case, form.cleaned_data, viewer=viewer))


@require_GET
def postponement(request: ViewerRequest, key: str) -> HttpResponse:
    """Where a postponement is decided on: beside what else is known about informing the person."""
    viewer = request.viewer
    found = find_or_404(viewer, NoticePostponement.objects.select_related("case"), key)
    asked = open_fallback(found)
    if asked and may_see(viewer, asked) and not may_see(viewer, found.case):
        return redirect("casefiles:fallback", key=asked.key)
    return redirect("casefiles:rights", code=found.case.key)


@GET_OR_POST
def route(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    asked = Asked(
        heading=_("Choose information route"),
        intro=_("How does the person take part? Consent is not the general ground for sharing."),
        button=_("Record route"),
        doing=_("record route"),
        done=_("The route is recorded."),
        back_url=_back(case),
    )
    if not may_direct(viewer, case):
        return not_theirs(request, case, asked, who=BY_DIRECTION)
    form = RouteForm(request.POST or None, initial={"chosen_on": viewer.today})
    return ask(request, case, form, asked, lambda: choose_route(case, form.cleaned_data, viewer=viewer))


@GET_OR_POST
def consent(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    asked = Asked(
        heading=_("Record consent"),
        intro=_("What was the person asked, and what did they answer? They may always withdraw it."),
        button=_("Record answer"),
        doing=_("record answer"),
        done=_("The answer is recorded."),
        back_url=_back(case),
    )
    if not place_in(viewer, case).in_team:
        return not_theirs(request, case, asked, who=CaseFunction.MEMBER.label)
    form = ConsentForm(request.POST or None, initial={"answered_on": viewer.today})

    def act() -> object:
        answer = {name: form.cleaned_data[name] for name in ("purpose", "answered_on")}
        return record_consent(case, answer, viewer=viewer, given=form.cleaned_data["given"] == "yes")

    return ask(request, case, form, asked, act)


@GET_OR_POST
def sharing(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    asked = Asked(
        heading=_("Record agreement about sharing"),
        button=_("Record agreement"),
        doing=_("record agreement"),
        done=_("The agreement is recorded."),
        back_url=_back(case),
    )
    if not place_in(viewer, case).in_team:
        return not_theirs(request, case, asked, who=CaseFunction.MEMBER.label)
    form = SharingForm(request.POST or None, initial={"agreed_on": viewer.today})
    return ask(request, case, form, asked, lambda: record_sharing(case, form.cleaned_data, viewer=viewer))


def _back(case: Case) -> str:
    return reverse("casefiles:rights", args=[case.key])
