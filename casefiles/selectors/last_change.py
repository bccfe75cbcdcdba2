"""Who changed a thing last, and when: for whoever was overtaken."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.models import AccessLogEntry, Event


@dataclass(frozen=True)
class LastChange:
    name: str
    at: datetime


def last_change(thing: Model) -> LastChange:
    """From the access log, where every change has its line. Only for who sees the thing."""
    rows = AccessLogEntry.objects.filter(event=Event.CHANGE, noun=thing._meta.label_lower)
    line = rows.filter(object_key=getattr(thing, "key", "")).order_by("-pk").first()
    if line is None:
        return LastChange(_("Somebody else"), timezone.now())
    user = User.objects.filter(key=line.user_key).first()
    return LastChange(user.name if user else _("Somebody else"), line.at)
