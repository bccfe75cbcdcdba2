"""How a referral was weighed: its category, and an answer with a reason for each admission criterion."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from access.rules import Rule
from access.viewer import Viewer
from accounts.keys import random_key
from casefiles.models.referral import Referral
from casefiles.places import TRIAGE, place_token, places_held
from documents.admission import parse
from documents.models import TriageCategory


class Answer(models.TextChoices):
    OPEN = "", _("not answered yet")
    YES = "yes", _("yes")
    NO = "no", _("no")


class Result(models.TextChoices):
    """What the rule over the answers comes to."""

    OPEN = "open", _("not certain yet")
    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")


class TriageRule(Rule):
    """Who weighs signals for that municipality, and nobody else: the referrer reads the outcome, not the weighing."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({place_token(TRIAGE, thing.referral.municipality_id)})

    def q(self, viewer: Viewer) -> Q:
        return Q(referral__municipality_id__in=places_held(viewer, TRIAGE))


@protected(TriageRule())
class Triage(models.Model):
    """The form as it was on the day on which the referral was taken up; frozen with the outcome (database trigger)."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    version = models.PositiveIntegerField(default=1)
    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="triage")
    category = models.ForeignKey(
        TriageCategory, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("kind of signal")
    )
    # Where the criteria come from: the annex of a covenant version, or the default of the product (D-2).
    source = models.CharField(max_length=300)
    covenant_version_id = models.BigIntegerField(null=True)
    rule = models.CharField(max_length=300)
    # Why the outcome differs from what the criteria come to.
    deviation = models.TextField(_("why the decision differs from the criteria"), blank=True)
    frozen_at = models.DateTimeField(null=True, editable=False)

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        verbose_name = _("weighing of a referral")

    def __str__(self) -> str:
        return self.key

    @property
    def result(self) -> Result:
        answers = list(self.answers.all())
        given = {one.number: {Answer.YES: True, Answer.NO: False}.get(Answer(one.answer)) for one in answers}
        holds = parse(self.rule, count=len(answers)).holds(given)
        return {True: Result.MET, False: Result.NOT_MET, None: Result.OPEN}[holds]

    @property
    def unanswered(self) -> list[int]:
        """Numbers of the criteria without an answer or without a reason."""
        return [one.number for one in self.answers.all() if not (one.answer and one.reason.strip())]


@internal("read through its weighing")
class TriageAnswer(models.Model):
    """One criterion as it read then, with what was answered and why."""

    triage = models.ForeignKey(Triage, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    question = models.CharField(max_length=500)
    explanation = models.TextField(blank=True)
    answer = models.CharField(max_length=4, choices=Answer, blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["triage", "number"], name="a_criterion_once_in_a_weighing")]

    def __str__(self) -> str:
        return f"{self.triage_id}/{self.number}"
