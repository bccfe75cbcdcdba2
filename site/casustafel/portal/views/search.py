"""Searching in everything that the viewer may see. A question is posted and kept; its address holds its key alone."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from access.doors import find_or_404
from access.middleware import ViewerRequest
from casustafel.portal.selectors import found, questions
from casustafel.portal.selectors.choices import choices_in
from search.actions.ask import ask
from search.actions.save import found_in
from search.errors import SearchUnavailable
from search.models import Question
from search.service import Answer, advise, search, suggest

PER_PAGE = 20
# An address has an end: further back than this one goes to the first page.
MOST_CURSORS = 40
RESULTS = "#results"


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ViewerRequest) -> HttpResponse:
    """Before anything is asked: what the reader asked and saved."""
    if request.method == "POST":
        return _asked(request, request.POST.get("q", ""), choices_in(request.POST))
    request.viewer.trail.looked_at(Question._meta.label_lower, "")
    return render(request, "portal/search.html", {"query": "", "kept": questions.kept_of(request.viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
def results(request: ViewerRequest, key: str) -> HttpResponse:
    """What a question finds. Posting other choices, or taking a piece away, asks another one."""
    question = find_or_404(request.viewer, Question.objects.all(), key)
    if request.method == "POST":
        return _asked(request, *_changed(question, request.POST), at=RESULTS)
    cursors = request.GET.getlist("after")[-MOST_CURSORS:]
    context = {"query": question.text, "question": question, "chips": questions.chips_of(question)}
    try:
        answer = search(request.viewer, question.query(after=cursors[-1] if cursors else "", limit=PER_PAGE))
        context |= _answered(request, question, answer) | _pages(answer, cursors)
    except SearchUnavailable as unavailable:
        context |= {"unavailable": unavailable.sentence}
    return render(request, "portal/search.html", context)


def _changed(question: Question, sent: QueryDict) -> tuple[str, Mapping[str, Any]]:
    """Text and choices of the next question: without one piece of it, or with what the form of facets says."""
    if (number := sent.get("without", "")).isdecimal():
        return questions.without_chip(question, int(number[:4]))
    return question.text, choices_in(sent)


@require_POST
def suggestions(request: ViewerRequest) -> HttpResponse:
    """A plain list of how the last word could end, to be put under the field."""
    text = request.POST.get("q", "")
    try:
        words = suggest(request.viewer, text)
    except SearchUnavailable:
        words = ()
    return render(request, "portal/suggestions.html", {"suggestions": questions.completions(text, words)})


def _asked(request: ViewerRequest, text: str, choices: Mapping[str, Any], *, at: str = "") -> HttpResponse:
    """Without words there is nothing to find, and nothing was asked. `at`: where on the page its reader goes on."""
    if not text.strip():
        return redirect("search")
    return redirect(reverse("search_question", args=[ask(text, choices, viewer=request.viewer).key]) + at)


def _answered(request: ViewerRequest, question: Question, answer: Answer) -> dict[str, Any]:
    new = frozenset(question.unseen(found_in(answer)))
    nothing = not answer.count
    return {
        "answer": answer,
        "hits": found.shown(request.viewer, answer.hits, new=new),
        "facets": found.facets_of(answer, question),
        "anything_new": bool(new),
        "offers": questions.offers_of(advise(request.viewer, question.query())) if nothing else {},
    }


def _pages(answer: Answer, cursors: list[str]) -> dict[str, str]:
    """The way on and back. All cursors on the way stand in the address, for a cursor leads only on."""
    pages = {}
    if cursors:
        pages["previous_url"] = f"?{urlencode([('after', one) for one in cursors[:-1]])}{RESULTS}"
    if answer.next:
        pages["next_url"] = f"?{urlencode([('after', one) for one in (*cursors, answer.next)])}{RESULTS}"
    return pages
