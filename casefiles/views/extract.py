"""An anonymised referral: written by who directs the case, checked by a second, read by who never sees the case."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, note_beside
from access.middleware import ViewerRequest
from access.viewer import Viewer
from accounts.models import Role, User
from casefiles.actions.extract import edit_extract, may_write_extract, name_readers, write_extract
from casefiles.forms.ending import ExtractForm, ReadersForm
from casefiles.models import Extract, ExtractKey, ExtractState
from casefiles.models.extract import EXTRACT_PARTS, HOUSE
from casefiles.recognise import telling
from casefiles.rules import DIRECTORS, case_token
from casefiles.selectors.confirm import Fact
from casefiles.selectors.offers import offers
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, refused, texts_of
from casefiles.views.found import the_case
from casefiles.views.parts import Leaf, Line, Link, Section, Table, show_form, show_leaf
from workflows.refusals import StepRefused, Unmet

PER_PAGE, QUESTION_SHOWN = 25, 160
BEFORE_THE_TABLE = (ExtractState.DRAFT, ExtractState.TO_CHECK)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ViewerRequest, code: str) -> HttpResponse:
    case, viewer = the_case(request, code), request.viewer
    back_url = reverse("casefiles:retention", args=[case.key])
    form = ExtractForm(request.POST or None)
    ground = Ground(_("write an anonymised referral"), reverse("casefiles:case", args=[case.key]), case, forms=[form])
    if not may_write_extract(viewer, case):
        unmet = Unmet(_("This is up to who directs the case."), _("the directors of the case"), forbidden=True)
        return refused(request, StepRefused(ground.doing, [unmet]), ground=ground)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            made = write_extract(case, form.cleaned_data, viewer=viewer, pairs=form.pairs)
            return redirect("casefiles:extract", key=made.key)

        return answer(request, act, ground=ground)
    leaf = Leaf(
        _("Anonymised referral to the advisory table"),
        _("Whoever reads this never sees the case. Names are replaced by pseudonyms; a second person checks it."),
        links=[(_("Back"), back_url)],
        case=case,
    )
    return show_form(request, leaf, form, button=_("Keep draft"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_extract(request, key), request.viewer
    back_url = reverse("casefiles:extract", args=[found.key])
    if keeps_theirs(request):
        return redirect(back_url)
    form = ExtractForm(request.POST or None, initial=_initial(found))
    ground = Ground(_("change the extract"), back_url, forms=[form], theirs=_theirs)
    if found.state != ExtractState.DRAFT or not may_write_extract(viewer, found.case):
        unmet = Unmet(_("This is up to who directs the case, as long as it is a draft."), forbidden=True)
        return refused(request, StepRefused(ground.doing, [unmet]), ground=ground)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            version = form.expected_version
            edit_extract(found, form.cleaned_data, viewer=viewer, expected_version=version, pairs=form.pairs)
            return redirect(back_url)

        return answer(request, act, ground=ground)
    leaf = Leaf(_("Change anonymised referral"), links=[(_("Back"), back_url)])
    return show_form(request, leaf, form, button=_("Keep draft"))


@require_GET
def extract(request: ViewerRequest, key: str) -> HttpResponse:
    """The same text for all; warnings for who wrote and checks it, the key for the process director alone."""
    found, viewer = _the_extract(request, key), request.viewer
    directs = case_token(found.case_id, DIRECTORS) in viewer.grants
    labels = {name: found._meta.get_field(name).verbose_name for name in EXTRACT_PARTS}  # type: ignore[union-attr]
    words = [(capfirst(str(label)), getattr(found, name)) for name, label in labels.items() if getattr(found, name)]
    sections = [Section(_("The question"), "text", words=words)]
    if directs and found.state in BEFORE_THE_TABLE:
        sections.append(_warnings(found))
    if pseudonyms := ExtractKey.objects.visible_to(viewer).filter(extract=found).first():
        note_beside(viewer, pseudonyms)
        sections.append(_key(pseudonyms, found))
    leaf = Leaf(
        _("Anonymised referral"),
        facts=_facts(found, directs=directs),
        sections=sections,
        steps=offers("extract", found, viewer=viewer) if directs or HOUSE in viewer.grants else [],
        links=_links(found, viewer, directs=directs),
    )
    return show_leaf(request, leaf)


@require_GET
def extracts(request: ViewerRequest) -> HttpResponse:
    """What the reader may read: as a director of its case, of the house, or at the table. No case, no day."""
    viewer = request.viewer
    page = Paginator(Extract.objects.visible_to(viewer), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        Line(
            Truncator(one.question).chars(QUESTION_SHOWN),
            [capfirst(one.get_state_display()), Truncator(one.outcome).chars(QUESTION_SHOWN)],
            reverse("casefiles:extract", args=[one.key]),
        )
        for one in page
    ]
    viewer.trail.looked_at(Extract._meta.label_lower, "")
    columns = [_("Question to the advisory table"), _("Status"), _("Outcome")]
    table = Table(_("Anonymised referrals"), columns, rows, empty=_("Not yet"))
    empty = _("Here stand the anonymised referrals that you may read. Now there is none.")
    leaf = Leaf(
        _("Anonymised referrals"),
        _("Questions about a case that you do not see, put to the advisory table without names."),
        sections=[Section(_("All that you may read"), "extracts", table=table, empty=empty, page=page)],
        links=[(_("Back to my work"), reverse("my_work"))],
    )
    return show_leaf(request, leaf)


@require_http_methods(["GET", "HEAD", "POST"])
def readers(request: ViewerRequest, key: str) -> HttpResponse:
    found, viewer = _the_extract(request, key), request.viewer
    back_url = reverse("casefiles:extract", args=[found.key])
    # Who is in the team knows whom it is about.
    people = User.objects.filter(is_active=True).exclude(memberships__case=found.case_id)
    people = people.exclude(pk=viewer.user.pk).select_related("organisation").order_by("name")
    initial = {"version": found.version, "readers": [one.key for one in found.readers.all()]}
    form = ReadersForm(request.POST or None, people=people, initial=initial)
    ground = Ground(_("name the readers"), back_url, forms=[form])
    if not viewer.has_role(Role.PROCESS_DIRECTOR, municipality_id=found.case.municipality_id):
        unmet = Unmet(_("This is up to the process director of the house."), forbidden=True)
        return refused(request, StepRefused(ground.doing, [unmet]), ground=ground)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            chosen, version = form.cleaned_data["readers"], form.expected_version
            name_readers(found, viewer=viewer, expected_version=version, readers=chosen)
            messages.success(request, _("The readers are named."))
            return redirect(back_url)

        return answer(request, act, ground=ground)
    leaf = Leaf(_("Readers at the advisory table"), links=[(_("Back"), back_url)])
    return show_form(request, leaf, form, button=_("Name readers"))


def _the_extract(request: ViewerRequest, key: str) -> Extract:
    rows = Extract.objects.select_related("case__municipality", "case__meeting_type", "written_by")
    return find_or_404(request.viewer, rows, key)


def _facts(found: Extract, *, directs: bool) -> list[Fact]:
    """Which case it is from is told to its directors, and to others once it is linked again."""
    facts = [Fact(_("Status"), capfirst(found.get_state_display()))]
    if directs or found.state == ExtractState.RELINKED:
        facts.append(Fact(_("Case"), found.case.key))
    return [*facts, Fact(_("Outcome"), found.outcome, empty=_("Not yet"))]


def _links(found: Extract, viewer: Viewer, *, directs: bool) -> list[Link]:
    links: list[Link] = []
    if directs and found.state == ExtractState.DRAFT:
        links.append((_("Change anonymised referral"), reverse("casefiles:edit_extract", args=[found.key])))
    if HOUSE in viewer.grants and found.state in (ExtractState.CHECKED, ExtractState.SUBMITTED):
        links.append((_("Name readers"), reverse("casefiles:extract_readers", args=[found.key])))
    if directs:
        links.append((_("Back to the case"), reverse("casefiles:case", args=[found.case.key])))
    return [*links, (_("All anonymised referrals"), reverse("casefiles:extracts"))]


def _warnings(found: Extract) -> Section:
    rows = [Line(one.words, [one.why]) for one in telling(found)]
    table = Table(_("What may identify"), [_("In the text"), _("Why it may identify")], rows)
    text = _("Weigh each of these: could somebody who lives there know who this is?")
    return Section(
        _("What may identify"), "warnings", text, table=table, empty=_("Nothing stands out. Read it anyway.")
    )


def _key(pseudonyms: ExtractKey, found: Extract) -> Section:
    rows = [Line(pseudonym, [name]) for name, pseudonym in pseudonyms.pairs]
    table = Table(_("Key"), [_("Pseudonym"), _("Name")], rows)
    text = _("Only you read this. Case: %(code)s.") % {"code": found.case.key}
    return Section(_("Key"), "key", text, table=table, empty=_("No pseudonyms were used."))


def _initial(found: Extract) -> dict[str, object]:
    return {name: getattr(found, name) for name in EXTRACT_PARTS} | {"version": found.version}


def _theirs(current: Extract) -> Theirs:
    return Theirs(texts=texts_of(ExtractForm(initial=_initial(current))))
