"""What a signatory wants to know besides the text: since when it waits, and what it changes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from access.doors import note_beside
from access.viewer import Viewer
from documents.comparing import Comparison, compare
from documents.models.covenant import CovenantVersion, Standing
from documents.selectors.version_parts import parts_of
from workflows.models import Transition
from workflows.refusals import Text


@dataclass(frozen=True)
class Before:
    """The version that was agreed before, what it is today, and how the text differs from it."""

    version: CovenantVersion
    standing: Text
    comparison: Comparison


def asked_on(version: CovenantVersion) -> date | None:
    """The day on which signatories were asked last; none while they were not."""
    moves = Transition.objects.filter(noun=version._meta.label_lower, thing_id=version.pk)
    moved = moves.filter(step="covenant.ready_to_sign").first()
    return timezone.localdate(moved.at) if moved else None


def reminded_on(version: CovenantVersion) -> date | None:
    """The day of the last reminder since they were asked last."""
    asked, last = asked_on(version), version.reminders.first()
    return last.on if last and (asked is None or last.on >= asked) else None


def before(version: CovenantVersion, *, viewer: Viewer) -> Before | None:
    """The last version that was concluded before this one, as far as this viewer may read it."""
    rows: Any = CovenantVersion.objects.visible_to(viewer).with_standing(viewer.today).select_related("covenant")
    concluded = rows.filter(covenant=version.covenant_id, begins_on__isnull=False)
    found = concluded.filter(version_number__lt=version.version_number).order_by("-version_number").first()
    if found is None:
        return None
    note_beside(viewer, found)
    return Before(found, Standing(found.standing).label, compare(parts_of(found), parts_of(version)))
