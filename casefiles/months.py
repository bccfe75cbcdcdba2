"""Which day is so many months after another: the same day of the month, or the last one of a shorter month."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
