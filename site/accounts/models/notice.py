"""Whom to tell by mail that something waits for them, without a word of what."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, at: datetime) -> "NoticeQuerySet":
        """Waiting, and allowed to go."""
        return self.filter(sent_at__isnull=True, due_at__lte=at)


class Notice(models.Model):
    """A mail to one person that says nothing but that there is news (D-8): why it was made is not kept.

    Notices do not pile up (D-42): one waits at most, and until that person logs in again, one goes a day.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The same at every attempt: a mail server that answered too late recognises what it already took.
    message_id = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    # What it was made for is new since then; who may see none of it at sending gets no mail (D-8). None: sent as it is.
    since = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(sent_at__isnull=True), name="one_notice_waits_at_most")
        ]
        indexes = [models.Index(fields=["sent_at", "due_at"])]

    def __str__(self) -> str:
        return self.message_id
