"""The optimistic lock: whoever changes a thing first wins, the other is told and loses nothing."""

from typing import Any, TypeVar

from django.db.models import F, Model
from django.http import Http404

from access.doors import note_look
from access.registry import rule_of
from access.viewer import Viewer
from workflows.refusals import Stale

T = TypeVar("T", bound=Model)


def claim(thing: T, *, viewer: Viewer, expected_version: int) -> T:
    """Compare-and-set on the version inside the caller's transaction; the fresh row, ours until that ends.

    Raises Http404 before anything else when the viewer may not see the thing, Stale when it moved on.
    """
    model: Any = type(thing)
    rows = model._default_manager.filter(pk=thing.pk)
    if not rows.filter(rule_of(model).q(viewer)).exists():
        raise Http404
    claimed = rows.filter(version=expected_version).update(version=F("version") + 1)
    # A fresh row, never `refresh_from_db`: that un-protects the state for the whole process when the row is gone.
    current: T = rows.get()
    note_look(viewer, current)
    if not claimed:
        raise Stale(current)
    return current
