"""Does a person who is referred occur in a case already (D-30)? The question, and what the house does with a yes."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from access.rules import Rule
from access.viewer import Viewer
from accounts.keys import random_key
from casefiles import guards
from casefiles.models.referral import Referral
from casefiles.places import HOUSE, place_token, places_held
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step

HOLDER = "role:process_manager"


@internal("how often somebody asked is for the privacy officer, as a number; the question itself has no route")
class OccurrenceQuestion(models.Model):
    """Asked by every submitted referral, whatever the answer; answered beside the request, so that no time tells."""

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="occurrence_question")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asker", "-asked_at"]), models.Index(fields=["answered_at"])]

    def __str__(self) -> str:
        return f"question of referral {self.referral_id}"


class OccurrenceState(models.TextChoices):
    WAITING = "waiting", _("waits for the process manager")
    JOINED = "joined", _("joined to the case")
    SET_ASIDE = "set_aside", _("weighed on its own")


S = OccurrenceState


class HolderRule(Rule):
    """Who answers for the house of the case: its code and municipality, the rest by their own right (D-26)."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({place_token(HOUSE, thing.case.municipality_id)})

    def q(self, viewer: Viewer) -> Q:
        return Q(case__municipality_id__in=places_held(viewer, HOUSE))

    def case_key(self, thing: Any) -> str:
        return str(thing.case.key)


@protected(HolderRule())
class Occurrence(Stateful):
    """One case whose client bears exactly the name and birth date of who was referred."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="occurrences")
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="occurrences")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    state = state_field(OccurrenceState, start=S.WAITING)
    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            known_states(OccurrenceState, name="occurrence_state_is_known"),
            models.UniqueConstraint(fields=["referral", "case"], name="a_case_occurs_once_for_a_referral"),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "occurrence.join",
            _("Join referral to case"),
            (S.WAITING,),
            S.JOINED,
            HOLDER,
            kind=Kind.CONSTITUTIONAL,
            guards=(guards.case_is_open, guards.referral_is_in_triage),
            awaited=True,
        )
    )
    def join(self) -> None: ...

    @step(
        Step(
            "occurrence.set_aside",
            _("Let referral be weighed on its own"),
            (S.WAITING,),
            S.SET_ASIDE,
            HOLDER,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def set_aside(self) -> None: ...
