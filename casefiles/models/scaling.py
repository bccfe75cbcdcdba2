"""A request to scale a case up, by any partner in it, until process direction decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import scaling_guards
from casefiles.models.team_item import TeamItem
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import known_states, state_field
from workflows.steps import Step, step


class ScalingState(models.TextChoices):
    WAITING = "waiting", _("waits for a decision")
    GRANTED = "granted", _("granted")
    DECLINED = "declined", _("declined")


S = ScalingState
DIRECTION = CaseFunction.PROCESS_DIRECTION


@protected(CaseItemRule())
class ScalingRequest(TeamItem):
    """Made by the step `case.ask_scale_up`; `words`: its reason."""

    state = state_field(ScalingState, start=S.WAITING)

    class Meta(TeamItem.Meta):
        constraints = [known_states(ScalingState, name="scaling_state_is_known")]

    @step(
        Step(
            "scaling.grant",
            _("Grant the request to scale up"),
            (S.WAITING,),
            S.GRANTED,
            DIRECTION,
            guards=(scaling_guards.case_can_scale_up,),
            needs_reason=True,
            awaited=True,
            phrases=("besluit over een verzoek om op te schalen", "willigt het verzoek tot opschalen in"),
        )
    )
    def grant(self) -> None: ...

    @step(
        Step(
            "scaling.decline",
            _("Decline the request to scale up"),
            (S.WAITING,),
            S.DECLINED,
            DIRECTION,
            needs_reason=True,
            phrases=("wijst het verzoek tot opschalen af",),
        )
    )
    def decline(self) -> None: ...
