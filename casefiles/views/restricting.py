"""Setting an item aside, one restriction with what must be decided, and all of them for the privacy officer."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, may_see, note_look
from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.actions.restrict import Why, not_yours, set_aside
from casefiles.forms.ending import RestrictionForm, SealAddressForm
from casefiles.models import Restriction
from casefiles.places import SEALING, places_held
from casefiles.sealing import readable_to, sealable_models, thing_of, words_of
from casefiles.selectors.confirm import Fact
from casefiles.selectors.ending import ending_facts, kind_of
from casefiles.selectors.offers import offers
from casefiles.setting_aside import may_set_aside, needs_request, requests_to_answer, restrictable_or_404
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, refused
from casefiles.views.parts import Leaf, Line, Section, Table, show_form, show_leaf
from workflows.refusals import StepRefused

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def restrict_page(request: ViewerRequest, noun: str, key: str) -> HttpResponse:
    """Asked of who reads the item, and of the privacy officer, who is told kind, source and day alone."""
    viewer, thing = request.viewer, restrictable_or_404(request.viewer, noun, key)
    note_look(viewer, thing)
    case = thing.case if may_see(viewer, thing) else None
    back_url = reverse("casefiles:rights", args=[case.key]) if case else reverse("casefiles:restrictions")
    ground = Ground(_("set aside"), back_url, case, "rights")
    if not may_set_aside(viewer, thing.case):
        return refused(request, StepRefused(_("set aside"), [not_yours()]), ground=ground)
    asked = requests_to_answer(thing.case, viewer=viewer)
    form = RestrictionForm(request.POST or None, answers=asked, required=needs_request(viewer, thing.case))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            made = set_aside(thing, Why(**form.cleaned_data), viewer=viewer)
            messages.success(request, _("It is set aside: nobody uses it until this is settled."))
            return redirect("casefiles:restriction", key=made.key)

        return answer(request, act, ground=ground)
    leaf = Leaf(
        _("Set aside because of the person"),
        _("It leaves every page, file and search result at once, and is kept. It can be used again later."),
        _about(thing),
        links=[(_("Back"), back_url)],
        case=case,
        tab="rights",
    )
    return show_form(request, leaf, form, button=_("Set aside"))


@require_GET
def restriction(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    rows = Restriction.objects.select_related(
        "case__municipality", "case__meeting_type", "source_organisation", "set_aside_by__organisation"
    )
    found = find_or_404(viewer, rows, key)
    in_force = found.state in Restriction.IN_FORCE
    leaf = Leaf(
        _("Set aside: %(kind)s") % {"kind": kind_of(found.noun)},
        _("Nobody uses it. The person hears it before it is used again, and a second person decides on that.")
        if in_force
        else "",
        facts=[*ending_facts(found), Fact(_("Status"), capfirst(found.get_state_display()))],
        sections=[_content(found)] if in_force and readable_to(viewer, found) else [],
        steps=offers("restriction", found, viewer=viewer) if in_force else [],
        case=found.case,
        tab="rights",
    )
    return show_leaf(request, leaf)


@require_http_methods(["GET", "HEAD", "POST"])
def restrictions(request: ViewerRequest) -> HttpResponse:
    """For the privacy officer, who may set aside by address what they do not read."""
    viewer = request.viewer
    if not places_held(viewer, SEALING):
        raise Http404
    form = SealAddressForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return _to_item(viewer, form.cleaned_data["address"])
    rows = Restriction.objects.visible_to(viewer).select_related("case", "source_organisation")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    viewer.trail.looked_at(Restriction._meta.label_lower, "")
    viewer.trail.touched({one.case.key for one in page})
    lines = [
        Line(
            f"{one.case.key}, {kind_of(one.noun)}",
            [str(one.source_organisation), day(one.created_at.date()), capfirst(one.get_state_display())],
            reverse("casefiles:restriction", args=[one.key]),
        )
        for one in page
    ]
    table = Table(_("What is set aside"), [_("What"), _("Source"), _("Set aside on"), _("Status")], lines)
    leaf = Leaf(
        _("What is set aside"),
        _("What a person contests is kept, and used by nobody until that is settled. You never read the text."),
        sections=[
            Section(_("All that is set aside"), "aside", table=table, empty=_("Nothing is set aside."), page=page)
        ],
        links=[(_("Rights requests"), reverse("casefiles:rights_requests"))],
        more={"cancel_label": _("Rights requests")},
    )
    return show_form(request, leaf, form, button=_("Look it up"))


def _to_item(viewer: Viewer, key: str) -> HttpResponse:
    """Whether it exists is told to who may know."""
    for noun in sealable_models():
        with suppress(Http404):
            restrictable_or_404(viewer, noun, key)
            return redirect("casefiles:restrict_item", noun=noun, key=key)
    raise Http404


def _about(thing: Any) -> list[Fact]:
    return [
        Fact(_("Case"), thing.case.key),
        Fact(_("What"), capfirst(kind_of(thing._meta.label_lower))),
        Fact(_("Source"), str(thing.source_organisation)),
        Fact(_("Shared on"), day(thing.shared_at.date())),
    ]


def _content(found: Restriction) -> Section:
    return Section(_("What it says"), "content", _("Only who must decide reads this."), words=words_of(thing_of(found)))
