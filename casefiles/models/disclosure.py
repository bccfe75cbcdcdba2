"""A disclosure outside the team (D-32): what was given, to whom, on which ground, when and by whom. Never changed."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.viewer import Viewer
from accounts.keys import random_key
from accounts.models import Organisation
from casefiles.models.plan import PlanVersion
from casefiles.models.report import Report
from casefiles.places import DISCLOSED, place_token, places_held
from casefiles.rules import DIRECTORS, CaseScopedRule, Held, case_token, in_cases
from documents.models import CovenantVersion, DataCategory


class RecipientKind(models.TextChoices):
    MAYOR = "mayor", gettext_lazy("mayor")
    SAFETY_HOUSE = "safety_house", gettext_lazy("another safety house")
    JUDICIARY = "judiciary", gettext_lazy("prosecutor or court")
    OTHER = "other", gettext_lazy("another person or office")


class DisclosureContentRule(CaseScopedRule):
    """The directors of the case."""

    since_field = "disclosure__created_at"

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({case_token(thing.disclosure.case_id, DIRECTORS)})

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        return Q(disclosure__case_id__in=in_cases(held, DIRECTORS))

    def case_key(self, thing: Any) -> str:
        return str(thing.disclosure.case.key)


class DisclosureRule(CaseScopedRule):
    """The directors of the case, and the privacy officer of its municipality."""

    since_field = "created_at"

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({case_token(thing.case_id, DIRECTORS), place_token(DISCLOSED, thing.case.municipality_id)})

    def q(self, viewer: Viewer) -> Q:
        return super().q(viewer) | Q(case__municipality_id__in=places_held(viewer, DISCLOSED))

    def held_q(self, held: Held, viewer: Viewer) -> Q:
        return Q(case_id__in=in_cases(held, DIRECTORS))

    def lines(self, thing: Any) -> list[str]:
        return [_("It is for the directors of the case and the privacy officer.")]


@protected(DisclosureRule())
class Disclosure(models.Model):
    """Who watches over it reads this and no case text. What was wrong is corrected by a further line, `corrects`."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="disclosures")
    recipient_kind = models.CharField(max_length=16, choices=RecipientKind)
    recipient = models.CharField(max_length=200)
    ground = models.TextField()
    # The covenant whose annex names this ground; none: it is another legal ground.
    covenant_version = models.ForeignKey(CovenantVersion, on_delete=models.PROTECT, null=True, related_name="+")
    data_categories = models.ManyToManyField(DataCategory, related_name="+")
    given_on = models.DateField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient_kind__in=RecipientKind.values), name="recipient_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def was_corrected(self) -> bool:
        return hasattr(self, "corrected_by")


@protected(DisclosureContentRule())
class DisclosureContent(models.Model):
    """What was given, in words and by item: case text, for the directors alone."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="content")
    description = models.TextField(blank=True)
    why_corrected = models.TextField(blank=True)
    reports = models.ManyToManyField(Report, related_name="+", blank=True)
    plans = models.ManyToManyField(PlanVersion, related_name="+", blank=True)

    objects = ProtectedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"content of {self.disclosure_id}"
