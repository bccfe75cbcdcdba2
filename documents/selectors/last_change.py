"""Who changed an agreement last, and when: for who was just a little later."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import AccessLogEntry, Event


@dataclass(frozen=True)
class LastChange:
    name: str
    at: datetime | None


def last_change(version: Any) -> LastChange:
    """From the access log, which writes a line in the transaction of every change."""
    lines = AccessLogEntry.objects.filter(
        event=Event.CHANGE, noun=version._meta.label_lower, object_key=version.key
    ).order_by("-id")
    line = lines.first()
    user = User.objects.filter(key=line.user_key).first() if line else None
    return LastChange(user.name if user else _("Somebody else"), line.at if line else None)
