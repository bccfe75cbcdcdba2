"""How long one case is kept: its term, extensions and legal holds; for its directors also its seals and extracts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404
from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.actions.extract import may_write_extract
from casefiles.actions.retention import extend_retention, lift_hold, may_hold, may_keep, place_hold
from casefiles.forms.ending import ExtendForm, HoldForm
from casefiles.models import Case, Extract, LegalHold, Seal
from casefiles.places import RETENTION, places_held
from casefiles.retention import Term, term_of
from casefiles.rules import DIRECTORS, case_token
from casefiles.selectors.confirm import Fact
from casefiles.selectors.ending import kind_of
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, refused
from casefiles.views.parts import Cell, Leaf, Line, Link, Section, Table, show_form, show_leaf
from workflows.forms import VersionForm
from workflows.refusals import StepRefused, Unmet


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
        links=[(_("To all terms of keeping"), reverse("casefiles:retentions"))]
        if places_held(viewer, RETENTION)
        else [],
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


@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: ViewerRequest, key: str) -> HttpResponse:
    rows = LegalHold.objects.select_related("case__municipality", "case__meeting_type", "placed_by")
    found = find_or_404(request.viewer, rows, key)
    form = VersionForm(request.POST or None, initial={"version": found.version})

    def act(form: BaseForm) -> str:
        lift_hold(found, viewer=request.viewer, expected_version=form.cleaned_data["version"])
        return _("The legal hold is lifted; the term counts again.")

    about = [Fact(_("Reason of the legal hold"), found.reason), Fact(_("Placed by"), str(found.placed_by))]
    asked = Asked(_("Lift legal hold"), _("lift the legal hold"), may_hold(request.viewer, found.case), act, about)
    return _ask(request, found.case, form, asked)


def kept_case_or_404(request: ViewerRequest, code: str) -> Case:
    """For its directors, and for who oversees the terms of its municipality, who sees no case."""
    viewer = request.viewer
    case = Case.objects.select_related("municipality", "meeting_type").filter(key=code).first()
    if case is None:
        raise Http404
    if case_token(case.pk, DIRECTORS) not in viewer.grants and case.municipality_id not in places_held(
        viewer, RETENTION
    ):
        raise Http404
    viewer.trail.looked_at(LegalHold._meta.label_lower, case.key)
    viewer.trail.touched([case.key])
    return case


@dataclass(frozen=True)
class Asked:
    """One question about a case: what it is called, whether the reader may, what then happens, what it is about."""

    button: str
    doing: str
    may: bool
    act: Callable[[BaseForm], str]
    about: Sequence[Fact] = ()


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
    facts = [Fact(_("Case"), case.key), *term_facts(term_of(case, on=request.viewer.today)), *asked.about]
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
    may = may_hold(viewer, case)
    rows = [
        Line(
            day(one.starts_on),
            [
                day(one.ends_on) if one.ends_on else _("until it is lifted"),
                one.reason,
                str(one.placed_by),
                _lifted(one, viewer, may=may),
            ],
        )
        for one in case.legal_holds.select_related("placed_by", "lifted_by")
    ]
    columns = [_("From"), _("Ends on"), _("Reason"), _("Placed by"), _("Lifted")]
    table = Table(_("Legal holds"), columns, rows, empty=_("no"))
    links: list[Link] = [(_("Place legal hold"), reverse("casefiles:hold", args=[case.key]))] if may else []
    return Section(_("Legal holds"), "holds", table=table, empty=_("No legal hold."), links=links)


def _lifted(one: LegalHold, viewer: Viewer, *, may: bool) -> Cell:
    """By whom; or the way to do it."""
    if one.lifted_by:
        return str(one.lifted_by)
    if may and one.lasts(viewer.today):
        return _("Lift legal hold"), reverse("casefiles:lift_hold", args=[one.key])
    return ""


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
