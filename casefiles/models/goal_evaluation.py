"""What became of one subgoal: what was reached, what not, and what comes next."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles.models.plan_parts import PlanGoal
from casefiles.rules import CaseItemRule


@protected(CaseItemRule("goal__plan_version__", since="at", to_decide=False))
class GoalEvaluation(models.Model):
    """Beside the adopted version, that never changes."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    goal = models.OneToOneField(PlanGoal, on_delete=models.PROTECT, related_name="evaluation")
    reached = models.TextField(_("what was reached"), blank=True)
    not_reached = models.TextField(_("what was not reached"), blank=True)
    next = models.TextField(_("what comes next"), blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ProtectedQuerySet.as_manager()

    ANSWERS = ("reached", "not_reached", "next")

    def __str__(self) -> str:
        return self.key
