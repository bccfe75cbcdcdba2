"""What was given to somebody outside the team: the lines of a case, one line, recording and correcting."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, note_beside
from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.actions.disclosure import correct_disclosure, may_record_disclosure, record_disclosure
from casefiles.forms.disclosure import ANNEX, OTHER, CorrectionForm, DisclosureForm
from casefiles.models import Case, Disclosure, DisclosureContent, Report
from casefiles.models.report import ReportScope
from casefiles.places import DISCLOSED, places_held
from casefiles.rules import DIRECTORS, case_token
from casefiles.selectors.cards import HEADINGS
from casefiles.selectors.disclosures import (
    choices_for,
    disclosure_facts,
    disclosures,
    items_of,
    kinds_of,
    standing_of,
    to_whom,
)
from casefiles.standing import day
from casefiles.views.answers import Ground, answer
from casefiles.views.found import the_case
from casefiles.views.parts import Leaf, Line, Link, Section, Table, show_form, show_leaf

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 25
TAB = "rights"


@require_GET
def of_case(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = _directed(request, code), request.viewer
    record_url = reverse("casefiles:record_disclosure", args=[case.key])
    leaf = Leaf(
        _("Given outside the team"),
        _("What was given to somebody who is not in the team stands here. A line is never deleted."),
        sections=[_listed(request, case)],
        links=[(_("Record disclosure"), record_url)] if may_record_disclosure(viewer, case) else [],
        case=case,
        tab=TAB,
    )
    return show_leaf(request, leaf)


@require_GET
def overseen(request: ViewerRequest) -> HttpResponse:
    """For the privacy officer, over all cases of their municipalities: no word of a case."""
    viewer = request.viewer
    if not places_held(viewer, DISCLOSED):
        raise Http404
    viewer.trail.looked_at(Disclosure._meta.label_lower, "")
    leaf = Leaf(
        _("Given outside the team"),
        _("To whom data were given, on which ground and when. You never read what the case says."),
        sections=[_listed(request, None)],
        links=[(_("To the access log"), reverse("oversight"))],
    )
    return show_leaf(request, leaf)


@require_GET
def one(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_disclosure(request, key), request.viewer
    content = DisclosureContent.objects.visible_to(viewer).filter(disclosure=found).first()
    sections = []
    if content:
        note_beside(viewer, content)
        sections.append(_content(content, viewer))
    leaf = Leaf(
        _("Disclosure outside the team"),
        facts=disclosure_facts(found),
        sections=sections,
        links=_links(found, viewer, directs=content is not None),
        case=found.case,
        tab=TAB,
    )
    return show_leaf(request, leaf)


@GET_OR_POST
def record(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = _directed(request, code), request.viewer
    back_url = reverse("casefiles:disclosures", args=[case.key])
    form = DisclosureForm(
        request.POST or None, choices=choices_for(case, viewer=viewer), initial={"given_on": viewer.today}
    )
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            made = record_disclosure(case, form.given(), viewer=viewer)
            messages.success(request, _("Recorded. The privacy officer reads to whom it was given, not what it says."))
            return redirect("casefiles:disclosure", key=made.key)

        return answer(request, act, ground=Ground(_("record disclosure"), back_url, case, TAB, [form]))
    lead = _("For what was given to somebody who is not in the team, such as the mayor or another safety house.")
    leaf = Leaf(_("Record disclosure"), lead, links=[(_("Back"), back_url)], case=case, tab=TAB)
    return show_form(request, leaf, form, button=_("Record disclosure"))


@GET_OR_POST
def correct(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_disclosure(request, key), request.viewer
    content = DisclosureContent.objects.visible_to(viewer).filter(disclosure=found).first()
    if content is None or not may_record_disclosure(viewer, found.case):
        raise Http404
    back_url = reverse("casefiles:disclosure", args=[key])
    choices = choices_for(found.case, viewer=viewer)
    if found.covenant_version:
        # The ground on which it was given then, whatever the annex says today.
        choices = replace(choices, legal_basis=found.ground, covenant_version=found.covenant_version)
    form = CorrectionForm(request.POST or None, choices=choices, initial=_initial(found, content, viewer))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            made = correct_disclosure(found, form.given(), viewer=viewer, why=form.cleaned_data["why"])
            messages.success(request, _("Corrected by a further line. The earlier line stays."))
            return redirect("casefiles:disclosure", key=made.key)

        return answer(request, act, ground=Ground(_("correct disclosure"), back_url, found.case, TAB, [form]))
    lead = _("The earlier line stays. This one takes its place.")
    leaf = Leaf(_("Correct disclosure"), lead, links=[(_("Back"), back_url)], case=found.case, tab=TAB)
    return show_form(request, leaf, form, button=_("Record correction"))


def _directed(request: ViewerRequest, code: str) -> Case:
    """The case, for who directs it; for everybody else this page is not there."""
    case = the_case(request, code)
    if case_token(case.pk, DIRECTORS) not in request.viewer.grants:
        raise Http404
    return case


def _the_disclosure(request: ViewerRequest, key: str) -> Disclosure:
    beside = ("case__municipality", "case__meeting_type", "recorded_by", "organisation", "corrects", "corrected_by")
    return find_or_404(request.viewer, Disclosure.objects.select_related(*beside), key)


def _listed(request: ViewerRequest, case: Case | None) -> Section:
    page = Paginator(disclosures(request.viewer, case), PER_PAGE).get_page(request.GET.get("page"))
    request.viewer.trail.touched({line.case.key for line in page})
    code = [] if case else [_("Case")]
    rows = [
        Line(
            to_whom(line),
            [*([line.case.key] if code else []), day(line.given_on), kinds_of(line), capfirst(standing_of(line))],
            reverse("casefiles:disclosure", args=[line.key]),
        )
        for line in page
    ]
    table = Table(_("Disclosures"), [_("To whom"), *code, _("Given on"), _("Kinds of data"), _("Status")], rows)
    empty = _("Nothing was given to anybody outside the team, as far as it was recorded.")
    return Section(_("All lines"), "disclosures", table=table, empty=empty, page=page)


def _content(content: DisclosureContent, viewer: Viewer) -> Section:
    reports, plans = items_of(content, viewer=viewer)
    links: list[Link] = [
        (
            f"{HEADINGS[ReportScope(one.scope)]}, {day(one.shared_at.date())}",
            reverse("casefiles:report", args=[one.key]),
        )
        for one in reports
        if one.shared_at
    ]
    links += [
        (
            _("Plan of action, version %(number)s") % {"number": one.number},
            reverse("casefiles:plan_version", args=[one.key]),
        )
        for one in plans
    ]
    texts = [(_("In words"), content.description), (_("What was wrong in the earlier line"), content.why_corrected)]
    return Section(
        _("What was given"),
        "content",
        _("Only the directors of the case read this."),
        words=[pair for pair in texts if pair[1]],
        links=links,
    )


def _called(report: Report) -> str:
    return f"{HEADINGS[ReportScope(report.scope)]}, {day(report.shared_at.date()) if report.shared_at else ''}"


def _links(found: Disclosure, viewer: Viewer, *, directs: bool) -> list[Link]:
    if not directs:
        return [(_("To all lines"), reverse("casefiles:overseen_disclosures"))]
    links: list[Link] = []
    if found.was_corrected:
        links.append((_("To the later line"), reverse("casefiles:disclosure", args=[found.corrected_by.key])))
    elif may_record_disclosure(viewer, found.case):
        links.append((_("Correct disclosure"), reverse("casefiles:correct_disclosure", args=[found.key])))
    if found.corrects:
        links.append((_("To the earlier line"), reverse("casefiles:disclosure", args=[found.corrects.key])))
    return [*links, (_("To all lines"), reverse("casefiles:disclosures", args=[found.case.key]))]


def _initial(found: Disclosure, content: DisclosureContent, viewer: Viewer) -> dict[str, Any]:
    reports, plans = items_of(content, viewer=viewer)
    return {
        "recipient_kind": found.recipient_kind,
        "recipient": found.recipient,
        "given_on": found.given_on,
        "basis": ANNEX if found.covenant_version_id else OTHER,
        "other_ground": "" if found.covenant_version_id else found.ground,
        "categories": [one.key for one in found.data_categories.all()],
        "reports": [one.key for one in reports],
        "plans": [one.key for one in plans],
        "description": content.description,
    }
