"""What happens to agreements by itself, once a day: leaders hear of endings that come near, who signs is reminded."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actions.notify import notify
from accounts.models import User
from documents.actions.declaration_day import tell_of_declarations
from documents.actions.remind import remind_weekly
from documents.models.covenant import LEADER, CovenantState, CovenantVersion
from documents.models.reminder import CovenantDay
from documents.selectors.next_steps import WARN_DAYS
from workflows.authority import machine

# Mail about what takes weeks does not come at night.
FROM_HOUR = 7


def covenant_day(*, at: datetime | None = None) -> int:
    """Of how many covenants and declarations somebody was told; none when this day was done, by whichever process."""
    now = timezone.localtime(at, timezone.get_default_timezone())
    day = now.date()
    if now.hour < FROM_HOUR or CovenantDay.objects.filter(day=day).exists():
        return 0
    with transaction.atomic():
        last: date | None = CovenantDay.objects.aggregate(last=Max("day"))["last"]
        _row, first = CovenantDay.objects.get_or_create(day=day)
        if not first:
            return 0
        since = last or day - timedelta(days=1)
        return _warned(day, since=since) + remind_weekly(day) + tell_of_declarations(day, since=since)


def _warned(day: date, *, since: date) -> int:
    """The notice says nothing but that there is news: my work says which covenant, and what would close."""
    told = list(_coming_near(day, since=since))
    leaders: dict[int, User] = {
        leader.pk: leader for version in told for leader in machine("covenant").people(LEADER, version)
    }
    notify(leaders.values())
    return len(told)


def _coming_near(day: date, *, since: date) -> Iterator[CovenantVersion]:
    """In force, and 90, 30 or 7 days before the end today, or on a day since the last one that was done."""
    for version in CovenantVersion.objects.expiring(day, days=max(WARN_DAYS)).filter(state=CovenantState.SIGNED):
        if version.last_day is None:
            continue
        left, left_then = (version.last_day - day).days, (version.last_day - since).days
        if any(left <= days < left_then for days in WARN_DAYS):
            yield version
