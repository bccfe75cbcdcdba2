"""What somebody read last of an agreement (theirs alone), and whose confirmation of reading was asked and given."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import internal


@internal("private to its reader: read with their own id only, and shown to nobody else")
class ReadVersion(models.Model):
    """Of one series (covenant, matrix, protocol): the newest decided version that somebody read, and the one before.

    `before` stays when they read the new one again, so that what changed can still be seen.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    series_id = models.BigIntegerField()
    version_number = models.PositiveIntegerField()
    read_at = models.DateTimeField()
    before_number = models.PositiveIntegerField(null=True)
    before_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind", "series_id"], name="a_reader_once_in_a_series")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version_number}"


@internal("shown on the pages of its version, to who sees that version")
class ReadingRequest(models.Model):
    """The project leader asks everyone of the audience to confirm that they read this version."""

    kind = models.CharField(max_length=16)
    version_id = models.BigIntegerField()
    due_on = models.DateField(_("confirm by"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "version_id"], name="reading_is_asked_once_a_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version_id}"


@internal("shown to its maker, and to project leaders who asked for it")
class ReadingConfirmation(models.Model):
    """Somebody said that they read this exact version. Never changed or deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    version_id = models.BigIntegerField()
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "version_id", "user"], name="a_reader_confirms_a_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version_id} {self.user_id}"
