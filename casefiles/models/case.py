"""A case: code, municipality, purpose and where it stands."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from accounts.keys import random_case_code
from accounts.models import Municipality
from casefiles import closing_guards, guards, handover_guards, scaling_guards
from casefiles.rights_guards import person_is_told
from casefiles.rules import CaseRule
from documents.models import CaseFunction, MeetingType
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step


class CaseState(models.TextChoices):
    INTAKE = "intake", _("intake")
    INFORMATION_ROUND = "information_round", _("information round")
    PLANNING = "planning", _("planning")
    ACTIVE = "active", _("active")
    SCALED_UP = "scaled_up", _("scaled up")
    CLOSING = "closing", _("in closing")
    CLOSED = "closed", _("closed")
    HANDED_OVER = "handed_over", _("handed over")


S = CaseState
OPEN = (S.INTAKE, S.INFORMATION_ROUND, S.PLANNING, S.ACTIVE, S.SCALED_UP, S.CLOSING)
RUNNING = (S.ACTIVE, S.SCALED_UP)
DIRECTION = CaseFunction.PROCESS_DIRECTION


class CaseQuerySet(ProtectedQuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        """Cases in which is still worked: one that was merged goes on in another."""
        return self.filter(state__in=OPEN, merged_into=None)


@protected(CaseRule())
class Case(Stateful):
    key = models.CharField(_("code"), max_length=8, unique=True, default=random_case_code, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    # One purpose at a time (D-17); the meeting type stands for the annex in whichever covenant is in force.
    meeting_type = models.ForeignKey(MeetingType, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(_("question"), blank=True)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    # Read together with another case of the same person, in which the work goes on (docs/decisions/0007).
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="duplicates", null=True, editable=False
    )
    # D-38: from then on nobody is told or asked anything of this case by mail.
    died_on = models.DateField(_("died on"), null=True, editable=False)

    state = state_field(CaseState, start=S.INTAKE)
    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [known_states(CaseState, name="case_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @property
    def is_open(self) -> bool:
        return self.state in OPEN and self.merged_into_id is None

    @step(
        Step(
            "case.start_information_round",
            _("Start information round"),
            (S.INTAKE,),
            S.INFORMATION_ROUND,
            DIRECTION,
            guards=(person_is_told,),
            phrases=("start de informatieronde", "zet de informatieronde uit"),
        )
    )
    def start_information_round(self) -> None: ...

    @step(
        Step(
            "case.move_to_planning",
            _("Move to planning"),
            (S.INFORMATION_ROUND,),
            S.PLANNING,
            DIRECTION,
            guards=(person_is_told, guards.round_is_answered),
            phrases=("sluit de informatieronde af", "gaat over naar planvorming"),
        )
    )
    def move_to_planning(self) -> None: ...

    @step(
        Step(
            "case.activate",
            _("Activate case"),
            (S.PLANNING,),
            S.ACTIVE,
            DIRECTION,
            guards=(guards.has_adopted_plan, person_is_told),
            phrases=("activeert de casus", "start de uitvoering van het plan"),
        )
    )
    def activate(self) -> None: ...

    @step(
        Step(
            "case.scale_up",
            _("Scale up"),
            (S.ACTIVE,),
            S.SCALED_UP,
            DIRECTION,
            guards=(person_is_told, scaling_guards.no_request_waits),
            needs_reason=True,
            phrases=("besluit tot opschalen", "schaalt de casus op", "opschaling van de casus"),
        )
    )
    def scale_up(self) -> None: ...

    @step(
        Step(
            "case.ask_scale_up",
            _("Ask to scale up"),
            (S.ACTIVE,),
            S.ACTIVE,
            CaseFunction.MEMBER,
            guards=(scaling_guards.no_request_waits,),
            needs_reason=True,
            phrases=("vraagt om opschaling", "verzoekt om op te schalen"),
        )
    )
    def ask_scale_up(self) -> None:
        """Any partner in the case; the request waits for process direction."""

    @step(
        Step(
            "case.scale_down",
            _("Scale down"),
            (S.SCALED_UP,),
            S.ACTIVE,
            DIRECTION,
            guards=(person_is_told,),
            needs_reason=True,
            phrases=("besluit tot afschalen", "schaalt de casus af", "afschaling van de casus"),
        )
    )
    def scale_down(self) -> None: ...

    @step(
        Step(
            "case.prepare_closing",
            _("Prepare closing"),
            RUNNING,
            S.CLOSING,
            DIRECTION,
            needs_reason=True,
            closing=True,
            phrases=("bereidt het afsluiten voor",),
        )
    )
    def prepare_closing(self) -> None: ...

    @step(
        Step(
            "case.record_death",
            _("Record death"),
            OPEN,
            S.CLOSING,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            guards=(closing_guards.death_is_not_recorded_yet,),
            needs_reason=True,
            closing=True,
        )
    )
    def record_death(self) -> None:
        """D-38: the case goes to closing; notices stop. Nobody gets access by it."""

    @step(
        Step(
            "case.close",
            _("Close case"),
            (S.CLOSING,),
            S.CLOSED,
            DIRECTION,
            guards=(
                guards.actions_are_resolved,
                guards.plan_is_evaluated,
                closing_guards.nothing_is_unfinished,
                handover_guards.no_answer_is_awaited,
                closing_guards.person_is_told,
            ),
            closing=True,
            phrases=("sluit de casus af", "besluit tot afsluiten van de casus"),
        )
    )
    def close(self) -> None:
        self.closed_at = timezone.now()

    @step(
        Step(
            "case.hand_over",
            _("Hand over case"),
            (S.CLOSING,),
            S.HANDED_OVER,
            DIRECTION,
            guards=(
                guards.actions_are_resolved,
                closing_guards.nothing_is_unfinished,
                closing_guards.person_is_told,
                handover_guards.receiver_accepted,
            ),
            needs_reason=True,
            closing=True,
            phrases=("draagt de casus over", "overdracht van de casus"),
        )
    )
    def hand_over(self) -> None:
        self.closed_at = timezone.now()

    def last_day(self) -> date | None:
        return timezone.localdate(self.closed_at) if self.closed_at else None
