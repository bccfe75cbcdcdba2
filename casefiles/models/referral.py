"""A referral: a partner asks whether a person should be discussed, before there is a case."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Expression, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import Rule
from access.viewer import Viewer
from accounts.keys import random_key
from accounts.models import Municipality, Organisation
from casefiles import guards, rules
from casefiles.places import TRIAGE, place_token, places_held
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
    JOINED = "joined", _("joined to a case")


class ReferralBasis(models.TextChoices):
    FACT = "fact", _("fact")
    GUT_FEELING = "gut_feeling", _("gut feeling")


class CountsBy(models.TextChoices):
    """By which place a municipality is responsible: where the person is registered, or where they live."""

    REGISTRATION = "registration", _("where the person is registered")
    RESIDENCE = "residence", _("where the person lives")


S = ReferralState
TRIAGED = (S.IN_TRIAGE,)
NOT_ACCEPTED = (S.HANDED_OVER, S.ADVICE_GIVEN, S.EMERGENCY)
DECIDED = (S.ACCEPTED, *NOT_ACCEPTED)
DIRECTION = CaseFunction.PROCESS_DIRECTION


class ReferralRule(Rule):
    """Its referrer; once submitted, who weighs signals there (`triage:…`); the directors of the case that it became."""

    def tokens(self, thing: Any) -> frozenset[str]:
        tokens = {f"user:{thing.referrer_id}"}
        if thing.state != S.DRAFT:
            tokens.add(place_token(TRIAGE, thing.municipality_id))
        became = {rules.case_token(one, rules.DIRECTORS) for one in (thing.case_id, thing.joined_to_id) if one}
        return frozenset(tokens | became)

    def q(self, viewer: Viewer) -> Q:
        mine = Q(referrer_id=viewer.user.pk) if f"user:{viewer.user.pk}" in viewer.grants else Q(pk__in=[])
        held = rules.held_by_kind(viewer.tokens_by_reach.get(None, ()))
        directed = rules.in_cases(held, rules.DIRECTORS)
        became = Q(case_id__in=directed) | Q(joined_to_id__in=directed)
        return mine | (Q(municipality_id__in=places_held(viewer, TRIAGE)) & ~Q(state=S.DRAFT)) | became

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
    # Both places; `municipality` is the one of them that counts.
    registered_in = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("registered in")
    )
    lives_in = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("lives in")
    )
    counts_by = models.CharField(_("which place counts"), max_length=16, choices=CountsBy, default=CountsBy.RESIDENCE)
    counts_why = models.CharField(_("why that place counts"), max_length=300, blank=True)
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
    # The case that it was joined to instead of opening one (D-30).
    joined_to = models.ForeignKey(
        "casefiles.Case", on_delete=models.PROTECT, null=True, related_name="joined_referrals"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    state = state_field(ReferralState, start=S.DRAFT)
    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [known_states(ReferralState, name="referral_state_is_known")]

    def __str__(self) -> str:
        return self.key

    def state_for(self, viewer: Viewer) -> str:
        """D-30: who referred reads nothing of it that their referral was joined to a case."""
        return S.IN_TRIAGE if self.state == S.JOINED and not self.weighed_by(viewer) else str(self.state)

    def weighed_by(self, viewer: Viewer) -> bool:
        """Whether this viewer reads it as more than its referrer."""
        joined = self.joined_to_id and rules.case_token(self.joined_to_id, rules.DIRECTORS) in viewer.grants
        return bool(joined) or place_token(TRIAGE, self.municipality_id) in viewer.grants

    @classmethod
    def shown_state(cls, viewer: Viewer) -> Expression | F:
        """`state_for` as a column of a list."""
        held = rules.held_by_kind(viewer.tokens_by_reach.get(None, ()))
        more = Q(municipality_id__in=places_held(viewer, TRIAGE)) | Q(
            joined_to_id__in=rules.in_cases(held, rules.DIRECTORS)
        )
        return Case(
            When(Q(state=S.JOINED) & ~more, then=Value(S.IN_TRIAGE)),
            default=F("state"),
            output_field=models.CharField(),
        )

    @step(
        Step(
            "referral.submit",
            _("Submit referral"),
            (S.DRAFT,),
            S.SUBMITTED,
            "owner",
            kind=Kind.CONSTITUTIONAL,
            guards=(guards.referrer_is_covered, guards.may_ask_today),
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
            guards=(
                guards.direction_is_named,
                guards.criteria_are_weighed,
                guards.occurrence_is_settled,
                guards.referrer_is_covered,
                guards.process_direction_is_covered,
                guards.case_direction_is_covered,
            ),
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

    @step(
        Step(
            "referral.join",
            _("Join to a case (follows from the process manager's decision)"),
            TRIAGED,
            S.JOINED,
            "occurrence",
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def join(self) -> None: ...
