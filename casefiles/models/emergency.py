"""Emergency access: one named person reads what the team reads, for a short time, and it is reviewed afterwards."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.registry import protected
from accounts.models import Role
from casefiles import emergency_guards, guards, place_guards
from casefiles.models.team_item import NEW, TeamItem
from casefiles.team_rules import WatchedRule
from workflows.models import known_states, state_field
from workflows.steps import Kind, Step, step

# Process or case direction of this very case: see `team_machines.py`.
DIRECTOR = "director"


class EmergencyState(models.TextChoices):
    NEW = NEW, _("new")
    STARTED = "started", _("started")
    EXTENDED = "extended", _("extended")
    JUSTIFIED = "justified", _("reviewed: justified")
    NOT_JUSTIFIED = "not_justified", _("reviewed: not justified")


S = EmergencyState
UNREVIEWED = (S.STARTED, S.EXTENDED)
REVIEWER = f"role:{Role.PRIVACY_OFFICER}"


@protected(WatchedRule())
class EmergencyAccess(TeamItem):
    """`words`: why; `vital_interest`: whose life or health is at stake, which passes the covenant gate (D-40)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    vital_interest = models.TextField(_("vital interest"), blank=True)
    ends_at = models.DateTimeField(_("until"), null=True)

    state = state_field(EmergencyState, start=S.NEW)

    class Meta(TeamItem.Meta):
        constraints = [known_states(EmergencyState, name="emergency_state_is_known")]
        verbose_name = _("emergency access")

    def is_running(self, at: datetime) -> bool:
        return self.ends_at is not None and at < self.ends_at

    @step(
        Step(
            "emergency.start",
            _("Start emergency access"),
            (S.NEW,),
            S.STARTED,
            DIRECTOR,
            kind=Kind.CONSTITUTIONAL,
            guards=(
                guards.case_is_open,
                place_guards.not_for_oneself,
                place_guards.person_is_active,
                emergency_guards.person_has_no_access_yet,
                emergency_guards.gate_or_vital_interest,
                emergency_guards.starter_is_not_suspended,
            ),
            closing=True,
        )
    )
    def start(self) -> None:
        self.share()
        self.ends_at = timezone.now() + timedelta(hours=settings.EMERGENCY_HOURS)

    @step(
        Step(
            "emergency.extend",
            _("Extend emergency access"),
            (S.STARTED,),
            S.EXTENDED,
            DIRECTOR,
            kind=Kind.CONSTITUTIONAL,
            guards=(emergency_guards.emergency_is_running,),
            four_eyes=True,
            needs_reason=True,
            closing=True,
        )
    )
    def extend(self) -> None:
        """Once, by another person than who started it (D-40)."""
        self.ends_at = (self.ends_at or timezone.now()) + timedelta(hours=settings.EMERGENCY_HOURS)

    @step(
        Step(
            "emergency.justify",
            _("Review emergency access: justified"),
            UNREVIEWED,
            S.JUSTIFIED,
            REVIEWER,
            kind=Kind.CONSTITUTIONAL,
            four_eyes=True,
            needs_reason=True,
            awaited=True,
        )
    )
    def justify(self) -> None: ...

    @step(
        Step(
            "emergency.reject",
            _("Review emergency access: not justified"),
            UNREVIEWED,
            S.NOT_JUSTIFIED,
            REVIEWER,
            kind=Kind.CONSTITUTIONAL,
            four_eyes=True,
            needs_reason=True,
        )
    )
    def reject(self) -> None:
        """It ends at once."""
        self.ends_at = min(self.ends_at or timezone.now(), timezone.now())
