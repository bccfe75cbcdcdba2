"""Who the client is, who represents them, and which cases belong to them."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404, note_look
from access.middleware import ViewerRequest
from casefiles.actions.client import REPRESENTS, add_representative, edit_client, edit_representative
from casefiles.dossier import may_direct, not_yours
from casefiles.forms.client import ClientForm, RepresentativeForm
from casefiles.models import Case, Client, Representative
from casefiles.selectors.client import client_page
from casefiles.selectors.frame import case_frame
from casefiles.views.answers import Ground, Theirs, Written, answer, keeps_theirs, refused, show, texts_of
from casefiles.views.found import the_case

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def client(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    context = {
        "case_frame": case_frame(case, viewer=request.viewer, tab="overview"),
        "case": case,
        "page": client_page(case, viewer=request.viewer),
    }
    return show(request, "casefiles/client.html", context)


@GET_OR_POST
def edit(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    back_url = reverse("casefiles:client", args=[case.key])
    if keeps_theirs(request):
        return redirect(back_url)
    if may_direct(request.viewer, case) is None:
        return _not_yours(request, case, _("change client"))
    found = case.client
    note_look(request.viewer, found)
    form = ClientForm(request.POST or None, initial=_identity(found))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            edit_client(found, form.cleaned_data, viewer=request.viewer, expected_version=form.expected_version)
            messages.success(request, _("Client saved."))
            return redirect(back_url)

        ground = Ground(_("change client"), back_url, case, "overview", [form], _their_identity)
        return answer(request, act, ground=ground)
    return form_page(request, case, form, (_("Change client"), _("Save client"), back_url))


@GET_OR_POST
def represent(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    if may_direct(request.viewer, case) is None:
        return _not_yours(request, case, _("add representative"))
    form = RepresentativeForm(request.POST or None, initial={"starts_on": request.viewer.today})

    def save() -> None:
        add_representative(case, form.cleaned_data, viewer=request.viewer)

    return _saved(request, case, form, save)


@GET_OR_POST
def representative(request: ViewerRequest, key: str) -> HttpResponse:
    rows = Representative.objects.select_related("case__municipality", "case__meeting_type")
    found = find_or_404(request.viewer, rows, key)
    case = found.case
    if keeps_theirs(request):
        return redirect("casefiles:client", code=case.key)
    if may_direct(request.viewer, case) is None:
        return _not_yours(request, case, _("change representative"))
    form = RepresentativeForm(request.POST or None, initial=_represents(found))

    def save() -> None:
        version = form.expected_version
        edit_representative(found, form.cleaned_data, viewer=request.viewer, expected_version=version)

    return _saved(request, case, form, save)


def _saved(request: ViewerRequest, case: Case, form: RepresentativeForm, save: Callable[[], None]) -> HttpResponse:
    back_url = reverse("casefiles:client", args=[case.key])
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            save()
            messages.success(request, _("Representative saved."))
            return redirect(back_url)

        doing = _("change representative")
        return answer(request, act, ground=Ground(doing, back_url, case, "overview", [form], _their_representative))
    return form_page(request, case, form, (_("Representative"), _("Save representative"), back_url))


def form_page(request: ViewerRequest, case: Case, form: BaseForm, words: tuple[str, str, str]) -> HttpResponse:
    """One form in the frame of its case. `words`: heading, button, and the way back."""
    heading, button, back_url = words
    context = {
        "case_frame": case_frame(case, viewer=request.viewer, tab="overview", primary=False),
        "heading": heading,
        "button": button,
        "back_url": back_url,
        "form": form,
    }
    return show(request, "casefiles/dossier_form.html", context, forms=[form])


def _not_yours(request: ViewerRequest, case: Case, doing: str) -> HttpResponse:
    back_url = reverse("casefiles:client", args=[case.key])
    refusal = not_yours(case, _("The client cannot be changed now"))
    return refused(request, refusal, ground=Ground(doing, back_url, case, "overview"))


def _identity(client: Client) -> dict[str, object]:
    return {"name": client.name, "birth_date": client.birth_date, "version": client.version}


def _represents(one: Representative) -> dict[str, object]:
    return {name: getattr(one, name) for name in REPRESENTS} | {"version": one.version}


def _their_identity(current: Client) -> Theirs:
    form = ClientForm(initial=_identity(current))
    born = current.birth_date.isoformat() if current.birth_date else ""
    return Theirs([*texts_of(form), Written("birth_date", str(form["birth_date"].label), born)])


def _their_representative(current: Representative) -> Theirs:
    return Theirs(texts_of(RepresentativeForm(initial=_represents(current))))
