"""With which earlier version a reader compares one: what they read last, or else the one that was decided before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from access.doors import note_beside
from access.viewer import Viewer
from documents.actions.read_version import series_of
from documents.comparing import Change, compare
from documents.models.reading import ReadVersion
from documents.selectors.version_parts import parts_of


@dataclass(frozen=True)
class Earlier:
    """`read_at`: when this reader read it last; none: they never did, it is only the version before."""

    version: Any
    read_at: datetime | None = None


@dataclass(frozen=True)
class Comparison:
    earlier: Earlier
    changes: tuple[Change, ...]


def earlier_for(viewer: Viewer, version: Any) -> Earlier | None:
    """Only what the reader may still see today: having read it once gives nothing."""
    names = series_of(version)
    own = ReadVersion.objects.filter(user=viewer.user, **names).first()
    series = {f"{names['kind']}_id": names["series_id"]}
    visible = type(version).objects.visible_to(viewer).filter(version_number__lt=version.version_number, **series)
    number, at = _last_read(own, version) if own else (None, None)
    if number and (found := visible.filter(version_number=number).first()):
        return Earlier(found, at)
    before = visible.order_by("-version_number").first()
    return Earlier(before) if before else None


def comparison(viewer: Viewer, version: Any) -> Comparison | None:
    earlier = earlier_for(viewer, version)
    if earlier is None:
        return None
    note_beside(viewer, earlier.version)
    return Comparison(earlier, compare(parts_of(earlier.version), parts_of(version)).changes)


def _last_read(own: ReadVersion, version: Any) -> tuple[int | None, datetime | None]:
    if own.version_number == version.version_number:
        return own.before_number, own.before_at
    return (own.version_number, own.read_at) if own.version_number < version.version_number else (None, None)
