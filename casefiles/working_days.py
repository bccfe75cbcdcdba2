"""Which day is so many working days after another: Monday to Friday, without the public holidays of the Netherlands."""

from datetime import date, datetime, timedelta

import holidays
from django.utils import timezone

NETHERLANDS = holidays.country_holidays("NL")


def working_days_after(moment: datetime, number: int) -> date:
    """The day itself does not count."""
    day = timezone.localdate(moment, timezone.get_default_timezone())
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5 and day not in NETHERLANDS
    return day
