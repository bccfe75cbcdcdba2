"""Care in a case: medical records of one's own institution, and what was disclosed to the reader. Else not there."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, note_beside
from access.explain import why
from access.middleware import ViewerRequest
from access.viewer import Viewer
from casefiles.actions.medical import disclose_medical, edit_medical, end_disclosure, write_medical
from casefiles.forms.medical import MedicalForm, TellForm
from casefiles.medical_access import may_be_told, may_write_medical, opens_care
from casefiles.models import MedicalDisclosure, MedicalRecord, MedicalVersion
from casefiles.sealing import offers_seal
from casefiles.selectors.confirm import Fact
from casefiles.selectors.explain import Explanation, explain
from casefiles.selectors.frame import case_frame
from casefiles.selectors.medical import (
    BESIDE_A_RECORD,
    disclosure_facts,
    disclosures_of,
    earlier_versions,
    may_change,
    may_end,
    of_own_circle,
    record_facts,
    records_of,
)
from casefiles.standing import day, moment
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import the_case
from casefiles.views.parts import Leaf, Line, Link, Section, Table, show_form, show_leaf
from workflows.forms import VersionForm

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
TAB = "care"


@require_GET
def care(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    if not opens_care(viewer, case):
        raise Http404
    rows = [
        Line(
            capfirst(one.get_kind_display()),
            [str(one.source_organisation), str(one.author), day(one.shared_at.date()) if one.shared_at else ""],
            reverse("casefiles:medicalrecord", args=[one.key]),
        )
        for one in records_of(case, viewer=viewer)
    ]
    columns = [_("Kind"), _("Source"), _("Written by"), _("Recorded on")]
    write = (_("Write medical record"), reverse("casefiles:write_medical", args=[case.key]))
    table, empty = Table(_("Medical records"), columns, rows), _("There is no medical record that you may read.")
    leaf = Leaf(
        _("Care"),
        _("Medical data stand here alone. They are in no journal, plan, search result or export."),
        sections=[Section(_("Medical records"), "records", table=table, empty=empty)],
        links=[write] if may_write_medical(viewer, case) else [],
        case=case,
        tab=TAB,
    )
    return show_leaf(request, leaf)


@GET_OR_POST
def write(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    if not may_write_medical(viewer, case):
        raise Http404
    back_url = reverse("casefiles:care", args=[case.key])
    form = MedicalForm(request.POST or None)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            made = write_medical(case, form.content(), viewer=viewer)
            messages.success(request, _("Recorded. Only the care circle of your organisation reads it."))
            return redirect("casefiles:medicalrecord", key=made.key)

        return answer(request, act, ground=Ground(_("write medical record"), back_url, case, TAB, [form]))
    lead = _("Only the care circle of your organisation reads this. You choose yourself whether to disclose it.")
    leaf = Leaf(_("Write medical record"), lead, links=[(_("Back"), back_url)], case=case, tab=TAB)
    return show_form(request, leaf, form, button=_("Record medical record"))


@require_GET
def record(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_record(request, key), request.viewer
    leaf = Leaf(
        _("Medical record"),
        facts=record_facts(found),
        sections=[Section(_("What it says"), "text", words=[(capfirst(found.get_kind_display()), found.text)])],
        links=_links(found, viewer),
        case=found.case,
        tab=TAB,
    )
    if of_own_circle(viewer, found):
        leaf = Leaf(**vars(leaf) | {"sections": [*leaf.sections, *_of_circle(found, viewer)]})
    return show_leaf(request, leaf)


@GET_OR_POST
def edit(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_record(request, key), request.viewer
    if not may_change(viewer, found):
        raise Http404
    back_url = reverse("casefiles:medicalrecord", args=[key])
    if keeps_theirs(request):
        return redirect(back_url)
    form = MedicalForm(request.POST or None, initial=_initial(found))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            edit_medical(found, form.content(), viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Changed. The earlier text stays as a version."))
            return redirect(back_url)

        ground = Ground(_("change medical record"), back_url, found.case, TAB, [form], _theirs)
        return answer(request, act, ground=ground)
    told = [str(one.person) for one in disclosures_of(found, viewer=viewer) if one.lasts(viewer.today)]
    facts = [Fact(_("Disclosed to"), ", ".join(told), empty=_("Nobody"))]
    lead = _("Whoever it was disclosed to reads the new text as well.")
    leaf = Leaf(_("Change medical record"), lead, facts=facts, links=[(_("Back"), back_url)], case=found.case, tab=TAB)
    return show_form(request, leaf, form, button=_("Record medical record"))


@GET_OR_POST
def disclose(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_record(request, key), request.viewer
    if not may_change(viewer, found):
        raise Http404
    back_url = reverse("casefiles:medicalrecord", args=[key])
    people = [one.user for one in may_be_told(found, viewer=viewer)]
    form = TellForm(request.POST or None, people=people, today=viewer.today, initial={"version": found.version})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            disclose_medical(found, form.telling(), viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Disclosed. You can end it at any moment."))
            return redirect(back_url)

        return answer(request, act, ground=Ground(_("disclose medical record"), back_url, found.case, TAB, [form]))
    leaf = Leaf(
        _("Disclose medical record"),
        _("One named person reads this record, on one ground. Nobody else in the case learns of it."),
        facts=record_facts(found)[:2],
        links=[(_("Back"), back_url)],
        case=found.case,
        tab=TAB,
    )
    return show_form(request, leaf, form, button=_("Disclose medical record"))


@GET_OR_POST
def end(request: ViewerRequest, key: str) -> HttpResponse:
    rows = MedicalDisclosure.objects.select_related(
        *(f"record__{one}" for one in BESIDE_A_RECORD), "person__organisation", "disclosed_by"
    )
    found, viewer = find_or_404(request.viewer, rows, key), request.viewer
    if not may_end(viewer, found):
        raise Http404
    back_url = reverse("casefiles:medicalrecord", args=[found.record.key])
    form = VersionForm(request.POST or None, initial={"version": found.version})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            end_disclosure(found, viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Ended: from now on this person does not read it any more."))
            return redirect(back_url)

        return answer(request, act, ground=Ground(_("end disclosure"), back_url, found.record.case, TAB))
    leaf = Leaf(
        _("End disclosure"),
        _("It is over at once. The line itself stays."),
        facts=disclosure_facts(found, viewer),
        links=[(_("Back"), back_url)],
        case=found.record.case,
        tab=TAB,
        more={"danger": True},
    )
    return show_form(request, leaf, form, button=_("End disclosure"))


@require_GET
def why_record(request: ViewerRequest, key: str) -> HttpResponse:
    """Who else reads it is for its own circle; who was told learns of nobody else."""
    found, viewer = _the_record(request, key), request.viewer
    own = of_own_circle(viewer, found)
    context: dict[str, Any] = {
        "case_frame": case_frame(found.case, viewer=viewer, tab=TAB),
        "heading": _("Why do you see this?"),
        "back_url": reverse("casefiles:medicalrecord", args=[key]),
        "explanation": explain(found, found.case, viewer=viewer) if own else Explanation(why(viewer, found), None),
        "hidden": _("Only the care circle of the institution that it comes from sees who else reads it."),
    }
    return show(request, "casefiles/explain.html", context)


def _the_record(request: ViewerRequest, key: str) -> MedicalRecord:
    return find_or_404(request.viewer, MedicalRecord.objects.select_related(*BESIDE_A_RECORD), key)


def _of_circle(found: MedicalRecord, viewer: Viewer) -> list[Section]:
    """To whom it was disclosed, and earlier texts."""
    for version in (versions := earlier_versions(found, viewer=viewer)):
        note_beside(viewer, version)
    told = [_told(number, one, viewer) for number, one in enumerate(disclosures_of(found, viewer=viewer), start=1)]
    nobody = Section(_("Disclosed to"), "disclosures", empty=_("It was disclosed to nobody."))
    earlier = Section(_("Earlier versions"), "versions", words=[_as_it_was(one) for one in versions])
    return [*(told or [nobody]), *([earlier] if versions else [])]


def _told(number: int, one: MedicalDisclosure, viewer: Viewer) -> Section:
    way = (_("End disclosure"), reverse("casefiles:end_disclosure", args=[one.key]))
    return Section(
        _("Disclosed to %(person)s") % {"person": one.person},
        f"disclosure-{number}",
        facts=disclosure_facts(one, viewer),
        links=[way] if may_end(viewer, one) else [],
    )


def _as_it_was(one: MedicalVersion) -> tuple[str, str]:
    words = {"number": one.number, "by": one.written_by, "at": moment(one.shared_at) if one.shared_at else ""}
    return _("Version %(number)s, %(by)s, %(at)s") % words, one.text


def _links(found: MedicalRecord, viewer: Viewer) -> list[Link]:
    key, links = found.key, list[Link]()
    if may_change(viewer, found):
        links.append((_("Disclose medical record"), reverse("casefiles:disclose_medical", args=[key])))
        links.append((_("Change medical record"), reverse("casefiles:edit_medical", args=[key])))
    links.append((_("Why do you see this?"), reverse("casefiles:why_medical", args=[key])))
    if offers_seal(viewer, found):
        links.append(
            (_("Wrong client, or may not be here"), reverse("casefiles:seal_item", args=["medicalrecord", key]))
        )
    return [*links, (_("To care"), reverse("casefiles:care", args=[found.case.key]))]


def _initial(found: MedicalRecord) -> dict[str, Any]:
    return {"version": found.version, "kind": found.kind, "text": found.text}


def _theirs(current: MedicalRecord) -> Theirs:
    return Theirs(texts_of(MedicalForm(initial=_initial(current))))
