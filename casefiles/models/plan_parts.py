"""What a plan of action is made of beside its texts: who writes which part, its goals, and the care section apart."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from casefiles.models.item import CaseItem
from casefiles.models.plan import PlanVersion
from casefiles.plan_rules import CareSectionRule, PlanRule


class PlanPart(models.TextChoices):
    """The parts that are written apart, in reading order; the names of texts are those of their fields."""

    QUALITY_OWNER = "quality_owner", _("quality owner")
    ANALYSIS = "analysis", _("analysis of problems and opportunities")
    RISK_FACTORS = "risk_factors", _("risk factors")
    PROTECTIVE_MEASURES = "protective_measures", _("protective and de-escalating measures")
    CLIENT_WISHES = "client_wishes", _("goals and wishes of the client")
    POLICE_SECTION = "police_section", _("police section")
    GOALS = "goals", _("subgoals")
    ACTIONS = "actions", _("actions")
    SIGNALLING_PLAN = "signalling_plan", _("signalling plan")
    CRISIS_CARD = "crisis_card", _("crisis card")


@protected(PlanRule("plan_version__"))
class PlanSection(models.Model):
    """One part while it is written: its own optimistic lock, and who was asked to write it. No row: nobody began."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="sections")
    part = models.CharField(max_length=24, choices=PlanPart)
    version = models.PositiveIntegerField(default=1)
    # The writer says so, nobody else.
    done = models.BooleanField(_("this part is ready"), default=False)
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan_version", "part"], name="a_plan_part_once")]

    def __str__(self) -> str:
        return f"{self.plan_version_id} {self.part}"


@protected(PlanRule("plan_version__"))
class PlanGoal(models.Model):
    """A subgoal, that actions point to and that is evaluated by itself."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    plan_version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="goals")
    order = models.PositiveIntegerField()
    text = models.CharField(_("subgoal"), max_length=300)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text


@protected(CareSectionRule())
class PlanCareSection(CaseItem):
    """What care alone knows (D-20, D-41): a record in `care`, absent from the plan, its file and its search text."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="care_sections")
    text = models.TextField(_("care section"), blank=True)
    version = models.PositiveIntegerField(default=1)
    # Filled with the adoption of the plan; from then on the database keeps the text.
    content_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta(CaseItem.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan_version", "source_organisation"], name="a_care_section_once"),
            models.CheckConstraint(condition=models.Q(circle="care"), name="a_care_section_is_for_care"),
        ]

    def __str__(self) -> str:
        return self.key
