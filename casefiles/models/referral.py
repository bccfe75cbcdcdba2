"""A referral: a partner asks whether a person should be discussed, before there is a case."""

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
from accounts.models import Municipality, Organisation
from casefiles import guards
from documents.models import CaseFunction, MeetingType
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class ReferralState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_TRIAGE = "in_triage", _("in triage")
    ACCEPTED = "accepted", _("accepted")
    HANDED_OVER = "handed_over", _("handed over")
    ADVICE_GIVEN = "advice_given", _("advice given")
    EMERGENCY = "emergency", _("emergency")


class ReferralBasis(models.TextChoices):
    FACT = "fact", _("fact")
    GUT_FEELING = "gut_feeling", _("gut feeling")


S = ReferralState
TRIAGED = (S.IN_TRIAGE,)
DIRECTION = CaseFunction.PROCESS_DIRECTION


class ReferralRule(Rule):
    """Its referrer; once submitted, who weighs signals for that municipality (`triage:…`)."""

    def tokens(self, thing: Any) -> frozenset[str]:
        own = {f"user:{thing.referrer_id}"}
        return frozenset(own if thing.state == S.DRAFT else own | {f"triage:{thing.municipality_id}"})

    def q(self, viewer: Viewer) -> Q:
        places = [int(token.partition(":")[2]) for token in viewer.grants if token.startswith("triage:")]
        mine = Q(referrer_id=viewer.user.pk) if f"user:{viewer.user.pk}" in viewer.grants else Q(pk__in=[])
        return mine | (Q(municipality_id__in=places) & ~Q(state=S.DRAFT))

    def case_key(self, thing: Any) -> str:
        return ""


@protected(ReferralRule())
class Referral(Stateful):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    referrer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referrals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    meeting_type = models.ForeignKey(MeetingType, on_delete=models.PROTECT, related_name="+", verbose_name=_("purpose"))
    client_name = models.CharField(_("name of the person"), max_length=160)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    basis = models.CharField(_("based on"), max_length=16, choices=ReferralBasis)
    question = models.TextField(_("question"))
    discussed_elsewhere = models.CharField(_("already discussed elsewhere"), max_length=200, blank=True)
    outcome = models.TextField(blank=True)
    process_direction = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    case_direction = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    case = models.OneToOneField("casefiles.Case", on_delete=models.PROTECT, null=True, related_name="referral")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    state = state_field(ReferralState, start=S.DRAFT)
    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [known_states(ReferralState, name="referral_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "referral.submit",
            _("Submit referral"),
            (S.DRAFT,),
            S.SUBMITTED,
            "owner",
            kind=Kind.CONSTITUTIONAL,
            guards=(guards.referrer_is_covered,),
            awaited=True,
        )
    )
    def submit(self) -> None: ...

    @step(
        Step(
            "referral.take_up",
            _("Take up referral"),
            (S.SUBMITTED,),
            S.IN_TRIAGE,
            DIRECTION,
            awaited=True,
            phrases=("weegt het signaal", "neemt de aanmelding in behandeling"),
        )
    )
    def take_up(self) -> None: ...

    @step(
        Step(
            "referral.accept",
            _("Accept referral"),
            TRIAGED,
            S.ACCEPTED,
            DIRECTION,
            guards=(guards.direction_is_named, guards.direction_is_covered),
            awaited=True,
            phrases=(
                "neemt de aanmelding aan",
                "accepteert de aanmelding",
                "besluit over het aannemen van de aanmelding",
            ),
        )
    )
    def accept(self) -> None: ...

    @step(
        Step(
            "referral.hand_over",
            _("Hand over referral"),
            TRIAGED,
            S.HANDED_OVER,
            DIRECTION,
            needs_reason=True,
            phrases=("draagt de aanmelding over", "verwijst de aanmelding door"),
        )
    )
    def hand_over(self) -> None: ...

    @step(
        Step(
            "referral.advise",
            _("Give advice on referral"),
            TRIAGED,
            S.ADVICE_GIVEN,
            DIRECTION,
            needs_reason=True,
            phrases=("geeft advies op de aanmelding", "adviseert de aanmelder"),
        )
    )
    def advise(self) -> None: ...

    @step(
        Step(
            "referral.mark_emergency",
            _("Mark as emergency"),
            (S.SUBMITTED, S.IN_TRIAGE),
            S.EMERGENCY,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def mark_emergency(self) -> None: ...
