"""A handover: who takes a case over, also outside this house; or a move of the same case to another municipality."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from accounts.models import Municipality
from casefiles import guards, handover_guards
from casefiles.models.team_item import NEW, TeamItem
from casefiles.team_rules import ASKED, AskedRule
from documents.models import CaseFunction
from workflows.models import known_states, state_field
from workflows.steps import Kind, Step, step


class HandoverState(models.TextChoices):
    NEW = NEW, _("new")
    OFFERED = "offered", _("waits for the receiver")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("taken back")


S = HandoverState
DIRECTION = CaseFunction.PROCESS_DIRECTION


@protected(AskedRule("receiver"))
class Handover(TeamItem):
    """`municipality`: where the same case goes on (D-39); none: the case ends here once it is handed over."""

    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    outside = models.CharField(_("receiver without an account"), max_length=200, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", null=True)

    state = state_field(HandoverState, start=S.NEW)

    class Meta(TeamItem.Meta):
        constraints = [
            known_states(HandoverState, name="handover_state_is_known"),
            models.CheckConstraint(
                condition=Q(receiver__isnull=False) ^ ~Q(outside=""), name="a_handover_has_one_receiver"
            ),
        ]

    @property
    def receiver_name(self) -> str:
        return f"{self.receiver} ({self.receiver.organisation})" if self.receiver else self.outside

    @step(
        Step(
            "handover.offer",
            _("Offer handover"),
            (S.NEW,),
            S.OFFERED,
            DIRECTION,
            guards=(
                guards.case_is_open,
                handover_guards.no_handover_waits,
                handover_guards.receiver_is_somebody_else,
                handover_guards.receiver_directs_there,
                handover_guards.receiver_is_covered_there,
            ),
            closing=True,
            phrases=("biedt de overdracht aan", "biedt de casus aan een ontvanger aan"),
        )
    )
    def offer(self) -> None:
        self.share()

    @step(
        Step(
            "handover.accept",
            _("Accept handover"),
            (S.OFFERED,),
            S.ACCEPTED,
            ASKED,
            kind=Kind.CONSTITUTIONAL,
            guards=(
                guards.case_is_open,
                handover_guards.receiver_directs_there,
                handover_guards.receiver_is_covered_there,
            ),
            awaited=True,
        )
    )
    def accept(self) -> None: ...

    @step(
        Step(
            "handover.refuse",
            _("Refuse handover"),
            (S.OFFERED,),
            S.REFUSED,
            ASKED,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def refuse(self) -> None: ...

    @step(
        Step(
            "handover.record_acceptance",
            _("Record that the receiver accepts"),
            (S.OFFERED,),
            S.ACCEPTED,
            DIRECTION,
            guards=(handover_guards.receiver_is_outside,),
            needs_reason=True,
            closing=True,
            phrases=("legt vast dat de ontvanger de casus aanvaardt",),
        )
    )
    def record_acceptance(self) -> None: ...

    @step(
        Step(
            "handover.record_refusal",
            _("Record that the receiver refuses"),
            (S.OFFERED,),
            S.REFUSED,
            DIRECTION,
            guards=(handover_guards.receiver_is_outside,),
            needs_reason=True,
            closing=True,
            phrases=("legt vast dat de ontvanger de casus weigert",),
        )
    )
    def record_refusal(self) -> None: ...

    @step(
        Step(
            "handover.withdraw",
            _("Take handover back"),
            (S.OFFERED,),
            S.WITHDRAWN,
            DIRECTION,
            needs_reason=True,
            closing=True,
            phrases=("trekt de overdracht in",),
        )
    )
    def withdraw(self) -> None: ...
