"""The information round of a case: what is asked of whom, and answering it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casefiles.actions.information_round import ASKS, answer_question, ask, change_question, sources_of
from casefiles.dossier import may_answer, may_direct, not_yours
from casefiles.forms.dossier import AnswerForm, QuestionForm
from casefiles.guards import is_asked_of_reader
from casefiles.models import Case, Circle, RoundAnswer, RoundState, RoundTask
from casefiles.selectors.circles import categories
from casefiles.selectors.frame import case_frame
from casefiles.selectors.information_round import information_round
from casefiles.selectors.plan_writing import team_organisations, team_people
from casefiles.setting_aside import may_set_aside
from casefiles.views.answers import Ground, Theirs, answer, keeps_theirs, refused, show, texts_of
from casefiles.views.client import form_page
from casefiles.views.found import BESIDE_AN_ITEM, the_case
from workflows.refusals import StepRefused, Unmet

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def round_page(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    found = information_round(case, viewer=request.viewer)
    request.viewer.trail.touched({row.task.case.key for row in found.rows})
    frame = case_frame(case, viewer=request.viewer, tab="overview", primary=not found.may_ask)
    aside = may_set_aside(request.viewer, case)
    return show(
        request, "casefiles/round.html", {"case_frame": frame, "case": case, "round": found, "may_restrict": aside}
    )


@GET_OR_POST
def ask_question(request: ViewerRequest, code: str) -> HttpResponse:
    case = the_case(request, code)
    return _question(request, case, None)


@GET_OR_POST
def edit_question(request: ViewerRequest, key: str) -> HttpResponse:
    task = _the_task(request, key)
    return _question(request, task.case, task)


@GET_OR_POST
def answer_round(request: ViewerRequest, key: str) -> HttpResponse:
    task, viewer = _the_task(request, key), request.viewer
    case, back_url = task.case, reverse("casefiles:round", args=[task.case.key])
    if refusal := _answer_refusal(task, request):
        return refused(request, refusal, ground=Ground(_("record answer"), back_url, case, "overview"))
    sources = sources_of(task, viewer=viewer)
    form = AnswerForm(
        request.POST or None,
        sources=sources,
        categories=offered(case, sources, request),
        initial={"version": task.version, "circle": Circle.TEAM},
    )
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            answer_question(task, form.answer(), viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Answer recorded."))
            return redirect(back_url)

        return answer(request, act, ground=Ground(_("record answer"), back_url, case, "overview", [form]))
    return form_page(request, case, form, (task.title, _("Record answer"), back_url))


@require_GET
def answer_place(request: ViewerRequest, key: str) -> HttpResponse:
    """Where an answer that was found by searching stands."""
    found = find_or_404(request.viewer, RoundAnswer.objects.select_related("task", "case"), key)
    return redirect(f"{reverse('casefiles:round', args=[found.case.key])}#task-{found.task.key}")


def offered(case: Case, sources: Any, request: ViewerRequest) -> list[Any]:
    """The kinds of data that one of these sources may give here."""
    found = {one.pk: one for source in sources for one in categories(case, organisation=source, viewer=request.viewer)}
    return list(found.values())


def _question(request: ViewerRequest, case: Case, task: RoundTask | None) -> HttpResponse:
    viewer, back_url = request.viewer, reverse("casefiles:round", args=[case.key])
    if keeps_theirs(request):
        return redirect(back_url)
    if refusal := _question_refusal(case, task, request):
        return refused(request, refusal, ground=Ground(_("ask question"), back_url, case, "overview"))
    form = _form(request, case, task, request.POST or None)
    if form.is_bound and form.is_valid():

        def act() -> HttpResponse:
            if task is None:
                ask(case, form.cleaned_data, viewer=viewer)
            else:
                change_question(task, form.cleaned_data, viewer=viewer, expected_version=form.expected_version)
            messages.success(request, _("Question saved."))
            return redirect(back_url)

        def theirs(current: RoundTask) -> Theirs:
            return Theirs(texts_of(_form(request, case, current, None)))

        return answer(request, act, ground=Ground(_("ask question"), back_url, case, "overview", [form], theirs))
    heading = _("Change question") if task else _("Ask question")
    return form_page(request, case, form, (heading, _("Save question"), back_url))


def _form(request: ViewerRequest, case: Case, task: RoundTask | None, data: Any) -> QuestionForm:
    initial = {name: getattr(task, name) for name in ASKS} | {"version": task.version} if task else {}
    organisations = team_organisations(case, viewer=request.viewer)
    return QuestionForm(
        data, organisations=organisations, people=team_people(case, viewer=request.viewer), initial=initial
    )


def _question_refusal(case: Case, task: RoundTask | None, request: ViewerRequest) -> StepRefused | None:
    if may_direct(request.viewer, case) is None:
        return not_yours(case, _("The information round cannot be changed now"))
    if task and task.state != RoundState.ASKED:
        return StepRefused(_("This question cannot be changed"), [Unmet(_("It was answered already."))])
    return None


def _answer_refusal(task: RoundTask, request: ViewerRequest) -> StepRefused | None:
    heading = _("This answer cannot be recorded")
    if task.state != RoundState.ASKED:
        return StepRefused(heading, [Unmet(_("It was answered already."))])
    if may_answer(request.viewer, task):
        return None
    other = is_asked_of_reader(task, request.viewer)
    return StepRefused(heading, [other]) if other and task.case.is_open else not_yours(task.case, heading)


def _the_task(request: ViewerRequest, key: str) -> RoundTask:
    rows = RoundTask.objects.select_related(*BESIDE_AN_ITEM, "organisation", "person")
    return find_or_404(request.viewer, rows, key)
