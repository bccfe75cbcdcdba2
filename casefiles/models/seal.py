"""A seal: what may not be here is read by nobody until a second person erases it or lifts the seal (D-22, D-23)."""

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
from accounts.models import Organisation
from casefiles.models.medical import MEDICAL_NOUNS
from casefiles.places import SEALING, place_token, places_held
from casefiles.rules import CARE, DIRECTORS, case_token, held_by_kind, in_cases
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class SealState(models.TextChoices):
    SEALED = "sealed", _("sealed")
    ERASED = "erased", _("erased")
    LIFTED = "lifted", _("lifted")


class SealGround(models.TextChoices):
    WRONG_CLIENT = "wrong_client", _("It is about somebody else")
    MAY_NOT_BE_HERE = "may_not_be_here", _("It may not be in this case")


class SealRule(Rule):
    """The directors of the case, and the privacy officer of its municipality.

    Of a medical record its own circle in place of the directors, whom the seal would tell that there was one (D-20).
    """

    def tokens(self, thing: Any) -> frozenset[str]:
        who = case_token(thing.case_id, DIRECTORS)
        if thing.noun in MEDICAL_NOUNS:
            who = case_token(thing.case_id, CARE, thing.source_organisation_id)
        return frozenset({who, place_token(SEALING, thing.case.municipality_id)})

    def q(self, viewer: Viewer) -> Q:
        places = places_held(viewer, SEALING)
        # A seal has no moment of sharing: a grant that reaches to a day reaches none.
        held = held_by_kind(viewer.tokens_by_reach.get(None, ()))
        condition = Q(case_id__in=in_cases(held, DIRECTORS)) & ~Q(noun__in=MEDICAL_NOUNS)
        for case_id, organisation_id in held.get(CARE, ()):
            condition |= Q(noun__in=MEDICAL_NOUNS, case_id=case_id, source_organisation_id=organisation_id)
        return condition | Q(case__municipality_id__in=places)

    def case_key(self, thing: Any) -> str:
        return str(thing.case.key)


@protected(SealRule())
class Seal(Stateful):
    IN_FORCE = (SealState.SEALED,)

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="seals")
    # What is sealed, by number: after erasing nothing but this row tells of it.
    noun = models.CharField(max_length=64)
    thing_id = models.BigIntegerField()
    thing_key = models.CharField(max_length=24)
    source_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("why it may not be here"), max_length=24, choices=SealGround)
    explanation = models.TextField(_("explanation"), blank=True)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Circle and desk of every sealed row, to give back when the seal is lifted.
    before = models.JSONField(default=list)
    # What is left after erasing: that it was this text (for who still has it), and who had read it.
    digest = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=32, blank=True)
    readers = models.JSONField(default=list)
    decided_at = models.DateTimeField(null=True, editable=False)

    state = state_field(SealState, start=SealState.SEALED)
    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            known_states(SealState, name="seal_state_is_known"),
            models.UniqueConstraint(
                fields=["noun", "thing_id"], condition=Q(state="sealed"), name="one_seal_at_a_time_on_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_medical(self) -> bool:
        return self.noun in MEDICAL_NOUNS

    @step(
        Step(
            "seal.erase",
            _("Erase sealed content"),
            (SealState.SEALED,),
            SealState.ERASED,
            "sealing",
            kind=Kind.CONSTITUTIONAL,
            four_eyes=True,
            awaited=True,
            closing=True,
        )
    )
    def erase(self) -> None:
        self.decided_at = timezone.now()

    @step(
        Step(
            "seal.lift",
            _("Lift seal"),
            (SealState.SEALED,),
            SealState.LIFTED,
            "sealing",
            kind=Kind.CONSTITUTIONAL,
            four_eyes=True,
            needs_reason=True,
            awaited=True,
            closing=True,
        )
    )
    def lift(self) -> None:
        self.decided_at = timezone.now()
