"""A change of the purpose of a case: it has one at a time, and the covenant gate is asked again (D-17)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import guards, scaling_guards
from casefiles.models.team_item import NEW, TeamItem
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction, MeetingType
from workflows.models import known_states, state_field
from workflows.steps import Step, step


class PurposeChangeState(models.TextChoices):
    NEW = NEW, _("new")
    MADE = "made", _("made")


S = PurposeChangeState


@protected(CaseItemRule())
class PurposeChange(TeamItem):
    before = models.ForeignKey(MeetingType, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(MeetingType, on_delete=models.PROTECT, related_name="+")

    state = state_field(PurposeChangeState, start=S.NEW)

    class Meta(TeamItem.Meta):
        constraints = [known_states(PurposeChangeState, name="purpose_change_state_is_known")]

    @step(
        Step(
            "purpose.change",
            _("Change purpose"),
            (S.NEW,),
            S.MADE,
            CaseFunction.PROCESS_DIRECTION,
            guards=(
                guards.case_is_open,
                scaling_guards.purpose_is_as_read,
                scaling_guards.purpose_differs,
                scaling_guards.director_is_covered_there,
            ),
            needs_reason=True,
            phrases=("wijzigt het doel van de casus",),
        )
    )
    def change(self) -> None:
        self.share()
