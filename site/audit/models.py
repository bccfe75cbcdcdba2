"""What the access log holds: one line per look, search, download, export, change and denial (NEN 7513)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    READ = "read", _("read")
    SEARCH = "search", _("searched")
    DOWNLOAD = "download", _("downloaded")
    EXPORT = "export", _("exported")
    CHANGE = "change", _("changed")
    DENIAL = "denial", _("denied")
    LOGIN = "login", _("signed in")
    LOGOUT = "logout", _("signed out")
    LOGIN_FAILED = "login_failed", _("sign-in failed")


class Action(models.TextChoices):
    CREATE = "C", _("create")
    READ = "R", _("read")
    UPDATE = "U", _("update")
    DELETE = "D", _("delete")
    EXECUTE = "E", _("execute")


class AccessLogEntry(models.Model):
    """One line. Holds keys and no case text; never changed or deleted (database trigger)."""

    at = models.DateTimeField(default=timezone.now)
    event = models.CharField(max_length=16, choices=Event)
    action = models.CharField(max_length=1, choices=Action)
    allowed = models.BooleanField(default=True)
    user_key = models.CharField(max_length=24, blank=True, db_index=True)
    on_behalf_of_key = models.CharField(max_length=24, blank=True)
    organisation_key = models.CharField(max_length=24, blank=True)
    roles = models.CharField(max_length=400, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    noun = models.CharField(max_length=64, blank=True)
    object_key = models.CharField(max_length=64, blank=True)
    step = models.CharField(max_length=64, blank=True)
    route = models.CharField(max_length=120, blank=True)
    method = models.CharField(max_length=8, blank=True)
    origin = models.CharField(max_length=64, blank=True)
    request_id = models.CharField(max_length=32, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event} {self.noun} {self.object_key}"


class AccessLogCase(models.Model):
    """Which cases a line touched: a search or a list touches several."""

    entry = models.ForeignKey(AccessLogEntry, on_delete=models.PROTECT, related_name="cases")
    case_key = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "case_key"], name="one_line_touches_a_case_once")]
        indexes = [models.Index(fields=["case_key", "-entry"])]

    def __str__(self) -> str:
        return f"{self.case_key} {self.entry_id}"
