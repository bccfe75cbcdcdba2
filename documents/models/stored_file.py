"""Which files lie in private storage: a document's Word file as it came in, and as it was adopted."""

from django.conf import settings
from django.db import models

from access.models import Audience
from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import AudienceRule
from accounts.keys import random_key

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@protected(AudienceRule())
class StoredFile(models.Model):
    """Lies under a random name outside everything that is served; read through `documents.storage` only.

    An adopted file shares the audience of its version. An original keeps one of its own: it holds what the version
    left out (comments, deleted and hidden text).
    """

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=120, default=WORD)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField(auto_now_add=True)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProtectedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
