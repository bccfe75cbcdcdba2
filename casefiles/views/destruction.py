"""A destruction list with its lines, taking a line off, and the certificate that is left."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404
from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.actions.destruction import may_take_out, take_out
from casefiles.forms.ending import TakeOutForm
from casefiles.models import DestructionCertificate, DestructionEntry, DestructionList
from casefiles.selectors.confirm import Fact
from casefiles.selectors.offers import offers
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, refused
from casefiles.views.parts import Leaf, Line, Section, Table, show_form, show_leaf
from workflows.refusals import StepRefused, Unmet


@require_GET
def destruction_list(request: ViewerRequest, key: str) -> HttpResponse:
    rows = DestructionList.objects.select_related("municipality", "proposed_by__organisation")
    made, viewer = find_or_404(request.viewer, rows, key), request.viewer
    facts = [
        Fact(_("Municipality"), str(made.municipality)),
        Fact(_("Made on"), day(made.made_on)),
        Fact(_("Status"), capfirst(made.get_state_display())),
        Fact(_("Proposed by"), _who(made.proposed_by) if made.proposed_by else "", empty=_("Nobody yet")),
        Fact(_("Digest of the lines"), made.content_hash, empty=_("Not proposed yet")),
    ]
    leaf = Leaf(
        _("Destruction list"),
        _("When two people of different organisations have agreed, everything of these cases is destroyed for good."),
        facts,
        sections=[_entries(made, viewer), _reviews(made)],
        steps=offers("destruction", made, viewer=viewer),
        links=[(_("To all terms of keeping"), reverse("casefiles:retentions"))],
    )
    return show_leaf(request, leaf)


@require_http_methods(["GET", "HEAD", "POST"])
def take_out_page(request: ViewerRequest, key: str) -> HttpResponse:
    rows = DestructionEntry.objects.select_related("destruction_list__municipality")
    line, viewer = find_or_404(request.viewer, rows, key), request.viewer
    made = line.destruction_list
    back_url = reverse("casefiles:destructionlist", args=[made.key])
    form = TakeOutForm(request.POST or None, initial={"version": made.version})
    ground = Ground(_("take a line off"), back_url, forms=[form])
    if not may_take_out(viewer, made):
        unmet = Unmet(_("This is up to who proposes and who reviews, before it is approved."), forbidden=True)
        return refused(request, StepRefused(_("take a line off"), [unmet]), ground=ground)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            reason, version = form.cleaned_data["reason"], form.expected_version
            take_out(line, viewer=viewer, expected_version=version, reason=reason)
            messages.success(request, _("It is kept. Who agreed already is asked again."))
            return redirect(back_url)

        return answer(request, act, ground=ground)
    facts = [Fact(_("Case or referral"), line.code), Fact(_("Kept until"), day(line.due_on))]
    leaf = Leaf(_("Keep this after all"), facts=facts, links=[(_("Back"), back_url)])
    return show_form(request, leaf, form, button=_("Take off the list"))


@require_GET
def certificate(request: ViewerRequest, key: str) -> HttpResponse:
    rows = DestructionCertificate.objects.select_related("municipality", "destruction_list")
    found = find_or_404(request.viewer, rows, key)
    people = "\n".join(f"{name} ({organisation})" for name, organisation in found.people)
    facts = [
        Fact(_("Destroyed"), f"{capfirst(found.get_kind_display())} {found.code}"),
        Fact(_("Municipality"), str(found.municipality)),
        Fact(_("Ended on"), day(found.ended_on) if found.ended_on else ""),
        Fact(_("Kept until"), day(found.due_on) if found.due_on else ""),
        Fact(_("Destroyed on"), day(found.destroyed_at.date())),
        Fact(_("Items"), str(found.counts.get("items", 0))),
        Fact(_("Rows in all"), str(found.counts.get("rows", 0))),
        Fact(_("Files"), str(found.counts.get("files", 0))),
        Fact(_("Agreed by"), people, empty=_("Destroyed again after a backup brought it back")),
        Fact(_("Digest of the lines"), found.list_hash),
    ]
    leaf = Leaf(
        _("Certificate of destruction"),
        _("All that was known of it is gone from database, files and search. The access log stays."),
        facts,
        links=[(_("To all terms of keeping"), reverse("casefiles:retentions"))],
    )
    return show_leaf(request, leaf)


def _entries(made: DestructionList, viewer: Viewer) -> Section:
    may = may_take_out(viewer, made)
    rows = [
        Line(
            f"{capfirst(one.get_kind_display())} {one.code}", _cells(one), _to(one) if may and not one.taken_out else ""
        )
        for one in made.entries.select_related("why__by")
    ]
    columns = [_("Case or referral"), _("Ended on"), _("Kept until"), _("Extensions"), _("Status")]
    text = _("Choose a line to keep it after all.") if may else ""
    return Section(_("Lines"), "lines", text, table=Table(_("Lines"), columns, rows))


def _cells(one: DestructionEntry) -> list[Any]:
    status = _("will be destroyed")
    if one.destroyed_at:
        status = _("destroyed")
    elif one.taken_out:
        why = getattr(one, "why", None)
        words = {"reason": why.reason, "person": why.by} if why else {}
        status = _("kept: %(reason)s (%(person)s)") % words if why else _("kept")
    return [day(one.ended_on), day(one.due_on), str(one.extensions), status]


def _reviews(made: DestructionList) -> Section:
    rows = [
        Line(str(one.reviewer), [str(one.organisation), day(one.at.date())])
        for one in made.reviews.select_related("reviewer", "organisation")
    ]
    table = Table(_("Who agreed"), [_("Person"), _("Organisation"), _("Day")], rows)
    return Section(_("Who agreed"), "reviews", table=table, empty=_("Nobody agreed yet."))


def _who(person: Any) -> str:
    return f"{person} ({person.organisation})"


def _to(line: DestructionEntry) -> str:
    return reverse("casefiles:take_out", args=[line.key])
