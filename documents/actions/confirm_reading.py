"""How reading is asked for and confirmed: of one exact version, by everyone who may read it and did not make it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import may_see, note_change, note_look
from access.viewer import Viewer
from accounts.actions.notify import notify
from audit.models import Action
from documents.access import is_decided, may_make
from documents.actions.editing import V, must_make, refused, renewed
from documents.days import today
from documents.in_use import in_use
from documents.kinds import kind_of
from documents.models.reading import ReadingConfirmation, ReadingRequest
from documents.selectors.waiting_readers import waiting_readers
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet


def ask_to_confirm(version: V, *, viewer: Viewer, expected_version: int, due_on: date) -> V:
    """Ask everyone of the audience to confirm, or choose another last day for it."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(version, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        if not is_decided(current):
            raise refused(_("Reading is asked only of what was signed or adopted."))
        if due_on < today():
            raise refused(_("Choose today or a day to come."))
        before = waiting_readers(current, viewer=fresh)
        ReadingRequest.objects.update_or_create(
            kind=kind_of(current),
            version_id=current.pk,
            defaults={"due_on": due_on, "asked_by": viewer.user, "asked_at": timezone.now()},
        )
        note_change(fresh, current, Action.UPDATE, step=f"{kind_of(current)}.ask_reading")
        notify(waiting_readers(current, viewer=fresh) - before)
    return current


def stop_asking(version: V, *, viewer: Viewer, expected_version: int) -> V:
    """Nobody is asked any more; what was confirmed stays on record."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(version, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        ReadingRequest.objects.filter(kind=kind_of(current), version_id=current.pk).delete()
        note_change(fresh, current, Action.UPDATE, step=f"{kind_of(current)}.stop_asking_reading")
    return current


def confirm_reading(version: Any, *, viewer: Viewer) -> None:
    """The content of a decided version is frozen: its key names the exact text. Confirming again changes nothing."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = type(version).objects.select_for_update().get(pk=version.pk)
        if not may_see(fresh, current):
            raise Http404
        note_look(fresh, current)
        names: dict[str, Any] = {"kind": kind_of(current), "version_id": current.pk}
        asked = ReadingRequest.objects.filter(**names).exists() and not may_make(fresh)
        if not asked or not in_use(names["kind"], fresh).filter(pk=current.pk).exists():
            raise StepRefused(_("This cannot be done now"), [Unmet(_("Nobody asks you to confirm this."))])
        _row, created = ReadingConfirmation.objects.get_or_create(
            user=viewer.user, **names, defaults={"confirmed_at": timezone.now()}
        )
        if created:
            note_change(fresh, current, Action.EXECUTE, step=f"{kind_of(current)}.confirm_reading")
