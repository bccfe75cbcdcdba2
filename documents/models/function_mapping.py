"""Which changes of a meeting's functions were proposed, and what became of them (D-13, D-19)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from access.models import Audience
from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import AudienceRule
from accounts.keys import random_key
from accounts.models import Organisation
from documents import mapping_guards as guards
from documents.models.purpose import MeetingType
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step

LEADER = "role:project_leader"
# Process direction, of another organisation than the proposer's (D-13).
DIRECTOR = "director_elsewhere"


class MappingState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    ADOPTED = "adopted", _("adopted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = MappingState


class FunctionMappingQuerySet(ProtectedQuerySet["FunctionMapping"]):
    def pending(self) -> "FunctionMappingQuerySet":
        return self.filter(state=S.PROPOSED)


@protected(AudienceRule())
class FunctionMapping(Stateful):
    """Another mapping for one meeting. Until a second person adopts it, what the meeting says itself holds."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    meeting_type = models.ForeignKey(MeetingType, on_delete=models.PROTECT, related_name="mappings")
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="+")
    functions = models.JSONField(_("functions"), default=dict)
    kinds = models.JSONField(_("kinds of organisations"), default=dict)
    # What held when it was proposed.
    functions_before = models.JSONField(default=dict)
    kinds_before = models.JSONField(default=dict)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The organisation that the proposer worked for at that moment.
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    state = state_field(MappingState, start=S.PROPOSED)
    objects = FunctionMappingQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            known_states(MappingState, name="mapping_state_is_known"),
            models.UniqueConstraint(
                fields=["meeting_type"], condition=Q(state=S.PROPOSED), name="one_mapping_is_proposed_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return str(_("Functions of %(meeting)s") % {"meeting": self.meeting_type})

    @property
    def proposed_by(self) -> str:
        return f"{self.proposer} ({self.organisation})"

    def get_absolute_url(self) -> str:
        return reverse("documents:mapping", args=[self.key])

    def before(self) -> MeetingType:
        return self._meeting(self.functions_before, self.kinds_before)

    def after(self) -> MeetingType:
        return self._meeting(self.functions, self.kinds)

    def _meeting(self, functions: Any, kinds: Any) -> MeetingType:
        """The meeting as it would be, never saved."""
        meeting = self.meeting_type
        return MeetingType(pk=meeting.pk, name=meeting.name, functions=functions, kinds=kinds)

    @step(
        Step(
            "mapping.adopt",
            _("Adopt these functions"),
            (S.PROPOSED,),
            S.ADOPTED,
            DIRECTOR,
            Kind.CONSTITUTIONAL,
            guards=(guards.somebody_weighs_referrals,),
            four_eyes=True,
            awaited=True,
        )
    )
    def adopt(self) -> None: ...

    @step(
        Step(
            "mapping.refuse",
            _("Refuse these functions"),
            (S.PROPOSED,),
            S.REFUSED,
            DIRECTOR,
            Kind.CONSTITUTIONAL,
            four_eyes=True,
            needs_reason=True,
        )
    )
    def refuse(self) -> None: ...

    @step(
        Step(
            "mapping.withdraw",
            _("Withdraw these functions"),
            (S.PROPOSED,),
            S.WITHDRAWN,
            LEADER,
            Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def withdraw(self) -> None: ...
