"""Risk factors and protective measures of a case by life domain: words with a source, and never a score."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_key
from accounts.models import Organisation
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule


class LifeDomain(models.TextChoices):
    SAFETY = "safety", _("safety")
    HOUSING = "housing", _("housing")
    FINANCES = "finances", _("finances")
    DAYTIME = "daytime", _("work and daytime")
    FAMILY = "family", _("family and home")
    NETWORK = "network", _("social network")
    BEHAVIOUR = "behaviour", _("observed behaviour")
    SUBSTANCES = "substances", _("alcohol and drugs, as observed")
    JUSTICE = "justice", _("police and justice")
    NEIGHBOURHOOD = "neighbourhood", _("neighbourhood")


class RiskKind(models.TextChoices):
    RISK = "risk", _("risk factor")
    PROTECTIVE = "protective", _("protective measure")


@protected(CaseItemRule())
class RiskInventory(CaseItem):
    """One version: whoever changes a line makes the next one."""

    number = models.PositiveIntegerField()

    class Meta(CaseItem.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="an_inventory_number_once")]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.number}"

    @property
    def version(self) -> int:
        """What a form that was opened on this version carries."""
        return self.number


@protected(CaseItemRule("inventory__"))
class RiskLine(models.Model):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    inventory = models.ForeignKey(RiskInventory, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=RiskKind)
    domain = models.CharField(_("life domain"), max_length=16, choices=LifeDomain)
    text = models.TextField(_("what it is"))
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("source"))

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RiskKind.values), name="risk_kind_is_known"),
            models.CheckConstraint(condition=Q(domain__in=LifeDomain.values), name="life_domain_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.inventory_id}/{self.order}"
