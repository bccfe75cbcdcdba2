"""Which date is day -36 of the demo region? Content counts in days from an anchor, the last Thursday."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casustafel.demo.content import anchor

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True)
class Calendar:
    """Day 0 is the anchor; nothing happens later than `now`."""

    now: datetime

    @property
    def day_zero(self) -> date:
        return anchor(self.now.astimezone(AMSTERDAM).date())

    def day(self, number: int) -> date:
        return self.day_zero + timedelta(days=number)

    def moment(self, number: int, at: time) -> datetime:
        """Started early on the anchor day itself, what belongs to later that day happens now."""
        return min(datetime.combine(self.day(number), at, AMSTERDAM), self.now)
