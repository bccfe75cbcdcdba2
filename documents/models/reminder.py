"""On which days signatories were reminded, and on which days the endings of covenants were looked at."""

from django.db import models

from access.registry import internal
from documents.models.covenant import CovenantVersion


@internal("read through its covenant version")
class SigningReminder(models.Model):
    """Everybody who was awaited on this day was told once that something waits for them: the row claims the day."""

    version = models.ForeignKey(CovenantVersion, on_delete=models.CASCADE, related_name="reminders")
    on = models.DateField()

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["version", "on"], name="one_reminder_a_day")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.on}"


@internal("which days are done")
class CovenantDay(models.Model):
    """A day whose notices about covenants were made: the row claims it."""

    day = models.DateField(unique=True)

    def __str__(self) -> str:
        return str(self.day)
