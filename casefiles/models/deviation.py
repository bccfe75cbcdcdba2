"""A deviation from the plan in force: proposed with its reason, decided by process direction, never silent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import guards
from casefiles.models.item import CaseItem
from casefiles.models.plan import PlanVersion
from casefiles.models.plan_parts import PlanPart
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class DeviationState(models.TextChoices):
    DRAFT = "draft", _("being written")
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")


S = DeviationState
GUARDS = (guards.case_is_open, guards.plan_is_in_force)


@protected(CaseItemRule())
class PlanDeviation(Stateful, CaseItem):
    """`plan_version`: the version that it changes; `taken_into`: the version that carries it, once one was begun."""

    HAS_FALLBACK = True

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="deviations")
    part = models.CharField(_("which part"), max_length=24, choices=PlanPart)
    proposal = models.TextField(_("what must change"))
    why = models.TextField(_("why"))
    taken_into = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="takes_up", null=True)

    state = state_field(DeviationState, start=S.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [known_states(DeviationState, name="deviation_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "deviation.propose",
            _("Propose deviation from the plan"),
            (S.DRAFT,),
            S.PROPOSED,
            CaseFunction.CASE_DIRECTION,
            guards=GUARDS,
            phrases=("stelt een afwijking van het plan voor", "stelt afwijkingen van het plan van aanpak voor"),
        )
    )
    def propose(self) -> None: ...

    @step(
        Step(
            "deviation.propose_measure",
            _("Propose measure"),
            (S.DRAFT,),
            S.PROPOSED,
            CaseFunction.MEMBER,
            guards=GUARDS,
            phrases=("stelt een maatregel voor", "doet een voorstel voor een maatregel"),
        )
    )
    def propose_measure(self) -> None: ...

    @step(
        Step(
            "deviation.approve",
            _("Approve deviation"),
            (S.PROPOSED,),
            S.APPROVED,
            CaseFunction.PROCESS_DIRECTION,
            four_eyes=True,
            guards=GUARDS,
            awaited=True,
            phrases=("beslist over afwijkingen van het plan", "keurt een afwijking van het plan goed"),
        )
    )
    def approve(self) -> None: ...

    @step(
        Step(
            "deviation.decline",
            _("Decline deviation"),
            (S.PROPOSED,),
            S.DECLINED,
            CaseFunction.PROCESS_DIRECTION,
            four_eyes=True,
            needs_reason=True,
            phrases=("wijst een afwijking van het plan af",),
        )
    )
    def decline(self) -> None: ...

    @step(
        Step(
            "deviation.withdraw",
            _("Take back deviation"),
            (S.PROPOSED,),
            S.WITHDRAWN,
            "owner",
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def withdraw(self) -> None: ...
