"""Reading the welcome, news and explanations: what is published, by who it is published to."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from access.doors import find_or_404
from access.explain import who, why
from access.middleware import ViewerRequest
from documents.access import may_write_pages
from documents.models.pages import ExplanationPage, HomePage, HousePage, NewsPage
from documents.selectors.pages import explanations_for, news_for
from documents.views.crumbs import explanations_crumb, news_crumb
from workflows.refusals import Text

NEWS_ON_A_PAGE = 20
Crumbs = list[tuple[Text, str]]


@require_safe
def news(request: ViewerRequest) -> HttpResponse:
    page = Paginator(news_for(request.viewer), NEWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": _("News"),
        "page": page,
        "items": page.object_list,
        "may_write": may_write_pages(request.viewer),
    }
    return render(request, "documents/pages/list.html", context)


@require_safe
def explanations(request: ViewerRequest) -> HttpResponse:
    context = {
        "heading": _("Explanation"),
        "items": explanations_for(request.viewer),
        "may_write": may_write_pages(request.viewer),
    }
    return render(request, "documents/pages/list.html", context)


@require_safe
def news_item(request: ViewerRequest, key: str) -> HttpResponse:
    return _shown(request, NewsPage.objects, key, [news_crumb()])


@require_safe
def explanation(request: ViewerRequest, key: str) -> HttpResponse:
    return _shown(request, ExplanationPage.objects, key, [explanations_crumb()])


@require_safe
def welcome(request: ViewerRequest) -> HttpResponse:
    """There is one, at an address without a key."""
    found = HomePage.objects.visible_to(request.viewer).first()
    if found is None:
        raise Http404
    return _shown(request, HomePage.objects, found.key, [explanations_crumb()])


@require_safe
def page(request: ViewerRequest, key: str) -> HttpResponse:
    """From a search result to the page itself."""
    return redirect(find_or_404(request.viewer, HousePage.objects, key).specific.get_absolute_url())


@require_safe
def why_page(request: ViewerRequest, key: str) -> HttpResponse:
    # The audience is read once, however many people it is held against.
    pages = HousePage.objects.select_related("readership__audience")
    found = find_or_404(request.viewer, pages.prefetch_related("readership__audience__entries"), key)
    context = {
        "version": found,
        "chain": why(request.viewer, found),
        "readers": who(found),
        "crumbs": [(found.title, found.specific.get_absolute_url())],
    }
    return render(request, "documents/why.html", context)


def _shown(request: ViewerRequest, pages: Any, key: str, crumbs: Crumbs) -> HttpResponse:
    found = find_or_404(request.viewer, pages, key)
    context = {"page": found, "crumbs": crumbs, "may_write": may_write_pages(request.viewer)}
    return render(request, HousePage.template_name, context)
