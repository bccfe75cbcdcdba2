"""Who may read a page: chosen apart from its text, at once, and never by an old revision."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.http import Http404

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from documents.access import may_write_pages
from documents.actions.editing import renewed
from documents.actions.publish import must_be_known
from documents.audiences import LEADERS, new_audience
from documents.models.pages import HousePage, Readership
from search.outbox import changed
from workflows.refusals import Stale


def choose_readers(page: HousePage, *, viewer: Viewer, expected_version: int, tokens: Iterable[str]) -> HousePage:
    """Let these read the page while it is published, besides who writes pages. Choosing again replaces the choice.

    Raises Http404 for who writes no pages, Stale when somebody else chose meanwhile.
    """
    with transaction.atomic():
        fresh = renewed(viewer)
        if not may_write_pages(fresh):
            raise Http404
        readership = _claim(page, expected_version)
        before = {entry.token for entry in readership.audience.entries.all()}
        chosen = {LEADERS, *tokens}
        for token in chosen:
            must_be_known(token)
        readership.audience.choose(chosen)
        changed("page", page.key, narrowed=bool(before - chosen))
        note_change(fresh, page, Action.UPDATE, step="page.choose_readers")
    return page


def _claim(page: HousePage, expected_version: int) -> Readership:
    """The lock on the readers; a page that had none gets them now."""
    readership = Readership.objects.filter(page_id=page.pk).first()
    if readership is None:
        readership = Readership.objects.create(page_id=page.pk, audience=new_audience())
    claimed = Readership.objects.filter(pk=readership.pk, version=expected_version).update(version=F("version") + 1)
    if not claimed:
        raise Stale(type(page).objects.get(pk=page.pk))
    return Readership.objects.select_related("audience").get(pk=readership.pk)
