"""Until when the person must be told that they are discussed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True)
class NoticeClock:
    """`postponed`: an approved postponement set the day."""

    told: bool
    due_on: date
    postponed: bool

    def has_run_out(self, today: date) -> bool:
        """The last day counts."""
        return not self.told and self.due_on < today


def first_day_due(opened_at: datetime) -> date:
    """Counted from the day on which the case opened: the day of acceptance."""
    return timezone.localdate(opened_at) + timedelta(days=settings.NOTICE_DAYS)


def notice_clock(case: Any) -> NoticeClock:
    """Two queries. A later postponement that was approved takes the place of an earlier one."""
    told = case.subjectnotice_set.filter(state="given").exists()
    planned = case.noticepostponement_set.filter(state="approved").values_list("planned_on", flat=True).first()
    return NoticeClock(told, planned or first_day_due(case.opened_at), planned is not None)
