"""Preparing and checking what the person is given, and its files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from access.doors import find_or_404, note_beside
from access.middleware import ViewerRequest
from casefiles.actions.access_pack import mark_removal, start_pack, unmark_removal
from casefiles.forms.access_pack import RemovalForm
from casefiles.models import AccessPack, PackFile, PackRemoval
from casefiles.models.access_pack import PackFormat, PackState
from casefiles.pack_content import pack_content
from casefiles.selectors.frame import case_frame
from casefiles.selectors.offers import StepReading
from casefiles.views.answers import Ground, answer, refused, show
from casefiles.views.found import BESIDE_AN_ITEM, the_case
from casefiles.views.person_letter import WORD
from documents.attachments.download import to_save
from documents.storage import read_private
from workflows.forms import VersionForm
from workflows.refusals import StepRefused, Unmet

TYPES = {PackFormat.WORD: WORD, PackFormat.DATA: "application/json"}


@require_POST
def start(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)

    def act() -> HttpResponse:
        return redirect("casefiles:access_pack", key=start_pack(case, viewer=request.viewer).key)

    back_url = reverse("casefiles:rights", args=[case.key])
    return answer(request, act, ground=Ground(_("start access pack"), back_url, case, "rights"))


@require_GET
def access_pack(request: ViewerRequest, key: str) -> HttpResponse:
    found = _the_pack(request, key)
    removals: dict[str, list[PackRemoval]] = {}
    for one in found.removals.all():
        removals.setdefault(one.item_key, []).append(one)
    making = found.state != PackState.MADE
    items = pack_content(found).items if making else ()
    for item in items:
        request.viewer.trail.looked_beside("casefiles", item.key)
    context = {
        "case_frame": case_frame(found.case, viewer=request.viewer, tab="rights", primary=False),
        "pack": found,
        "rows": [(item, removals.get(item.key, ())) for item in items],
        "files": found.files.all(),
        "may_mark": _may_mark(found, request),
        "steps": StepReading(request.viewer).offers("pack", found),
    }
    return show(request, "casefiles/access_pack.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: ViewerRequest, key: str, item: str) -> HttpResponse:
    found = _the_pack(request, key)
    back_url = reverse("casefiles:access_pack", args=[key])
    about = next((one for one in pack_content(found).items if one.key == item), None)
    if about is None:
        raise Http404
    if not _may_mark(found, request):
        only = Unmet(
            _("%(person)s prepares this pack.") % {"person": found.owner}, who=str(found.owner), forbidden=True
        )
        ground = Ground(_("leave out"), back_url, found.case, "rights")
        return refused(request, StepRefused(_("leave out"), [only]), ground=ground)
    form = RemovalForm(request.POST or None, initial={"version": found.version})
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            marked = {name: form.cleaned_data[name] for name in ("passage", "ground", "explanation")}
            version = form.expected_version
            mark_removal(found, marked | {"item_key": item}, viewer=request.viewer, expected_version=version)
            messages.success(request, _("Marked: this is left out."))
            return redirect(back_url)

        return answer(request, act, ground=Ground(_("leave out"), back_url, found.case, "rights", [form]))
    frame = case_frame(found.case, viewer=request.viewer, tab="rights", primary=False)
    context = {"case_frame": frame, "form": form, "about": about, "back_url": back_url}
    return show(request, "casefiles/pack_mark.html", context, forms=[form])


@require_POST
def unmark(request: ViewerRequest, key: str) -> HttpResponse:
    rows = PackRemoval.objects.select_related("pack__case__municipality", "pack__case__meeting_type")
    found = find_or_404(request.viewer, rows, key)
    back_url, form = reverse("casefiles:access_pack", args=[found.pack.key]), VersionForm(request.POST)
    if not form.is_valid():
        return redirect(back_url)

    def act() -> HttpResponse:
        unmark_removal(found, viewer=request.viewer, expected_version=form.expected_version)
        messages.success(request, _("This is given again."))
        return redirect(back_url)

    return answer(request, act, ground=Ground(_("give again"), back_url, found.pack.case, "rights"))


@require_GET
def pack_file(request: ViewerRequest, key: str) -> HttpResponse:
    """Given to the person by who prepared it: an export, whose line says so."""
    found = find_or_404(request.viewer, PackFile.objects.select_related("pack__case"), key)
    if found.pack.destroy_on and found.pack.destroy_on < request.viewer.today:
        raise Http404
    note_beside(request.viewer, found.pack)
    request.viewer.trail.downloaded(export=True)
    content = read_private(found.path, sha256=found.sha256)
    return to_save(content, name=found.name, content_type=TYPES[PackFormat(found.format)])


def _may_mark(pack: AccessPack, request: ViewerRequest) -> bool:
    return pack.state == PackState.DRAFT and pack.owner_id == request.viewer.user.pk


def _the_pack(request: ViewerRequest, key: str) -> AccessPack:
    return find_or_404(request.viewer, AccessPack.objects.select_related(*BESIDE_AN_ITEM), key)
