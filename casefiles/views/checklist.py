"""The checklist of a case: the one in force, any version, writing it, and proposing something for it."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.doors import note_look
from access.middleware import ViewerRequest
from casefiles.access import may_remark
from casefiles.actions.checklist import LINE, propose_for_checklist, start_checklist, write_checklist
from casefiles.forms.checklist import (
    BaseLineFormSet,
    ChecklistForm,
    LineFormSet,
    ProposalForm,
    as_it_is,
    written,
)
from casefiles.models import Case, Checklist, ChecklistRemark, ChecklistState, Circle
from casefiles.sealing import offers_seal
from casefiles.selectors.checklists import (
    STATE_KINDS,
    checklists_of,
    lines_of,
    may_start_checklist,
    may_write_checklist,
    remarks_of,
    to_show,
)
from casefiles.selectors.frame import case_frame
from casefiles.selectors.offers import offers
from casefiles.setting_aside import offers_setting_aside
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import the_case, the_checklist

PREFIX = "lines"


@require_GET
def checklist(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    versions = list(checklists_of(case, viewer=request.viewer))
    if shown := to_show(versions):
        note_look(request.viewer, shown)
    return _page(request, case, shown, versions)


@require_GET
def version(request: ViewerRequest, key: str) -> HttpResponse:
    found = the_checklist(request, key)
    return _page(request, found.case, found, list(checklists_of(found.case, viewer=request.viewer)))


@require_POST
def start(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    ground = Ground(_("write checklist"), reverse("casefiles:checklist", args=[case.key]), case, "checklist")

    def act() -> HttpResponse:
        return redirect("casefiles:write_checklist", key=start_checklist(case, viewer=request.viewer).key)

    return answer(request, act, ground=ground)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = the_checklist(request, key), request.viewer
    here = redirect("casefiles:checklist_version", key=found.key)
    if keeps_theirs(request) or not may_write_checklist(found, viewer=viewer):
        return here
    form = ChecklistForm(request.POST or None, initial=as_it_is(found))
    lines = _formset(found, request.POST or None, more="more" in request.GET)
    if form.is_bound and form.is_valid() and lines.is_valid():

        def act() -> HttpResponse:
            write_checklist(found, written(form, lines), viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Checklist saved."))
            more = request.POST.get("do") == "add"
            return redirect(f"{request.path}?more=1#new-line") if more else here

        return answer(request, act, ground=_ground(request, found, [form, lines]))
    context = {
        "case_frame": case_frame(found.case, viewer=viewer, tab="checklist", primary=False),
        "checklist": found,
        "form": form,
        "lines": lines,
        "remarks": remarks_of(found, viewer=viewer),
    }
    return show(request, "casefiles/checklist_write.html", context, forms=[form, lines])


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = the_checklist(request, key), request.viewer
    back_url = reverse("casefiles:checklist_version", args=[found.key])
    if keeps_theirs(request) or not may_remark(viewer, found):
        return redirect(back_url)
    mine = ChecklistRemark.objects.filter(checklist=found, by=viewer.user).first()
    initial = {"version": mine.version if mine else 1, "text": mine.text if mine else ""}
    form = ProposalForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            text = form.cleaned_data["text"]
            propose_for_checklist(found, text, viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Saved. The team reads it with the checklist."))
            return redirect(back_url)

        def theirs(current: ChecklistRemark) -> Theirs:
            return Theirs(texts_of(ProposalForm(initial={"version": current.version, "text": current.text})))

        ground = Ground(_("propose something"), back_url, found.case, "checklist", [form], theirs)
        return answer(request, act, ground=ground)
    frame = case_frame(found.case, viewer=viewer, tab="checklist", primary=False)
    context = {"case_frame": frame, "checklist": found, "form": form}
    return show(request, "casefiles/checklist_propose.html", context, forms=[form])


def _page(request: ViewerRequest, case: Case, shown: Checklist | None, versions: list[Checklist]) -> HttpResponse:
    viewer = request.viewer
    may_start = may_start_checklist(case, viewer=viewer, checklists=versions)
    context: dict[str, Any] = {
        "case_frame": case_frame(case, viewer=viewer, tab="checklist", primary=shown is not None or not may_start),
        "case": case,
        "checklist": shown,
        "others": [one for one in versions if shown is None or one.pk != shown.pk],
        "may_start": may_start,
    }
    return show(request, "casefiles/checklist.html", context | (_beside(request, shown) if shown else {}))


def _beside(request: ViewerRequest, shown: Checklist) -> dict[str, Any]:
    viewer = request.viewer
    return {
        "lines": lines_of(shown, viewer=viewer),
        "remarks": remarks_of(shown, viewer=viewer),
        "narrow": shown.circle != Circle.TEAM,
        "state_kind": STATE_KINDS.get(ChecklistState(shown.state), "inactive"),
        "steps": offers("checklist", shown, viewer=viewer),
        "may_write": may_write_checklist(shown, viewer=viewer),
        "may_remark": may_remark(viewer, shown),
        "may_seal": offers_seal(viewer, shown),
        "may_restrict": offers_setting_aside(viewer, shown),
    }


def _formset(found: Checklist, data: Any, *, more: bool = False) -> BaseLineFormSet:
    lines = [] if data else list(found.lines.values(*LINE))
    made = cast(BaseLineFormSet, LineFormSet(data, prefix=PREFIX, initial=lines))
    made.extra = 1 if more or not lines else 0
    return made


def _ground(request: ViewerRequest, found: Checklist, forms: list[Any]) -> Ground:
    def theirs(current: Checklist) -> Theirs:
        form, lines = ChecklistForm(initial=as_it_is(current)), _formset(current, None)
        rows = [one for number, row in enumerate(lines.forms, 1) for one in texts_of(row, number=str(number))]
        mine = int(request.POST[f"{PREFIX}-TOTAL_FORMS"])
        # A line that only they have: its kind goes along with its words.
        fixed = {f"{PREFIX}-{place}-kind": row.initial.get("kind", "") for place, row in enumerate(lines.forms)}
        kept = {name: kind for name, kind in list(fixed.items())[mine:] if kind}
        # Two answers to a question of yes or no: it must be answered again before the next step.
        card = current.crisis_card if request.POST.get("crisis_card", "") == current.crisis_card else ""
        total = {f"{PREFIX}-TOTAL_FORMS": str(max(mine, len(lines.forms))), "crisis_card": card}
        return Theirs([*texts_of(form), *rows], total | kept)

    back_url = reverse("casefiles:checklist_version", args=[found.key])
    return Ground(_("change checklist"), back_url, found.case, "checklist", forms, theirs)
