"""How long a case is kept beyond its term: extensions, each with its reason, and legal holds (D-5)."""

from datetime import date
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
from casefiles.places import RETENTION, place_token, places_held
from casefiles.rules import DIRECTORS, case_token, held_by_kind, in_cases


class RetentionRule(Rule):
    """The directors of the case, and who oversees the terms of its municipality."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({case_token(thing.case_id, DIRECTORS), place_token(RETENTION, thing.case.municipality_id)})

    def q(self, viewer: Viewer) -> Q:
        directed = in_cases(held_by_kind(viewer.grants), DIRECTORS)
        return Q(case_id__in=directed) | Q(case__municipality_id__in=places_held(viewer, RETENTION))

    def case_key(self, thing: Any) -> str:
        return str(thing.case.key)


@protected(RetentionRule())
class RetentionExtension(models.Model):
    """One decision to keep a case longer; counted, never changed."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="retention_extensions")
    number = models.PositiveIntegerField()
    until = models.DateField(_("keep until"))
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="an_extension_number_once_in_a_case")]

    def __str__(self) -> str:
        return self.key


@protected(RetentionRule())
class LegalHold(models.Model):
    """While it lasts nothing of the case is destroyed, whatever its term says."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.TextField(_("reason"))
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    # The first day without it; none: until somebody lifts it.
    ends_on = models.DateField(_("until"), null=True, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return self.key

    def lasts(self, on: date) -> bool:
        return self.ends_on is None or self.ends_on > on
