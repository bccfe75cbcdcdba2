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

    @property
    def is_over(self) -> bool:
        return part_of(self.standing) == Part.OVER


def covenants(viewer: Viewer) -> list[Agreement]:
    """Every version that the viewer may see, newest of a series first; one query. So are the other kinds."""
    rows: Any = CovenantVersion.objects.visible_to(viewer).with_standing(viewer.today).select_related("covenant")
    return [
        _agreement("covenant", one, Standing, one.begins_on or one.starts_on, one.last_day or one.ends_on)
        for one in rows
    ]


def matrices(viewer: Viewer) -> list[Agreement]:
    rows: Any = MatrixVersion.objects.visible_to(viewer).with_standing(viewer.at).select_related("matrix")
    return _until_replaced([_agreement("matrix", one, MatrixStanding, _day(one.effective_at)) for one in rows])


def protocols(viewer: Viewer) -> list[Agreement]:
    rows: Any = ProtocolVersion.objects.visible_to(viewer).with_standing(viewer.today).select_related("protocol")
    return _until_replaced([_agreement("protocol", one, ProtocolStanding, _day(one.adopted_at)) for one in rows])


def _until_replaced(rows: list[Agreement]) -> list[Agreement]:
    """What is over held until the next version began, where the reader may see that one."""
    began = {(row.series_id, row.version_number): row.first_day for row in rows}
    return [
        replace(row, last_day=began.get((row.series_id, row.version_number + 1))) if row.is_over else row
        for row in rows
    ]


def _agreement(kind: str, version: Any, labels: Any, first_day: date | None, last_day: date | None = None) -> Agreement:
    """Without a `last_day` it holds until it is replaced."""
    series = getattr(version, kind)
    return Agreement(
        kind=kind,
        key=version.key,
        number=series.number,
        version_number=version.version_number,
        title=series.title,
        standing=version.standing,
        standing_label=labels(version.standing).label,
        first_day=first_day,
        last_day=last_day,
        series_id=series.pk,
    )


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
