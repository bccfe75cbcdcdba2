"""Telling of the reports whose moment has come: a notice for everyone who hears of them now (D-8)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions.notify import notify
from casefiles.models import Report
from casefiles.telling import hearers

BATCH = 50


def tell_of_reports(*, at: datetime | None = None) -> int:
    """How many reports were told of. Who hears is worked out here and again when the mail goes, never before."""
    now = at or timezone.now()
    due = Report.objects.filter(tell_at__lte=now).order_by("tell_at", "pk").values_list("pk", flat=True)
    return sum(_tell(pk, now) for pk in list(due[:BATCH]))


def _tell(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=pk)
        Report.objects.filter(pk=pk).update(tell_at=None)
        notify(hearers(report, at=now), at=now, since=report.published_at)
    return True
