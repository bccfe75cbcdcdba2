"""Searching in everything that the viewer may see; every search leaves its line."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.middleware import ViewerRequest
from casustafel.portal.selectors import found
from search.errors import SearchUnavailable
from search.service import search, suggest


@require_safe
def results(request: ViewerRequest) -> HttpResponse:
    """Without words there is nothing to find, and nothing was asked."""
    query = found.asked(request.GET)
    url = reverse("search")
    context: dict[str, Any] = {"query": query.text, "search_url": url}
    if not query.text:
        return render(request, "portal/search.html", context)
    try:
        answer = search(request.viewer, query)
    except SearchUnavailable as unavailable:
        return render(request, "portal/search.html", context | {"unavailable": unavailable.sentence})
    context |= {
        "answer": answer,
        "hits": found.shown(request.viewer, answer.hits),
        "facets": found.facets_of(answer, query, url=url),
        "chips": found.chips_of(request.GET),
        "clear_url": found.words_only(query.text),
    }
    return render(request, "portal/search.html", context)


@require_safe
def suggestions(request: ViewerRequest) -> HttpResponse:
    """A plain list of how the last word could end, to be put under the field."""
    text = request.GET.get("q", "")
    try:
        words = suggest(request.viewer, text)
    except SearchUnavailable:
        words = ()
    return render(request, "portal/suggestions.html", {"suggestions": found.completions(text, words)})
