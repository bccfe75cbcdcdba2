"""Who asks how often whether somebody occurs already (D-30): numbers of questions, never about whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncDate

from access.viewer import Viewer
from accounts.models import User
from casefiles.models import OccurrenceQuestion
from casustafel.portal.access import territory

LAST_DAYS = 90


@dataclass(frozen=True)
class Asking:
    """One person: how many questions in the period, the busiest day, and on how many days the limit was reached."""

    person: User
    total: int
    most: int
    busiest: date
    limits: int


def asking(viewer: Viewer) -> Sequence[Asking]:
    """Who asked most first; in the territory of the reader's role. Two queries."""
    questions = OccurrenceQuestion.objects.filter(asked_at__gte=viewer.at - timedelta(days=LAST_DAYS))
    places = territory(viewer)
    if places is not None:
        questions = questions.filter(referral__municipality__in=places)
    by_day = questions.annotate(day=TruncDate("asked_at")).order_by().values_list("asker", "day").annotate(Count("pk"))
    days: dict[int, dict[date, int]] = defaultdict(dict)
    for asker, day, number in by_day:
        days[asker][day] = number
    people = User.objects.select_related("organisation").in_bulk(days)
    found = [_asking(people[asker], numbers) for asker, numbers in days.items()]
    return sorted(found, key=lambda one: (-one.total, one.person.name))


def _asking(person: User, numbers: dict[date, int]) -> Asking:
    busiest = max(numbers, key=lambda day: (numbers[day], day))
    limits = sum(number >= settings.QUESTIONS_A_DAY for number in numbers.values())
    return Asking(person, sum(numbers.values()), numbers[busiest], busiest, limits)
