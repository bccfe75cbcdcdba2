"""A flag on a case: Top-X or code red, set and ended by process direction with a reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import guards, scaling_guards
from casefiles.models.team_item import NEW, TeamItem
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import known_states, state_field
from workflows.steps import Step, step


class FlagKind(models.TextChoices):
    TOP_X = "top_x", _("Top-X")
    CODE_RED = "code_red", _("code red")


class FlagState(models.TextChoices):
    NEW = NEW, _("new")
    SET = "set", _("set")
    ENDED = "ended", _("ended")


S = FlagState
DIRECTION = CaseFunction.PROCESS_DIRECTION


@protected(CaseItemRule())
class Flag(TeamItem):
    kind = models.CharField(_("flag"), max_length=16, choices=FlagKind)

    state = state_field(FlagState, start=S.NEW)

    class Meta(TeamItem.Meta):
        constraints = [known_states(FlagState, name="flag_state_is_known")]

    @step(
        Step(
            "flag.set",
            _("Set flag"),
            (S.NEW,),
            S.SET,
            DIRECTION,
            guards=(guards.case_is_open, scaling_guards.flag_is_not_set_yet),
            needs_reason=True,
            phrases=("zet een casus op de Top-X", "geeft code rood af"),
        )
    )
    def set(self) -> None:
        self.share()

    @step(
        Step(
            "flag.end",
            _("End flag"),
            (S.SET,),
            S.ENDED,
            DIRECTION,
            needs_reason=True,
            closing=True,
            phrases=("haalt een casus van de Top-X", "trekt code rood in"),
        )
    )
    def end(self) -> None: ...
