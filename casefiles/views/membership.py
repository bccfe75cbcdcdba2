"""One place in a team: made longer, ended, put in or out of the care circle."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.team import end_membership, extend_membership, put_in_care
from casefiles.forms.team import ExtendForm, last_possible_day
from casefiles.models import Membership
from casefiles.selectors.confirm import Confirmation, Fact
from casefiles.selectors.frame import case_frame
from casefiles.selectors.openings import change_refusal
from casefiles.selectors.place import role_name
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, refused, show
from casefiles.views.found import the_membership
from workflows.forms import VersionForm

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Change:
    """What is asked, what the button says, and what is said when it is done; `kind`: extend, end or care."""

    kind: str
    heading: str
    button: str
    done: str
    act: Callable[[int], Membership]
    told: str = ""
    danger: bool = False


@GET_OR_POST
def extend(request: ViewerRequest, key: str) -> HttpResponse:
    member, viewer = the_membership(request, key), request.viewer
    initial = {"version": member.version, "ends_on": last_possible_day(viewer.today)}
    form = ExtendForm(request.POST or None, initial=initial)
    words = {"person": member.user}
    change = Change(
        kind="extend",
        heading=_("Extend the access of %(person)s?") % words,
        button=_("Extend access"),
        done=_("The access of %(person)s is extended.") % words,
        act=lambda version: extend_membership(
            member, viewer=viewer, expected_version=version, ends_on=form.cleaned_data["ends_on"]
        ),
    )
    return _change(request, member, form, change)


@GET_OR_POST
def end(request: ViewerRequest, key: str) -> HttpResponse:
    member, viewer = the_membership(request, key), request.viewer
    words, own = {"person": member.user, "code": member.case.key}, member.user == viewer.user
    change = Change(
        kind="end",
        heading=(_("Leave the team of case %(code)s?") if own else _("End the access of %(person)s?")) % words,
        button=_("Leave team") if own else _("End access"),
        done=_("You left the team.") if own else _("The access of %(person)s has ended.") % words,
        act=lambda version: end_membership(member, viewer=viewer, expected_version=version),
        told=_("It holds at once: in pages, in searching and in files."),
        danger=True,
    )
    return _change(request, member, VersionForm(request.POST or None, initial={"version": member.version}), change)


@GET_OR_POST
def care(request: ViewerRequest, key: str) -> HttpResponse:
    member, viewer = the_membership(request, key), request.viewer
    words = {"person": member.user, "organisation": member.organisation}
    opens = not member.in_care
    change = Change(
        kind="care",
        heading=(_("Put %(person)s in the care circle?") if opens else _("Take %(person)s out of the care circle?"))
        % words,
        button=_("Open care circle") if opens else _("Close care circle"),
        done=(_("%(person)s is in the care circle.") if opens else _("%(person)s is not in the care circle.")) % words,
        act=lambda version: put_in_care(member, viewer=viewer, expected_version=version, in_care=opens),
        told=_("In this circle are the medical data of %(organisation)s.") % words,
    )
    return _change(request, member, VersionForm(request.POST or None, initial={"version": member.version}), change)


def _change(request: ViewerRequest, member: Membership, form: VersionForm, change: Change) -> HttpResponse:
    back_url = reverse("casefiles:team", args=[member.case.key])
    ground = Ground(change.button.lower(), back_url, member.case, "team", [form])
    if refusal := change_refusal(member, change.kind, viewer=request.viewer):
        return refused(request, refusal, ground=ground)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            change.act(form.expected_version)
            messages.success(request, change.done)
            # Whoever ended their own place sees the team no more.
            return redirect("home" if change.danger and member.user == request.viewer.user else back_url)

        return answer(request, act, ground=ground)
    confirm = Confirmation(
        heading=change.heading,
        facts=_facts(member),
        button_label=change.button,
        told=change.told,
        danger=change.danger,
        back_url=back_url,
    )
    frame = case_frame(member.case, viewer=request.viewer, tab="team", primary=False)
    return show(request, "confirm.html", {"case_frame": frame, "form": form, "confirm": confirm}, forms=[form])


def _facts(member: Membership) -> list[Fact]:
    return [
        Fact(_("Person"), f"{member.user} ({member.organisation})"),
        Fact(_("Function"), role_name(member.case, member.function)),
        Fact(_("From"), day(member.starts_on)),
        Fact(_("Until"), day(member.ends_on)),
    ]
