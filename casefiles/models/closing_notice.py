"""That the person was told that their case closes, by whom and how; or why they were not told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from casefiles import closing_guards, guards
from casefiles.models.team_item import NEW, TeamItem
from casefiles.rules import CaseItemRule
from documents.models import CaseFunction
from workflows.models import known_states, state_field
from workflows.steps import Step, step


class ClosingNoticeState(models.TextChoices):
    NEW = NEW, _("new")
    RECORDED = "recorded", _("recorded")


S = ClosingNoticeState


@protected(CaseItemRule())
class ClosingNotice(TeamItem):
    """`told_on` none: the person is not told, and `words` says why."""

    told_on = models.DateField(_("told on"), null=True)

    state = state_field(ClosingNoticeState, start=S.NEW)

    class Meta(TeamItem.Meta):
        constraints = [known_states(ClosingNoticeState, name="closing_notice_state_is_known")]

    @step(
        Step(
            "closing_notice.record",
            _("Record what the person was told"),
            (S.NEW,),
            S.RECORDED,
            CaseFunction.PROCESS_DIRECTION,
            guards=(guards.case_is_open, closing_guards.person_is_not_told_yet),
            closing=True,
            phrases=("informeert de betrokkene over het afsluiten",),
        )
    )
    def record(self) -> None:
        self.share()
