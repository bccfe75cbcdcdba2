"""What somebody keeps of their searching: saving, naming, being mailed, taking away, taking along."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casustafel.portal.forms import QuestionForm
from casustafel.portal.selectors.questions import everything_of
from search.actions.forget import forget, forget_recent
from search.actions.save import TooManySaved, note_all_seen, save
from search.errors import SearchUnavailable
from search.models import Question


@require_http_methods(["GET", "HEAD", "POST"])
def save_question(request: ViewerRequest, key: str) -> HttpResponse:
    """The same page for saving and for changing: a name, and whether to be mailed."""
    question = _find(request, key)
    name = question.name or Truncator(" ".join(question.text.split())).chars(QuestionForm.MOST_LETTERS)
    form = QuestionForm(request.POST or None, initial={"name": name, "alert": question.alert_at is not None})
    if form.is_bound and form.is_valid() and _saved(request, question, form):
        messages.success(request, _("Search saved. You find it on the page Search."))
        return redirect("search_question", key=question.key)
    wrong = form.is_bound
    context = {"form": form, "question": question, "has_errors": wrong}
    return render(request, "portal/save_question.html", context, status=422 if wrong else 200)


@require_POST
def forget_question(request: ViewerRequest, key: str) -> HttpResponse:
    forget(_find(request, key), viewer=request.viewer)
    messages.success(request, _("Taken away."))
    return redirect("search")


@require_POST
def forget_questions(request: ViewerRequest) -> HttpResponse:
    forget_recent(viewer=request.viewer)
    messages.success(request, _("All that you asked was taken away. What you saved is still there."))
    return redirect("search")


@require_POST
def question_seen(request: ViewerRequest, key: str) -> HttpResponse:
    """Only the reader says that they have seen it: a page that loads again marks the same as before."""
    question = _find(request, key)
    try:
        note_all_seen(question, viewer=request.viewer)
    except SearchUnavailable as unavailable:
        messages.error(request, unavailable.sentence)
    return redirect("search_question", key=question.key)


@require_safe
def my_questions(request: ViewerRequest) -> HttpResponse:
    """A file with all that is kept of one's own searching."""
    request.viewer.trail.looked_at(Question._meta.label_lower, "")
    request.viewer.trail.downloaded(export=True)
    response = JsonResponse(
        everything_of(request.viewer), safe=False, json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="zoekvragen.json"'
    return response


def _saved(request: ViewerRequest, question: Question, form: QuestionForm) -> bool:
    given = form.cleaned_data
    try:
        save(question, viewer=request.viewer, name=given["name"], alert=given["alert"])
    except TooManySaved as full:
        form.add_error(None, str(full.sentence))
        return False
    return True


def _find(request: ViewerRequest, key: str) -> Question:
    return find_or_404(request.viewer, Question.objects.all(), key)
