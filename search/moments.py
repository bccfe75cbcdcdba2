"""When saved searches are asked again: once a day, in the morning, as the digest of D-9."""

from datetime import datetime, time, timedelta

from django.utils import timezone

ALERT_AT = time(7)


def next_morning(at: datetime) -> datetime:
    """The next seven o'clock in the zone of the house, later than this moment."""
    here = timezone.localtime(at, timezone.get_default_timezone())
    day = here.date() + timedelta(days=here.time() >= ALERT_AT)
    return timezone.make_aware(datetime.combine(day, ALERT_AT), timezone.get_default_timezone())
