"""What an annex asks before somebody's case is taken on, and where it departs from the general part of the covenant."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import internal
from documents.models.party import Annex


@internal("read through its covenant version")
class AnnexCriterion(models.Model):
    """One admission criterion: a question that triage answers with yes or no, and what is meant by it."""

    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, related_name="criteria")
    order = models.PositiveIntegerField()
    question = models.CharField(_("question"), max_length=500)
    explanation = models.TextField(_("explanation"), blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["annex", "order"], name="a_criterion_has_its_own_place")]

    def __str__(self) -> str:
        return self.question


@internal("read through its covenant version")
class AnnexDeviation(models.Model):
    """An agreement for this meeting that differs from the general part; `clause` names from what."""

    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, related_name="deviations")
    order = models.PositiveIntegerField()
    clause = models.CharField(_("departs from"), max_length=500)
    agreed = models.TextField(_("what is agreed"), blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["annex", "order"], name="a_deviation_has_its_own_place")]

    def __str__(self) -> str:
        return self.clause


@internal("read through its covenant version")
class AnnexAdmission(models.Model):
    """How the criteria hang together, as `documents.admission` reads it; without one each of them must be met."""

    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, related_name="admissions")
    rule = models.CharField(_("admission rule"), max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["annex"], name="an_annex_has_one_admission_rule")]

    def __str__(self) -> str:
        return self.rule
