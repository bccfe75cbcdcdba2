"""Sealing an item, one seal with what must be decided, and all seals for the privacy officer."""

from contextlib import suppress

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
from casefiles.actions.seal import Ground as Why
from casefiles.actions.seal import seal_item
from casefiles.forms.ending import SealAddressForm, SealForm
from casefiles.models import Seal, SealState
from casefiles.places import SEALING, places_held
from casefiles.sealing import may_seal, readable_to, sealable_models, sealable_or_404, thing_of, words_of
from casefiles.selectors.confirm import Fact
from casefiles.selectors.ending import ending_facts, kind_of
from casefiles.selectors.offers import offers
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, refused
from casefiles.views.parts import Leaf, Line, Section, Table, show_form, show_leaf
from workflows.refusals import StepRefused, Unmet

PER_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def seal_page(request: ViewerRequest, noun: str, key: str) -> HttpResponse:
    """Asked of who sees the item, and of the privacy officer, who is told kind, source and day alone."""
    viewer, thing = request.viewer, sealable_or_404(request.viewer, noun, key)
    note_look(viewer, thing)
    seen = may_see(viewer, thing)
    back_url = reverse("casefiles:case", args=[thing.case.key]) if seen else reverse("casefiles:seals")
    ground = Ground(_("seal"), back_url, thing.case if seen else None, "journal")
    if not may_seal(viewer, thing):
        who = _("its owner, the directors of the case, the privacy officer")
        text = _("Sealing is up to its owner, the directors of the case and the privacy officer.")
        return refused(request, StepRefused(_("seal"), [Unmet(text, who, forbidden=True)]), ground=ground)
    form = SealForm(request.POST or None)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            seal = seal_item(thing, Why(form.cleaned_data["ground"], form.cleaned_data["explanation"]), viewer=viewer)
            messages.success(request, _("It is sealed: nobody reads it any more. A second person decides."))
            decides = may_see(viewer, seal)
            return redirect("casefiles:seal", key=seal.key) if decides else redirect(back_url)

        return answer(request, act, ground=ground)
    facts = [
        Fact(_("Case"), thing.case.key),
        Fact(_("What"), capfirst(kind_of(thing._meta.label_lower))),
        Fact(_("Source"), str(thing.source_organisation)),
        Fact(_("Shared on"), day(thing.shared_at.date())),
    ]
    leaf = Leaf(
        _("Wrong client, or may not be here"),
        _("It leaves every page, file and search result at once. A second person erases it or gives it back."),
        facts,
        links=[(_("Back"), back_url)],
        case=thing.case if seen else None,
        tab="journal",
        more={"danger": True},
    )
    return show_form(request, leaf, form, button=_("Seal"))


@require_GET
def seal(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    rows = Seal.objects.select_related(
        "case__municipality", "case__meeting_type", "source_organisation", "sealed_by__organisation"
    )
    found = find_or_404(viewer, rows, key)
    sections = [_content(found)] if found.state == SealState.SEALED and readable_to(viewer, found) else []
    if found.state == SealState.ERASED:
        sections.append(_left(found))
    facts = [*ending_facts(found), Fact(_("Status"), capfirst(found.get_state_display()))]
    leaf = Leaf(
        _("Sealed: %(kind)s") % {"kind": kind_of(found.noun)},
        facts=[Fact(_("What"), capfirst(kind_of(found.noun))), *facts],
        sections=sections,
        steps=offers("seal", found, viewer=viewer) if found.state == SealState.SEALED else [],
        case=found.case,
        tab="history",
    )
    return show_leaf(request, leaf)


@require_http_methods(["GET", "HEAD", "POST"])
def seals(request: ViewerRequest) -> HttpResponse:
    """For the privacy officer, who may seal by address what they do not read."""
    viewer = request.viewer
    if not places_held(viewer, SEALING):
        raise Http404
    form = SealAddressForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return _to_item(request, form.cleaned_data["address"])
    rows = Seal.objects.visible_to(viewer).select_related("case", "source_organisation")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    viewer.trail.looked_at(Seal._meta.label_lower, "")
    viewer.trail.touched({one.case.key for one in page})
    lines = [
        Line(
            f"{one.case.key}, {kind_of(one.noun)}",
            [str(one.source_organisation), day(one.created_at.date()), capfirst(one.get_state_display())],
            reverse("casefiles:seal", args=[one.key]),
        )
        for one in page
    ]
    table = Table(_("Seals"), [_("What"), _("Source"), _("Sealed on"), _("Status")], lines)
    leaf = Leaf(
        _("Seals"),
        _("What may not be in a case is sealed at once; a second person erases it. You never read the text."),
        sections=[Section(_("All seals"), "seals", table=table, empty=_("Nothing was sealed yet."), page=page)],
        links=[(_("To the access log"), reverse("oversight"))],
        more={"cancel_label": _("To the access log")},
    )
    return show_form(request, leaf, form, button=_("Look it up"))


def _to_item(request: ViewerRequest, key: str) -> HttpResponse:
    """Whether it exists is told to who may know."""
    for noun in sealable_models():
        with suppress(Http404):
            sealable_or_404(request.viewer, noun, key)
            return redirect("casefiles:seal_item", noun=noun, key=key)
    raise Http404


def _content(found: Seal) -> Section:
    words = words_of(thing_of(found))
    return Section(_("What it says"), "content", _("Only who must decide reads this."), words=words)


def _left(found: Seal) -> Section:
    readers = "\n".join(f"{name} ({organisation})" for name, organisation, _at in found.readers)
    facts = [
        Fact(_("Erased on"), day(found.decided_at.date()) if found.decided_at else ""),
        Fact(_("Digest of the text"), found.digest),
        Fact(_("Who had read it"), readers, empty=_("Nobody, by the access log")),
    ]
    return Section(_("What is left"), "left", facts=facts)
