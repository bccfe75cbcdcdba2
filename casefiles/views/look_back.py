"""Lists of the police: read in from a file, checked, shared, read, and analysed beside."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, note_beside
from access.middleware import ViewerRequest
from accounts.models import Organisation, OrganisationKind
from casefiles.actions.look_back import drop_list, read_in, share_list, write_analysis
from casefiles.dossier import COORDINATES, may_analyse, may_read_in, not_yours
from casefiles.forms.dossier import AnalysisForm, ChecksForm, ReadInForm, usual_period
from casefiles.look_back_rows import understand
from casefiles.models import Case, LookBack, LookBackAnalysis
from casefiles.sealing import offers_seal
from casefiles.selectors.frame import case_frame
from casefiles.selectors.look_backs import analysis_of, entries_of, look_backs_of
from casefiles.selectors.plan_writing import team_organisations
from casefiles.setting_aside import offers_setting_aside
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, refused, show, texts_of
from casefiles.views.client import form_page
from casefiles.views.found import BESIDE_AN_ITEM, the_case
from casefiles.views.information_round import offered
from documents.tables.untrusted import read_table
from documents.word.limits import MAX_FILE
from documents.word.refusals import WordRefused

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
PER_PAGE = 100


@require_GET
def look_backs(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    rows = list(look_backs_of(case, viewer=viewer))
    viewer.trail.touched({one.case.key for one in rows})
    may_add = may_read_in(viewer, case) is not None
    context = {
        "case_frame": case_frame(case, viewer=viewer, tab="overview", primary=not may_add),
        "case": case,
        "rows": rows,
        "may_add": may_add,
    }
    return show(request, "casefiles/look_backs.html", context)


@GET_OR_POST
def upload(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    back_url = reverse("casefiles:look_backs", args=[case.key])
    ground = Ground(_("read in list"), back_url, case, "overview")
    if may_read_in(viewer, case) is None:
        return refused(request, not_yours(case, _("This list cannot be read in")), ground=ground)
    sources = _police(case, request)
    form = ReadInForm(
        request.POST or None,
        request.FILES or None,
        sources=sources,
        categories=offered(case, sources, request),
        initial=usual_period(viewer.today),
    )
    if form.is_bound and form.is_valid() and (rows := _understood(form)) is not None:

        def act() -> HttpResponse:
            return redirect("casefiles:check_look_back", key=read_in(case, rows, form.facts(), viewer=viewer).key)

        return answer(request, act, ground=Ground(_("read in list"), back_url, case, "overview", [form]))
    return form_page(request, case, form, (_("Read in a list of the police"), _("See what was understood"), back_url))


@GET_OR_POST
def check(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_list(request, key), request.viewer
    if found.shared_at is not None:
        return redirect("casefiles:look_back", key=found.key)
    back_url = reverse("casefiles:look_backs", args=[found.case.key])
    entries = list(entries_of(found, viewer=viewer).order_by("row"))
    doubtful = [one for one in entries if one.doubt]
    form = ChecksForm(request.POST or None, entries=doubtful, initial={"version": found.version})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            if request.POST.get("do") == "drop":
                drop_list(found, viewer=viewer, expected_version=form.expected_version)
                messages.success(request, _("List thrown away. Nothing of it was kept."))
                return redirect(back_url)
            share_list(found, form.checks(), viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("List recorded. Who may see it reads it here."))
            return redirect("casefiles:look_back", key=found.key)

        here = reverse("casefiles:check_look_back", args=[found.key])
        return answer(request, act, ground=Ground(_("record list"), here, found.case, "overview", [form]))
    context = {
        "case_frame": case_frame(found.case, viewer=viewer, tab="overview", primary=False),
        "look_back": found,
        "form": form,
        "clear": [one for one in entries if not one.doubt],
    }
    return show(request, "casefiles/look_back_check.html", context, forms=[form, *(one for _row, one in form.rows)])


@require_GET
def look_back(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_list(request, key), request.viewer
    if found.shared_at is None:
        return redirect("casefiles:check_look_back", key=found.key)
    analysis = analysis_of(found, viewer=viewer)
    if analysis:
        note_beside(viewer, analysis)
    context = {
        "case_frame": case_frame(found.case, viewer=viewer, tab="overview"),
        "look_back": found,
        "page": Paginator(entries_of(found, viewer=viewer), PER_PAGE).get_page(request.GET.get("page")),
        "analysis": analysis,
        "may_analyse": may_analyse(viewer, found) is not None,
        "may_seal": offers_seal(viewer, found),
        "may_restrict": offers_setting_aside(viewer, found),
    }
    return show(request, "casefiles/look_back.html", context)


@GET_OR_POST
def analyse(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_list(request, key), request.viewer
    back_url = reverse("casefiles:look_back", args=[found.key])
    if keeps_theirs(request):
        return redirect(back_url)
    if may_analyse(viewer, found) is None:
        refusal = not_yours(found.case, _("This analysis cannot be written now"), *COORDINATES)
        return refused(request, refusal, ground=Ground(_("write analysis"), back_url, found.case, "overview"))
    form = AnalysisForm(request.POST or None, initial=_written(analysis_of(found, viewer=viewer)))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            text, version = form.cleaned_data["text"], form.expected_version
            write_analysis(found, text, viewer=viewer, expected_version=version)
            messages.success(request, _("Analysis saved."))
            return redirect(back_url)

        ground = Ground(_("write analysis"), back_url, found.case, "overview", [form], _theirs)
        return answer(request, act, ground=ground)
    return form_page(request, found.case, form, (_("Analysis of the list"), _("Save analysis"), back_url))


@require_GET
def analysis_place(request: ViewerRequest, key: str) -> HttpResponse:
    """An analysis stands on the page of its list."""
    found = find_or_404(request.viewer, LookBackAnalysis.objects.select_related("look_back"), key)
    return redirect("casefiles:look_back", key=found.look_back.key)


def _understood(form: ReadInForm) -> Any:
    """The rows of the file; none, with the reason at the field, when it cannot be read."""
    file, facts = form.cleaned_data["file"], form.facts()
    try:
        if file.size > MAX_FILE:
            raise WordRefused("too_big")
        return understand(read_table(file.read()), from_day=facts.from_day, until_day=facts.until_day).rows
    except WordRefused as refusal:
        form.add_error("file", refusal.message)
        return None


def _police(case: Case, request: ViewerRequest) -> list[Organisation]:
    """The reader's own, when they are of the police; else the police in the team."""
    own = request.viewer.user.organisation
    if own.kind == OrganisationKind.POLICE:
        return [own]
    return list(team_organisations(case, viewer=request.viewer).filter(kind=OrganisationKind.POLICE))


def _written(analysis: LookBackAnalysis | None) -> dict[str, object]:
    return {"version": analysis.version, "text": analysis.text} if analysis else {"version": 0}


def _theirs(current: LookBackAnalysis) -> Theirs:
    return Theirs(texts_of(AnalysisForm(initial=_written(current))))


def _the_list(request: ViewerRequest, key: str) -> LookBack:
    return find_or_404(request.viewer, LookBack.objects.select_related(*BESIDE_AN_ITEM), key)
