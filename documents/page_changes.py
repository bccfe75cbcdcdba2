"""What follows when Wagtail changes a page: a line in the access log, and search is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from wagtail.models import PageLogEntry
from wagtail.signals import page_published, page_unpublished

from audit.models import Action
from audit.trail import Change, Trail, record_change
from documents.models.pages import HousePage
from search.outbox import changed

ACTIONS = {"wagtail.create": Action.CREATE, "wagtail.delete": Action.DELETE}
# Of all that one press of a button does, the first of these that is among it is what was done.
WEIGHTIEST = ("wagtail.delete", "wagtail.unpublish", "wagtail.publish", "wagtail.create")

_entries: ContextVar[list[PageLogEntry] | None] = ContextVar("entries", default=None)


@contextmanager
def writing(trail: Trail) -> Iterator[None]:
    """All that Wagtail does to a page inside becomes one line, in the same transaction: neither exists alone.

    Wagtail's actions know no request, so its own log is the place where they are all heard.
    """
    entries: list[PageLogEntry] = []
    token = _entries.set(entries)
    try:
        with transaction.atomic():
            yield
            for page_id in dict.fromkeys(entry.page_id for entry in entries):
                _record(trail, [entry for entry in entries if entry.page_id == page_id])
    finally:
        _entries.reset(token)


def _heard(sender: Any, instance: PageLogEntry, created: bool, **kwargs: Any) -> None:
    if not created:
        return
    # The page is still there, also when it is about to be deleted: its key is asked now.
    instance.house_key = _key_of(instance)
    entries = _entries.get()
    if entries is None:
        # A command, or the house itself: nobody is signed in.
        _record(Trail(), [instance])
    else:
        entries.append(instance)


def _record(trail: Trail, entries: list[PageLogEntry]) -> None:
    last = entries[-1]
    done = [entry.action for entry in entries]
    step = next((action for action in WEIGHTIEST if action in done), last.action)
    model = last.content_type.model_class() or HousePage
    record_change(
        trail,
        Change(
            noun=model._meta.label_lower,
            key=last.house_key,
            action=next((ACTIONS[action] for action in done if action in ACTIONS), Action.UPDATE),
            step=step.replace("wagtail.", "page."),
        ),
    )


def _key_of(entry: PageLogEntry) -> str:
    key = HousePage.objects.filter(pk=entry.page_id).values_list("key", flat=True).first()
    return key or str(entry.page_id)


def _published(sender: Any, instance: Any, **kwargs: Any) -> None:
    _tell_search(instance)


def _taken_down(sender: Any, instance: Any, **kwargs: Any) -> None:
    _tell_search(instance, narrowed=True)


def _tell_search(page: Any, *, narrowed: bool = False) -> None:
    if isinstance(page, HousePage):
        with transaction.atomic():
            changed("page", page.key, narrowed=narrowed)


def connect() -> None:
    """Called once, when the models are there."""
    post_save.connect(_heard, sender=PageLogEntry, dispatch_uid="documents.page_log")
    page_published.connect(_published, dispatch_uid="documents.page_published")
    page_unpublished.connect(_taken_down, dispatch_uid="documents.page_unpublished")
    pre_delete.connect(_taken_down, sender=HousePage, dispatch_uid="documents.page_deleted")
