"""What is asked of whom before a plan is written, and what came back."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from accounts.models import Organisation
from casefiles import guards
from casefiles.models.item import CaseItem
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Step, step


class RoundState(models.TextChoices):
    ASKED = "asked", _("asked")
    RECEIVED = "received", _("received")
    NOT_AVAILABLE = "not_available", _("not available")


class RoundKind(models.TextChoices):
    """The two that always start; whatever else is asked is named by its title."""

    POLICE_ANALYSIS = "police_analysis", _("police analysis")
    MUNICIPAL_ROUND = "municipal_round", _("municipal round")
    OTHER = "other", _("other information")


S = RoundState


@protected(CaseItemRule())
class RoundTask(Stateful, CaseItem):
    """One question of the information round. `owner` asked it; the answer is an item of its own."""

    kind = models.CharField(_("kind"), max_length=20, choices=RoundKind, default=RoundKind.OTHER)
    title = models.CharField(_("what is asked"), max_length=200)
    explanation = models.TextField(_("explanation"), blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("asked of")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("person")
    )
    due_on = models.DateField(_("at the latest on"))

    state = state_field(RoundState, start=S.ASKED)

    class Meta(CaseItem.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            known_states(RoundState, name="round_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=RoundKind.values), name="round_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_late(self, today: date) -> bool:
        return self.state == S.ASKED and self.due_on < today

    @step(
        Step(
            "round.receive",
            _("Record answer to a question of the information round"),
            (S.ASKED,),
            S.RECEIVED,
            CaseFunction.MEMBER,
            guards=(guards.case_is_open, guards.is_asked_of_reader, guards.answer_is_written),
            phrases=("levert informatie voor de informatieronde", "levert de politieanalyse"),
        )
    )
    def receive(self) -> None: ...

    @step(
        Step(
            "round.mark_unavailable",
            _("Record that there is no information"),
            (S.ASKED,),
            S.NOT_AVAILABLE,
            CaseFunction.MEMBER,
            guards=(guards.case_is_open, guards.is_asked_of_reader),
            needs_reason=True,
        )
    )
    def mark_unavailable(self) -> None: ...

    @step(
        Step(
            "round.ask_again",
            _("Ask the question of the information round again"),
            (S.RECEIVED, S.NOT_AVAILABLE),
            S.ASKED,
            CaseFunction.CASE_DIRECTION,
            guards=(guards.case_is_open,),
            needs_reason=True,
            phrases=("vraagt aanvullende informatie op",),
        )
    )
    def ask_again(self) -> None: ...


@protected(CaseItemRule())
class RoundAnswer(CaseItem):
    """What came back on a question; its circle may be narrower than that of the question."""

    task = models.ForeignKey(RoundTask, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("what is known"))

    class Meta(CaseItem.Meta):
        ordering = ["-shared_at", "-pk"]

    def __str__(self) -> str:
        return self.key
