"""How long cases are kept: over all for who oversees that, and of one case with its extensions and holds."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.doors import find_or_404
from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.actions.extract import may_write_extract
from casefiles.actions.retention import extend_retention, lift_hold, may_hold, may_keep, place_hold
from casefiles.forms.ending import ExtendForm, HoldForm
from casefiles.models import Case, DestructionCertificate, DestructionList, Extract, LegalHold, Seal
from casefiles.models.retention import retention_places
from casefiles.models.seal import SEALING
from casefiles.retention import Term, term_of, terms
from casefiles.rules import DIRECTORS, case_token
from casefiles.selectors.confirm import Fact
from casefiles.selectors.ending import kind_of
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, refused
from casefiles.views.parts import Leaf, Line, Link, Section, Table, show_form, show_leaf
from workflows.forms import VersionForm
from workflows.refusals import StepRefused, Unmet

# How many of the newest certificates the page shows.
CERTIFICATES = 50
CASES = 100


@require_GET
def retentions(request: ViewerRequest) -> HttpResponse:
    """Codes and days, no word of a case."""
    viewer = request.viewer
    places = retention_places(viewer)
    if not places:
        raise Http404
    cases = terms(Case.objects.filter(municipality__in=places).select_related("municipality"), on=viewer.today)
    cases = sorted(cases, key=lambda pair: pair[1].due_on)[:CASES]
    viewer.trail.looked_at(LegalHold._meta.label_lower, "")
    viewer.trail.touched({case.key for case, _term in cases})
    sealing = any(token.startswith(f"{SEALING}:") for token in viewer.grants)
    leaf = Leaf(
        _("Terms of keeping"),
        _("What has ended is kept for its term, and destroyed after two people agreed. No text of a case is here."),
        sections=[_lists(viewer), _ended(cases, viewer), _certificates(viewer)],
        links=[(_("Seals"), reverse("casefiles:seals"))] if sealing else [],
    )
    return show_leaf(request, leaf)


@require_GET
def retention(request: ViewerRequest, code: str) -> HttpResponse:
    viewer, case = request.viewer, kept_case_or_404(request, code)
    directs = case_token(case.pk, DIRECTORS) in viewer.grants
    sections = [_extensions(case, viewer), _holds(case, viewer)]
    sections += [_seals(case, viewer), _extracts(case, viewer)] if directs else []
    leaf = Leaf(
        _("Keeping case %(code)s") % {"code": case.key},
        facts=term_facts(term_of(case, on=viewer.today)),
        sections=sections,
        links=[(_("To all terms of keeping"), reverse("casefiles:retentions"))] if retention_places(viewer) else [],
        case=case,
    )
    return show_leaf(request, leaf)


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: ViewerRequest, code: str) -> HttpResponse:
    case = kept_case_or_404(request, code)

    def act(form: BaseForm) -> str:
        extend_retention(case, viewer=request.viewer, **form.cleaned_data)
        return _("The term is extended.")

    form = ExtendForm(request.POST or None)
    asked = Asked(_("Extend term"), _("extend the term"), may_keep(request.viewer, case), act)
    return _ask(request, case, form, asked)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: ViewerRequest, code: str) -> HttpResponse:
    case = kept_case_or_404(request, code)

    def act(form: BaseForm) -> str:
        place_hold(case, viewer=request.viewer, **form.cleaned_data)
        return _("Nothing of this case is destroyed while the legal hold lasts.")

    form = HoldForm(request.POST or None)
    asked = Asked(_("Place legal hold"), _("place a legal hold"), may_hold(request.viewer, case), act)
    return _ask(request, case, form, asked)


@require_POST
def lift(request: ViewerRequest, key: str) -> HttpResponse:
    rows = LegalHold.objects.select_related("case__municipality", "case__meeting_type")
    found, form = find_or_404(request.viewer, rows, key), VersionForm(request.POST)
    back_url = reverse("casefiles:retention", args=[found.case.key])
    if not form.is_valid():
        return redirect(back_url)

    def act() -> HttpResponse:
        lift_hold(found, viewer=request.viewer, expected_version=form.expected_version)
        messages.success(request, _("The legal hold is lifted; the term counts again."))
        return redirect(back_url)

    return answer(request, act, ground=Ground(_("lift the legal hold"), back_url))


def kept_case_or_404(request: ViewerRequest, code: str) -> Case:
    """For its directors, and for who oversees the terms of its municipality, who sees no case."""
    viewer = request.viewer
    case = Case.objects.select_related("municipality", "meeting_type").filter(key=code).first()
    if case is None:
        raise Http404
    if case_token(case.pk, DIRECTORS) not in viewer.grants and case.municipality_id not in retention_places(viewer):
        raise Http404
    viewer.trail.looked_at(LegalHold._meta.label_lower, case.key)
    viewer.trail.touched([case.key])
    return case


class Asked:
    """One question about a case: what it is called, whether the reader may, and what then happens."""

    def __init__(self, button: str, doing: str, may: bool, act: Callable[[BaseForm], str]) -> None:
        self.button, self.doing, self.may, self.act = button, doing, may, act


def _ask(request: ViewerRequest, case: Case, form: BaseForm, asked: Asked) -> HttpResponse:
    back_url = reverse("casefiles:retention", args=[case.key])
    ground = Ground(asked.doing, back_url, forms=[form])
    if not asked.may:
        unmet = Unmet(_("This is up to process direction, or of an ended case the municipal director."), forbidden=True)
        return refused(request, StepRefused(asked.doing, [unmet]), ground=ground)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            messages.success(request, asked.act(form))
            return redirect(back_url)

        return answer(request, act, ground=ground)
    facts = [Fact(_("Case"), case.key), *term_facts(term_of(case, on=request.viewer.today))]
    leaf = Leaf(asked.button, facts=facts, links=[(_("Back"), back_url)], case=case)
    return show_form(request, leaf, form, button=asked.button)


def term_facts(term: Term | None) -> list[Fact]:
    if term is None:
        return [Fact(_("Term"), _("The case is open: its term begins when it is closed."))]
    return [
        Fact(_("Ended on"), day(term.ended_on)),
        Fact(_("Kept until"), day(term.due_on)),
        Fact(_("Extensions"), str(term.extensions)),
        Fact(_("Legal hold"), _("yes: nothing is destroyed") if term.held else _("no")),
    ]


def _lists(viewer: Viewer) -> Section:
    made = DestructionList.objects.visible_to(viewer).select_related("municipality")
    rows = [
        Line(
            f"{one.municipality}, {day(one.made_on)}",
            [capfirst(one.get_state_display())],
            reverse("casefiles:destructionlist", args=[one.key]),
        )
        for one in made[:CERTIFICATES]
    ]
    table = Table(_("Destruction lists"), [_("List"), _("Status")], rows)
    return Section(_("Destruction lists"), "lists", table=table, empty=_("Nothing is due."))


def _ended(cases: list[tuple[Case, Term]], viewer: Viewer) -> Section:
    rows = [
        Line(case.key, [str(case.municipality), day(term.due_on), _state(term, viewer)], _to(case))
        for case, term in cases
    ]
    table = Table(_("Ended cases"), [_("Case"), _("Municipality"), _("Kept until"), _("Status")], rows)
    return Section(_("Ended cases"), "ended", table=table, empty=_("No case has ended yet."))


def _certificates(viewer: Viewer) -> Section:
    rows = [
        Line(
            one.code,
            [str(one.municipality), day(one.destroyed_at.date())],
            reverse("casefiles:certificate", args=[one.key]),
        )
        for one in DestructionCertificate.objects.visible_to(viewer).select_related("municipality")[:CERTIFICATES]
    ]
    table = Table(_("Certificates"), [_("Case or referral"), _("Municipality"), _("Destroyed on")], rows)
    return Section(_("Certificates of destruction"), "certificates", table=table, empty=_("Nothing was destroyed yet."))


def _extensions(case: Case, viewer: Viewer) -> Section:
    rows = [
        Line(str(one.number), [day(one.until), one.reason, str(one.decided_by)])
        for one in case.retention_extensions.select_related("decided_by")
    ]
    table = Table(_("Extensions"), [_("Number"), _("Keep until"), _("Reason"), _("Decided by")], rows)
    may = not case.is_open and may_keep(viewer, case)
    links: list[Link] = [(_("Extend term"), reverse("casefiles:extend_retention", args=[case.key]))] if may else []
    return Section(_("Extensions"), "extensions", table=table, empty=_("It was not extended."), links=links)


def _holds(case: Case, viewer: Viewer) -> Section:
    rows = [
        Line(day(one.starts_on), [day(one.ends_on) if one.ends_on else _("open"), one.reason, str(one.placed_by)])
        for one in case.legal_holds.select_related("placed_by")
    ]
    table = Table(_("Legal holds"), [_("From"), _("Until"), _("Reason"), _("Placed by")], rows)
    may = may_hold(viewer, case)
    links: list[Link] = [(_("Place legal hold"), reverse("casefiles:hold", args=[case.key]))] if may else []
    return Section(_("Legal holds"), "holds", table=table, empty=_("No legal hold."), links=links)


def _seals(case: Case, viewer: Viewer) -> Section:
    rows = [
        Line(
            capfirst(kind_of(one.noun)),
            [str(one.source_organisation), capfirst(one.get_state_display())],
            reverse("casefiles:seal", args=[one.key]),
        )
        for one in Seal.objects.visible_to(viewer).filter(case=case).select_related("source_organisation")
    ]
    table = Table(_("Seals"), [_("What"), _("Source"), _("Status")], rows)
    return Section(_("Seals"), "seals", table=table, empty=_("Nothing was sealed yet."))


def _extracts(case: Case, viewer: Viewer) -> Section:
    rows = [
        Line(
            day(one.created_at.date()),
            [capfirst(one.get_state_display())],
            reverse("casefiles:extract", args=[one.key]),
        )
        for one in Extract.objects.visible_to(viewer).filter(case=case)
    ]
    table = Table(_("Anonymised referrals"), [_("Written on"), _("Status")], rows)
    write: Any = reverse("casefiles:write_extract", args=[case.key])
    links = [(_("Write anonymised referral"), write)] if may_write_extract(viewer, case) else []
    empty = _("Nothing was put to the advisory table.")
    return Section(_("Anonymised referrals"), "extracts", table=table, empty=empty, links=links)


def _state(term: Term, viewer: Viewer) -> str:
    if term.held:
        return _("legal hold")
    return _("due") if term.is_due(viewer.today) else _("kept")


def _to(case: Case) -> str:
    return reverse("casefiles:retention", args=[case.key])
