"""How long all cases of a place are kept: what ended, what is on a list, what was destroyed."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.models import Case, DestructionCertificate, DestructionList, LegalHold
from casefiles.places import RETENTION, SEALING, places_held
from casefiles.retention import Term, by_due_day, terms
from casefiles.standing import day
from casefiles.views.parts import Leaf, Line, Section, Table, show_leaf

PER_PAGE = 25


@require_GET
def retentions(request: ViewerRequest) -> HttpResponse:
    """Codes and days, no word of a case. `only`: one part, page by page; else the first page of each."""
    viewer, only = request.viewer, request.GET.get("only", "")
    if not places_held(viewer, RETENTION):
        raise Http404
    parts = {"lists": _lists, "ended": _ended, "certificates": _certificates}
    number = request.GET.get("page") if only in parts else None
    viewer.trail.looked_at(LegalHold._meta.label_lower, "")
    chosen = [only] if only in parts else list(parts)
    sealing = bool(places_held(viewer, SEALING))
    links = [(_("To all terms of keeping"), reverse("casefiles:retentions"))] if only in parts else []
    links += [(_("Seals"), reverse("casefiles:seals"))] if sealing else []
    leaf = Leaf(
        _("Terms of keeping"),
        _("What has ended is kept for its term, and destroyed after two people agreed. No text of a case is here."),
        sections=[_one_of_many(parts[name](viewer, number), alone=name == only) for name in chosen],
        links=links,
    )
    return show_leaf(request, leaf)


def _one_of_many(section: Section, *, alone: bool) -> Section:
    """Beside others only its first page, with the way to the rest."""
    if alone or section.page is None:
        return section
    more = [(_("Show all"), f"?only={section.name}#{section.name}")] if section.page.has_next() else []
    return replace(section, page=None, links=more)


def _lists(viewer: Viewer, number: str | None) -> Section:
    made = DestructionList.objects.visible_to(viewer).select_related("municipality")
    page = Paginator(made, PER_PAGE).get_page(number)
    rows = [
        Line(
            f"{one.municipality}, {day(one.made_on)}",
            [capfirst(one.get_state_display())],
            reverse("casefiles:destructionlist", args=[one.key]),
        )
        for one in page
    ]
    table = Table(_("Destruction lists"), [_("List"), _("Status")], rows)
    empty = _("Nothing was due yet. When a term runs out, a list is made by itself.")
    return Section(_("Destruction lists"), "lists", table=table, empty=empty, page=page)


def _ended(viewer: Viewer, number: str | None) -> Section:
    cases = by_due_day(Case.objects.filter(municipality__in=places_held(viewer, RETENTION)))
    page = Paginator(cases, PER_PAGE).get_page(number)
    shown = Case.objects.filter(pk__in=[one.pk for one in page]).select_related("municipality")
    rows = []
    for case, term in sorted(terms(shown, on=viewer.today), key=lambda pair: (pair[1].due_on, pair[0].pk)):
        viewer.trail.touched([case.key])
        rows.append(
            Line(
                case.key,
                [str(case.municipality), day(term.due_on), _state(term, viewer)],
                reverse("casefiles:retention", args=[case.key]),
            )
        )
    table = Table(_("Ended cases"), [_("Case"), _("Municipality"), _("Kept until"), _("Status")], rows)
    return Section(_("Ended cases"), "ended", table=table, empty=_("No case has ended yet."), page=page)


def _certificates(viewer: Viewer, number: str | None) -> Section:
    made = DestructionCertificate.objects.visible_to(viewer).select_related("municipality")
    page = Paginator(made, PER_PAGE).get_page(number)
    rows = [
        Line(
            one.code,
            [str(one.municipality), day(one.destroyed_at.date())],
            reverse("casefiles:certificate", args=[one.key]),
        )
        for one in page
    ]
    table = Table(_("Certificates"), [_("Case or referral"), _("Municipality"), _("Destroyed on")], rows)
    heading, empty = _("Certificates of destruction"), _("Nothing was destroyed yet.")
    return Section(heading, "certificates", table=table, empty=empty, page=page)


def _state(term: Term, viewer: Viewer) -> str:
    if term.held:
        return _("legal hold")
    return _("due") if term.is_due(viewer.today) else _("kept")
