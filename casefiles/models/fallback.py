"""Who decides in place of everybody who cannot: the fallback of a four-eyes step (D-27)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import Rule
from access.viewer import Viewer
from accounts.keys import random_key
from casefiles.rules import DECIDER, DIRECTORS, case_token, held_by_kind, in_cases


class Rung(models.TextChoices):
    """In this order."""

    OTHER_PARTY = "other_party", _("process direction of another party to the covenant")
    PROCESS_MANAGER = "process_manager", _("process manager of the house")


class FallbackRule(Rule):
    """The directors of the case, and who was asked to decide."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({case_token(thing.case_id, DIRECTORS), case_token(thing.case_id, DECIDER, thing.person_id)})

    def q(self, viewer: Viewer) -> Q:
        held = held_by_kind(viewer.tokens_by_reach.get(None, ()))
        mine = Q(case_id__in=in_cases(held, DECIDER), person_id=viewer.user.pk)
        return Q(case_id__in=in_cases(held, DIRECTORS)) | mine

    def case_key(self, thing: Any) -> str:
        return str(thing.case.key)


@protected(FallbackRule())
class Fallback(models.Model):
    """One person for one thing, from–to. `opened_by` none: by itself, after five working days."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="fallbacks")
    noun = models.CharField(max_length=64)
    thing_id = models.BigIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rung = models.CharField(max_length=24, choices=Rung)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["noun", "thing_id"], condition=Q(ended_at__isnull=True), name="one_fallback_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.key
