"""The letters that a decision on a referral brings: Word files, each for its own readers."""

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
from casefiles import rules
from casefiles.models.referral import Referral
from casefiles.places import TRIAGE, place_token, places_held
from documents.models import LetterPurpose


class LetterKind(models.TextChoices):
    """`documents` has one template for each of these purposes."""

    OUTCOME = LetterPurpose.OUTCOME.value, _("letter to the referrer with the outcome")
    DIRECTOR = LetterPurpose.INCLUSION_DIRECTOR.value, _("letter to the municipal director on inclusion")
    CARE = LetterPurpose.INCLUSION_CARE.value, _("letter to the care case manager on inclusion")


class LetterRule(Rule):
    """Who weighs there; the outcome also its referrer, a letter on inclusion the directors and whom it is for."""

    def tokens(self, thing: Any) -> frozenset[str]:
        weighing = {place_token(TRIAGE, thing.referral.municipality_id)}
        if thing.kind == LetterKind.OUTCOME:
            return frozenset(weighing | {f"user:{thing.referral.referrer_id}"})
        case_id = thing.referral.case_id
        return frozenset(
            weighing
            | {rules.case_token(case_id, rules.DIRECTORS), rules.case_token(case_id, rules.USER, thing.addressee_id)}
        )

    def q(self, viewer: Viewer) -> Q:
        me = viewer.user.pk
        weighing = Q(referral__municipality_id__in=places_held(viewer, TRIAGE))
        mine = Q(kind=LetterKind.OUTCOME, referral__referrer_id=me) if f"user:{me}" in viewer.grants else Q(pk__in=[])
        held = rules.held_by_kind(viewer.tokens_by_reach.get(None, ()))
        inside = Q(referral__case_id__in=rules.in_cases(held, rules.DIRECTORS))
        for case_id, user_id in held.get(rules.USER, ()):
            inside |= Q(referral__case_id=case_id, addressee_id=user_id)
        return weighing | mine | (~Q(kind=LetterKind.OUTCOME) & inside)

    def case_key(self, thing: Any) -> str:
        return str(thing.referral.case.key) if thing.referral.case_id else ""


@protected(LetterRule())
class ReferralLetter(models.Model):
    """Kept as it was made, in private storage; another one is made beside it, never in its place."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=24, choices=LetterKind)
    addressee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey("documents.LetterVersion", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name
