"""What the person says of a report that they do not agree with: it stands with the report wherever that is read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import request_guards as guards
from casefiles.models.item import CaseItem
from casefiles.models.report import Report
from casefiles.models.subject_notice import DIRECTION
from casefiles.rules import CaseItemRule
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class StatementState(models.TextChoices):
    DRAFT = "draft", _("draft")
    ATTACHED = "attached", _("attached")


@protected(CaseItemRule("report__", since="shared_at"))
class ReportStatement(Stateful, CaseItem):
    """The report stays as it is. Whoever reads the report reads this; a winding-down member what was there by then."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="statements")
    text = models.TextField(_("what the person says"))

    state = state_field(StatementState, start=StatementState.DRAFT)

    class Meta(CaseItem.Meta):
        ordering = ["pk"]
        constraints = [known_states(StatementState, name="statement_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "statement.attach",
            _("Attach what the person says"),
            (StatementState.DRAFT,),
            StatementState.ATTACHED,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            guards=(guards.report_is_recorded,),
        )
    )
    def attach(self) -> None: ...
