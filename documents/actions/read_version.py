"""What is kept when somebody reads an agreement: for them alone, so that they can see what changed since."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from access.viewer import Viewer
from documents.access import is_decided
from documents.kinds import kind_of
from documents.models.reading import ReadVersion


def note_reading(version: Any, *, viewer: Viewer) -> None:
    """Once a day for a version that was decided; looking back at an older one changes nothing.

    No line in the access log beyond that of the look itself: this is the reader's own bookmark.
    """
    if not is_decided(version):
        return
    own = ReadVersion.objects.filter(user=viewer.user, **series_of(version))
    last = own.first()
    if last and not _moves(last, version, viewer):
        return
    with transaction.atomic():
        first = {"version_number": version.version_number, "read_at": viewer.at}
        row, created = ReadVersion.objects.select_for_update().get_or_create(
            user=viewer.user, **series_of(version), defaults=first
        )
        if created or not _moves(row, version, viewer):
            return
        if version.version_number > row.version_number:
            row.before_number, row.before_at = row.version_number, row.read_at
        row.version_number, row.read_at = version.version_number, viewer.at
        row.save()


def series_of(version: Any) -> dict[str, Any]:
    """The columns that name the series of this version."""
    kind = kind_of(version)
    return {"kind": kind, "series_id": getattr(version, f"{kind}_id")}


def _moves(row: ReadVersion, version: Any, viewer: Viewer) -> bool:
    if version.version_number != row.version_number:
        return bool(version.version_number > row.version_number)
    return timezone.localdate(row.read_at) < viewer.today
