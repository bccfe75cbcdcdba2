"""What is said about a plan before it is adopted: by whoever was consulted, and by who sends it back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles.models.plan import PlanVersion
from casefiles.models.plan_parts import PlanPart
from casefiles.plan_rules import PlanTalkRule


class Opinion(models.TextChoices):
    NONE = "", _("no answer yet")
    AGREES = "agrees", _("agrees")
    REMARKS = "remarks", _("has remarks")


@protected(PlanTalkRule("plan_version__", since="asked_at", by="person"))
class PlanConsultation(models.Model):
    """Somebody who was asked what they think of this version. Submitting again asks again: the text changed."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="consultations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    opinion = models.CharField(max_length=16, choices=Opinion, blank=True, default=Opinion.NONE)
    answered_at = models.DateTimeField(null=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan_version", "person"], name="consulted_once")]

    def __str__(self) -> str:
        return self.key


@protected(PlanTalkRule("plan_version__", since="at", by="by"))
class PlanRemark(models.Model):
    """A remark on one part. Its writer reads it there, and ticks it off."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="remarks")
    part = models.CharField(max_length=24, choices=PlanPart)
    text = models.TextField(_("remark"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
