"""What the person says of an adopted plan that they do not agree with: it stands with the plan wherever that is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import request_guards as guards
from casefiles.models.item import CaseItem
from casefiles.models.plan import PlanVersion
from casefiles.models.report_statement import StatementState
from casefiles.models.subject_notice import DIRECTION
from casefiles.rules import CaseItemRule
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


@protected(CaseItemRule("plan_version__", since="shared_at"))
class PlanStatement(Stateful, CaseItem):
    """The adopted version stays as it is, and its Word file too: a second file carries what was said since."""

    plan_version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField(_("what the person says"))

    state = state_field(StatementState, start=StatementState.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["pk"]
        constraints = [known_states(StatementState, name="plan_statement_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "plan_statement.attach",
            _("Attach what the person says to the plan"),
            (StatementState.DRAFT,),
            StatementState.ATTACHED,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            guards=(guards.plan_is_adopted,),
        )
    )
    def attach(self) -> None: ...
