"""Which agreements somebody may read, with what each of them is today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from access.viewer import Viewer
from documents.models.covenant import CovenantVersion, Standing
from documents.models.matrix import MatrixStanding, MatrixVersion
from documents.models.protocol import ProtocolStanding, ProtocolVersion
from documents.models.reading import ReadVersion
from documents.selectors.standing_badges import Part, part_of


@dataclass(frozen=True)
class Agreement:
    """One version. `first_day` and `last_day`: in force or in effect, inclusive; none while unknown."""

    kind: str
    key: str
    number: str
    version_number: int
    title: str
    standing: str
    standing_label: str | Promise
    first_day: date | None
    last_day: date | None
    series_id: int
    # The reader has read an earlier version of it, and not this one.
    is_news: bool = False


def covenants(viewer: Viewer) -> list[Agreement]:
    """Every version that the viewer may see, newest of a series first; one query."""
    rows: Any = CovenantVersion.objects.visible_to(viewer).with_standing(viewer.today).select_related("covenant")
    return [
        Agreement(
            kind="covenant",
            key=version.key,
            number=version.covenant.number,
            version_number=version.version_number,
            title=version.covenant.title,
            standing=version.standing,
            standing_label=Standing(version.standing).label,
            first_day=version.begins_on or version.starts_on,
            last_day=version.last_day or version.ends_on,
            series_id=version.covenant_id,
        )
        for version in rows
    ]


def matrices(viewer: Viewer) -> list[Agreement]:
    rows: Any = MatrixVersion.objects.visible_to(viewer).with_standing(viewer.at).select_related("matrix")
    return [
        Agreement(
            kind="matrix",
            key=version.key,
            number=version.matrix.number,
            version_number=version.version_number,
            title=version.matrix.title,
            standing=version.standing,
            standing_label=MatrixStanding(version.standing).label,
            first_day=_day(version.effective_at),
            last_day=None,
            series_id=version.matrix_id,
        )
        for version in rows
    ]


def protocols(viewer: Viewer) -> list[Agreement]:
    """`last_day` stays unknown: a protocol holds until it is replaced or withdrawn."""
    rows: Any = ProtocolVersion.objects.visible_to(viewer).with_standing(viewer.today).select_related("protocol")
    return [
        Agreement(
            kind="protocol",
            key=version.key,
            number=version.protocol.number,
            version_number=version.version_number,
            title=version.protocol.title,
            standing=version.standing,
            standing_label=ProtocolStanding(version.standing).label,
            first_day=_day(version.adopted_at),
            last_day=None,
            series_id=version.protocol_id,
        )
        for version in rows
    ]


def with_news(rows: Sequence[Agreement], *, viewer: Viewer) -> list[Agreement]:
    """Marks what holds now and is newer than what this reader read of it; one query, of their own rows only."""
    read = ReadVersion.objects.filter(user=viewer.user).values_list("kind", "series_id", "version_number")
    last = {(kind, series): number for kind, series, number in read}
    return [
        replace(row, is_news=last.get((row.kind, row.series_id), row.version_number) < row.version_number)
        if part_of(row.standing) == Part.NOW
        else row
        for row in rows
    ]


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
