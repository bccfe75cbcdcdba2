"""Forms of a team: hand over, move, flag, close, change the purpose, record a death, open in an emergency."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.middleware import ViewerRequest
from casefiles.actions.emergency import start_emergency
from casefiles.actions.flag import change_purpose, record_death, set_flag
from casefiles.actions.hand_over import offer_handover, record_closing_notice
from casefiles.forms.working import (
    ClosingNoticeForm,
    DeathForm,
    EmergencyForm,
    FlagForm,
    HandoverForm,
    MoveForm,
    PurposeForm,
)
from casefiles.models import Case, ClosingNotice, EmergencyAccess, Flag, Handover, PurposeChange
from casefiles.selectors.confirm import Confirmation
from casefiles.selectors.frame import case_frame
from casefiles.selectors.openings import begin_refusal
from casefiles.selectors.team import grouped_people
from casefiles.selectors.team_items import item_url
from casefiles.views.answers import Ground, answer, refused, show
from casefiles.views.found import the_case

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Asking:
    """One form in a case: what it is called, what is said first, and what it does; `act` returns where to go on."""

    step_id: str
    example: Any
    heading: str
    button: str
    act: Callable[[], str]
    told: str = ""
    tab: str = "team"
    danger: bool = False


@GET_OR_POST
def handover(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    form = HandoverForm(request.POST or None, people=grouped_people(case, viewer=viewer))
    asking = Asking(
        "handover.offer",
        Handover(case=case),
        _("Offer the handover"),
        _("Offer handover"),
        lambda: item_url(offer_handover(case, form.receiver(), viewer=viewer, words=form.cleaned_data["words"])),
        told=_("The case ends here only after the receiver accepted."),
    )
    return _asked(request, case, form, asking)


@GET_OR_POST
def move(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    form = MoveForm(request.POST or None, people=grouped_people(case, viewer=viewer))
    asking = Asking(
        "handover.offer",
        Handover(case=case),
        _("Move the case to another municipality"),
        _("Offer move"),
        lambda: item_url(offer_handover(case, form.receiver(), viewer=viewer, words=form.cleaned_data["words"])),
        told=_(
            "Case and code stay the same. You stay responsible until the receiver accepts. Then the covenants are "
            "asked again for everyone in the team, and every place ends after 30 days unless it is confirmed."
        ),
    )
    return _asked(request, case, form, asking)


@GET_OR_POST
def closing_notice(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    form = ClosingNoticeForm(request.POST or None)

    def act() -> str:
        record_closing_notice(case, viewer=viewer, **form.cleaned_data)
        return reverse("casefiles:closing", args=[case.key])

    heading = _("What was the person told about the closing?")
    asking = Asking("closing_notice.record", ClosingNotice(case=case), heading, _("Record"), act, tab="overview")
    return _asked(request, case, form, asking)


@GET_OR_POST
def flag(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    form = FlagForm(request.POST or None)
    asking = Asking(
        "flag.set",
        Flag(case=case),
        _("Set a flag"),
        _("Set flag"),
        lambda: item_url(set_flag(case, form.cleaned_data["kind"], viewer=viewer, reason=form.cleaned_data["reason"])),
        told=_(
            "The safety broker chairs the next meeting while a flag is set. Who sees the case already is told that "
            "there is news; nobody sees more by a flag."
        ),
        tab="overview",
    )
    return _asked(request, case, form, asking)


@GET_OR_POST
def purpose(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    form = PurposeForm(request.POST or None, initial={"before": case.meeting_type_id})

    def act() -> str:
        return item_url(change_purpose(case, viewer=viewer, **form.cleaned_data))

    told = _(
        "The covenants are asked again for everyone in the team, and every place ends after 30 days unless it is "
        "confirmed."
    )
    example = PurposeChange(case=case)
    asking = Asking("purpose.change", example, _("Change the purpose of the case"), _("Change purpose"), act, told)
    return _asked(request, case, form, asking)


@GET_OR_POST
def death(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    form = DeathForm(request.POST or None, initial={"version": case.version})

    def act() -> str:
        record_death(case, form.death(), viewer=viewer, expected_version=form.expected_version)
        return reverse("casefiles:closing", args=[case.key])

    asking = Asking(
        "case.record_death",
        case,
        _("Record that the person died"),
        _("Record death"),
        act,
        told=_(
            "The case goes to closing, and nobody is mailed about it any more. Heirs get no access by themselves: who "
            "asks for it is referred to the privacy officer."
        ),
        tab="overview",
        danger=True,
    )
    return _asked(request, case, form, asking)


@GET_OR_POST
def emergency(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    form = EmergencyForm(request.POST or None, people=grouped_people(case, viewer=viewer))
    asking = Asking(
        "emergency.start",
        EmergencyAccess(case=case),
        _("Start emergency access"),
        _("Start emergency access"),
        lambda: item_url(start_emergency(case, form.alarm(), viewer=viewer)),
        told=_(
            "In acute danger call 112 first. Whom you name reads for %(hours)s hours what the whole team reads, never "
            "the care circle. The privacy officer hears of it at once and reviews it."
        )
        % {"hours": settings.EMERGENCY_HOURS},
        danger=True,
    )
    return _asked(request, case, form, asking)


def _asked(request: ViewerRequest, case: Case, form: Form, asking: Asking) -> HttpResponse:
    back_url = reverse(f"casefiles:{'team' if asking.tab == 'team' else 'closing'}", args=[case.key])
    ground = Ground(asking.button.lower(), back_url, case, asking.tab, [form])
    if refusal := begin_refusal(asking.step_id, asking.example, viewer=request.viewer):
        return refused(request, refusal, ground=ground)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            url = asking.act()
            messages.success(request, _("Done: %(what)s.") % {"what": asking.heading})
            return redirect(url)

        return answer(request, act, ground=ground)
    confirm = Confirmation(
        heading=asking.heading,
        facts=[],
        button_label=asking.button,
        told=asking.told,
        danger=asking.danger,
        back_url=back_url,
    )
    frame = case_frame(case, viewer=request.viewer, tab=asking.tab, primary=False)
    return show(request, "confirm.html", {"case_frame": frame, "form": form, "confirm": confirm}, forms=[form])
