"""A restriction: an item that the person contests is kept, and used by nobody until that is settled (art. 18 GDPR)."""

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
from casefiles.models.rights_request import RequestAnswer
from casefiles.models.seal import SealRule
from casefiles.rules import OWN, case_token, held_by_kind
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class RestrictionState(models.TextChoices):
    SET_ASIDE = "set_aside", _("set aside")
    ANNOUNCED = "announced", _("the person was told that it will be used again")
    LIFTED = "lifted", _("in use again")


S = RestrictionState
IN_FORCE = (S.SET_ASIDE, S.ANNOUNCED)


class RestrictionGround(models.TextChoices):
    """Article 18 GDPR, first paragraph."""

    CONTESTED = "contested", _("The person says that it is not right")
    UNLAWFUL = "unlawful", _("It may not be kept, and the person asks not to erase it")
    CLAIM = "claim", _("We need it no more, and the person needs it for a claim")
    OBJECTION = "objection", _("The person objects, and that is being weighed")


class RestrictionRule(Rule):
    """As a seal; and the owner of the item, who would think it lost and write it anew. Nobody reads the text by it."""

    seal = SealRule()

    def tokens(self, thing: Any) -> frozenset[str]:
        return self.seal.tokens(thing) | {case_token(thing.case_id, OWN, thing.owner_id)}

    def q(self, viewer: Viewer) -> Q:
        condition = self.seal.q(viewer)
        # Without a limit in time: a restriction is newer than what such a place still reads.
        for case_id, owner_id in held_by_kind(viewer.tokens_by_reach.get(None, ())).get(OWN, ()):
            condition |= Q(case_id=case_id, owner_id=owner_id)
        return condition

    def case_key(self, thing: Any) -> str:
        return str(thing.case.key)


DECIDES = "sealing"


@protected(RestrictionRule())
class Restriction(Stateful):
    """`answer`: the rights request that it answers; none: by process direction or the privacy officer themselves."""

    IN_FORCE = IN_FORCE

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    case = models.ForeignKey("casefiles.Case", on_delete=models.PROTECT, related_name="restrictions")
    answer = models.ForeignKey(RequestAnswer, on_delete=models.PROTECT, related_name="restrictions", null=True)
    noun = models.CharField(max_length=64)
    thing_id = models.BigIntegerField()
    thing_key = models.CharField(max_length=24)
    source_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("why it is set aside"), max_length=24, choices=RestrictionGround)
    explanation = models.TextField(_("explanation"), blank=True)
    set_aside_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Circle and desk of every row, to give back.
    before = models.JSONField(default=list)
    # Paragraph 3: the person hears it before the item is used again.
    told_on = models.DateField(null=True, editable=False)
    lifted_at = models.DateTimeField(null=True, editable=False)

    state = state_field(S, start=S.SET_ASIDE)
    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            known_states(S, name="restriction_state_is_known"),
            models.UniqueConstraint(
                fields=["noun", "thing_id"],
                condition=Q(state__in=IN_FORCE),
                name="one_restriction_at_a_time_on_a_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "restriction.announce",
            _("Record that the person knows"),
            (S.SET_ASIDE,),
            S.ANNOUNCED,
            DECIDES,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
            closing=True,
        )
    )
    def announce(self) -> None:
        self.told_on = timezone.localdate()

    @step(
        Step(
            "restriction.keep",
            _("Keep it set aside"),
            (S.ANNOUNCED,),
            S.SET_ASIDE,
            DECIDES,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
            closing=True,
        )
    )
    def keep(self) -> None:
        self.told_on = None

    @step(
        Step(
            "restriction.lift",
            _("Use it again"),
            (S.ANNOUNCED,),
            S.LIFTED,
            DECIDES,
            kind=Kind.CONSTITUTIONAL,
            four_eyes=True,
            needs_reason=True,
            awaited=True,
            closing=True,
        )
    )
    def lift(self) -> None:
        self.lifted_at = timezone.now()
