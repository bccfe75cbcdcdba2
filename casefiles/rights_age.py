"""Who exercises the rights of a person at which age: their representative, both, or they themselves (D-37)."""

from datetime import date
from enum import StrEnum

from django.conf import settings


class Exercises(StrEnum):
    REPRESENTATIVE = "representative"
    BOTH = "both"
    PERSON = "person"
    UNKNOWN = "unknown"


def age_on(birth_date: date, day: date) -> int:
    """In whole years; who was born on 29 February has a birthday on 1 March in other years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def exercises_rights(birth_date: date | None, *, on: date) -> Exercises:
    """By the ages of the settings, which are for counsel to check."""
    if birth_date is None:
        return Exercises.UNKNOWN
    age = age_on(birth_date, on)
    if age < settings.RIGHTS_TOGETHER_FROM:
        return Exercises.REPRESENTATIVE
    return Exercises.BOTH if age < settings.RIGHTS_ALONE_FROM else Exercises.PERSON
