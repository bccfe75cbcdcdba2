"""Requests of people at the contact point, and the answers that direction prepares."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404
from access.middleware import ViewerRequest
from accounts.models import Role
from casefiles.actions.rights_request import prepare_answer, register_request
from casefiles.forms.rights_request import AnswerForm, RequestForm
from casefiles.models import RequestAnswer, RightsRequest
from casefiles.places import RIGHTS, places_held
from casefiles.selectors.frame import case_frame
from casefiles.selectors.offers import StepReading
from casefiles.selectors.rights_requests import (
    answer_facts,
    answer_lines,
    is_late,
    places,
    request_facts,
    requests_of,
)
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, show, texts_of
from casefiles.views.found import BESIDE_AN_ITEM

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def requests(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    _must_keep(request)
    rows = [(one, is_late(one, viewer.today)) for one in requests_of(viewer)]
    viewer.trail.looked_at(RightsRequest._meta.label_lower, "")
    keeps = viewer.has_role(Role.PRIVACY_OFFICER)
    context = {"rows": rows, "may_register": keeps, "may_restrict": keeps, "crumbs": _crumbs()[:1]}
    return show(request, "casefiles/rights_requests.html", context)


@GET_OR_POST
def register(request: ViewerRequest) -> HttpResponse:
    viewer = request.viewer
    _must_keep(request)
    if not viewer.has_role(Role.PRIVACY_OFFICER):
        raise Http404
    form = RequestForm(
        request.POST or None, today=viewer.today, municipalities=places(viewer), initial={"received_on": viewer.today}
    )
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            made = register_request(form.asked(), viewer=viewer)
            messages.success(request, _("The request is registered. Who must prepare an answer is told."))
            return redirect("casefiles:rights_request", key=made.key)

        back_url = reverse("casefiles:rights_requests")
        return answer(request, act, ground=Ground(_("register request"), back_url, forms=[form]))
    return show(request, "casefiles/register_request.html", {"form": form, "crumbs": _crumbs()}, forms=[form])


@require_GET
def rights_request(request: ViewerRequest, key: str) -> HttpResponse:
    viewer = request.viewer
    found = find_or_404(viewer, RightsRequest.objects.select_related("municipality", "registered_by"), key)
    answers = answer_lines(found, viewer=viewer)
    viewer.trail.touched([one.code for one in answers])
    context = {
        "found": found,
        "facts": request_facts(found),
        "late": is_late(found, viewer.today),
        "answers": answers,
        "steps": StepReading(viewer).offers("rights_request", found),
        "crumbs": _crumbs(),
    }
    return show(request, "casefiles/rights_request.html", context)


@GET_OR_POST
def request_answer(request: ViewerRequest, key: str) -> HttpResponse:
    """Read and prepared by the directors of the case."""
    viewer = request.viewer
    rows = RequestAnswer.objects.select_related(*BESIDE_AN_ITEM, "request__municipality")
    found = find_or_404(viewer, rows, key)
    back_url = reverse("casefiles:rights", args=[found.case.key])
    if keeps_theirs(request):
        return redirect(back_url)
    (offered,) = StepReading(viewer).offers("request_answer", found)[:1] or (None,)
    form = AnswerForm(request.POST or None, initial=_written(found))
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            written = {name: form.cleaned_data[name] for name in ("outcome", "reasoning")}
            prepare_answer(found, written, viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("The answer is prepared. The contact point sees that it is there."))
            return redirect(back_url)

        ground = Ground(_("prepare answer"), back_url, found.case, "rights", [form], _theirs)
        return answer(request, act, ground=ground)
    context = {
        "case_frame": case_frame(found.case, viewer=viewer, tab="rights", primary=False),
        "found": found,
        "facts": answer_facts(found),
        "form": form if offered and offered.mine else None,
        "back_url": back_url,
    }
    return show(request, "casefiles/request_answer.html", context, forms=[form])


def _written(found: RequestAnswer) -> dict[str, object]:
    return {"version": found.version, "outcome": found.outcome, "reasoning": found.reasoning}


def _theirs(current: RequestAnswer) -> Theirs:
    return Theirs(texts_of(AnswerForm(initial=_written(current))))


def _must_keep(request: ViewerRequest) -> None:
    if not places_held(request.viewer, RIGHTS):
        raise Http404


def _crumbs() -> list[tuple[object, str]]:
    return [(_("Oversight"), reverse("oversight")), (_("Rights requests"), reverse("casefiles:rights_requests"))]
