"""Relatives with a case of their own, and two cases of one person read as one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casefiles.access import place
from casefiles.actions.link_cases import end_link, link_case
from casefiles.actions.merge_cases import merge_cases, undo_merge
from casefiles.dossier import may_direct, may_merge, not_yours
from casefiles.forms.client import EndLinkForm, LinkForm, MergeForm
from casefiles.selectors import other_cases
from casefiles.selectors.client import relation_words
from casefiles.selectors.confirm import Confirmation, Fact
from casefiles.selectors.frame import case_frame
from casefiles.standing import day
from casefiles.views.answers import Ground, answer, refused, show
from casefiles.views.client import form_page
from casefiles.views.found import the_case
from documents.models import CaseFunction
from workflows.forms import VersionForm

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
OF_BOTH = ("case__municipality", "case__meeting_type")


@GET_OR_POST
def link(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    back_url = reverse("casefiles:client", args=[case.key])
    ground = Ground(_("link case"), back_url, case, "overview")
    if may_direct(viewer, case) is None:
        return refused(request, not_yours(case, _("Cases cannot be linked now")), ground=ground)
    form = LinkForm(request.POST or None, initial={"starts_on": viewer.today})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            link_case(case, form.cleaned_data["code"], form.cleaned_data, viewer=viewer)
            messages.success(request, _("Case linked. Who sees both cases sees the link."))
            return redirect(back_url)

        return answer(request, act, ground=Ground(_("link case"), back_url, case, "overview", [form]))
    return form_page(request, case, form, (_("Link the case of a relative"), _("Link case"), back_url))


@GET_OR_POST
def end(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    found = find_or_404(viewer, other_cases.links(viewer).select_related(*OF_BOTH, "other"), key)
    viewer.trail.touched([found.other.key])
    back_url = reverse("casefiles:client", args=[found.case.key])
    ground = Ground(_("end link"), back_url, found.case, "overview")
    if may_direct(viewer, found.case) is None:
        return refused(request, not_yours(found.case, _("This link cannot be ended now")), ground=ground)
    form = EndLinkForm(request.POST or None, initial={"version": found.version, "ends_on": viewer.today})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            last = form.cleaned_data["ends_on"]
            end_link(found, viewer=viewer, expected_version=form.expected_version, ends_on=last)
            messages.success(request, _("Link ended."))
            return redirect(back_url)

        return answer(request, act, ground=ground)
    confirm = Confirmation(
        heading=_("End link with case %(code)s?") % {"code": found.other.key},
        facts=[Fact(_("Relation"), relation_words(found.relation)), Fact(_("From"), day(found.starts_on))],
        button_label=_("End link"),
        back_url=back_url,
    )
    frame = case_frame(found.case, viewer=viewer, tab="overview", primary=False)
    return show(request, "confirm.html", {"case_frame": frame, "form": form, "confirm": confirm}, forms=[form])


@GET_OR_POST
def merge(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    back_url = reverse("casefiles:client", args=[case.key])
    if may_merge(viewer, case) is None:
        refusal = not_yours(case, _("These cases cannot be merged"), CaseFunction.PROCESS_DIRECTION)
        return refused(request, refusal, ground=Ground(_("merge cases"), back_url, case, "overview"))
    form = MergeForm(request.POST or None, initial={"version": case.version})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            made = merge_cases(
                case,
                form.cleaned_data["code"],
                viewer=viewer,
                expected_version=form.expected_version,
                reason=form.cleaned_data["reason"],
            )
            words = {"code": made.merged.key, "day": day(made.undo_until)}
            messages.success(
                request, _("Case %(code)s is read in this case now. You can undo it until %(day)s.") % words
            )
            return redirect(back_url)

        return answer(request, act, ground=Ground(_("merge cases"), back_url, case, "overview", [form]))
    frame = case_frame(case, viewer=viewer, tab="overview", primary=False)
    context = {"case_frame": frame, "case": case, "form": form, "back_url": back_url}
    return show(request, "casefiles/merge.html", context, forms=[form])


@GET_OR_POST
def undo(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    found = find_or_404(viewer, other_cases.merges(viewer).select_related(*OF_BOTH, "merged"), key)
    viewer.trail.touched([found.merged.key])
    case, back_url = found.case, reverse("casefiles:client", args=[found.case.key])
    ground = Ground(_("undo merge"), back_url, case, "overview")
    if place(viewer, case, CaseFunction.PROCESS_DIRECTION) is None:
        refusal = not_yours(case, _("This merge cannot be undone"), CaseFunction.PROCESS_DIRECTION)
        return refused(request, refusal, ground=ground)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            undo_merge(found, viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Merge undone: case %(code)s stands by itself.") % {"code": found.merged.key})
            return redirect(back_url)

        return answer(request, act, ground=ground)
    confirm = Confirmation(
        heading=_("Undo the merge with case %(code)s?") % {"code": found.merged.key},
        facts=[Fact(_("Merged on"), day(found.created_at)), Fact(_("Why"), found.reason)],
        button_label=_("Undo merge"),
        told=_("Both cases stand as before. What was written since stays where it was written."),
        back_url=back_url,
    )
    frame = case_frame(case, viewer=viewer, tab="overview", primary=False)
    return show(request, "confirm.html", {"case_frame": frame, "form": form, "confirm": confirm}, forms=[form])
