"""Writing a page without Wagtail's editor: the demo region does, and whoever brings texts from elsewhere."""

from django.http import Http404
from wagtail.models import Page

from access.viewer import Viewer
from documents.access import may_write_pages
from documents.actions.editing import renewed
from documents.models.pages import ExplanationIndexPage, ExplanationPage, HousePage, NewsIndexPage, NewsPage
from documents.page_changes import writing

PLACES: dict[type[HousePage], type[Page]] = {NewsPage: NewsIndexPage, ExplanationPage: ExplanationIndexPage}


def write_page(page: HousePage, *, viewer: Viewer, publish: bool = True) -> HousePage:
    """Save this text as the newest, of a new page or of one that exists; nobody reads it until readers are chosen.

    Raises Http404 for who writes no pages.
    """
    fresh = renewed(viewer)
    if not may_write_pages(fresh):
        raise Http404
    with writing(viewer.trail):
        if page.pk is None:
            page.live = False
            page.owner = viewer.user
            PLACES[type(page)].objects.get().add_child(instance=page)
        revision = page.save_revision(user=viewer.user, log_action=True)
        if publish:
            revision.publish(user=viewer.user)
    written: HousePage = type(page).objects.get(pk=page.pk)
    return written
