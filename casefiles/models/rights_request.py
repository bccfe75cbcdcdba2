"""What a person asks of all partners at once: access, correction, erasure, restriction or objection."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import protected
from access.rules import Rule
from access.viewer import Viewer
from accounts.keys import random_key
from accounts.models import Municipality
from casefiles import request_guards as guards
from casefiles.models.item import CaseItem
from casefiles.models.subject_notice import DIRECTION
from casefiles.months import months_after
from casefiles.places import RIGHTS, place_token, places_held
from casefiles.rules import DirectorsRule
from workflows.models import Stateful, known_states, state_field
from workflows.steps import Kind, Step, step

CONTACT_POINT = "role:privacy_officer"


class RequestKind(models.TextChoices):
    ACCESS = "access", _("access")
    CORRECTION = "correction", _("correction")
    ERASURE = "erasure", _("erasure")
    RESTRICTION = "restriction", _("restriction")
    OBJECTION = "objection", _("objection")


class AskedBy(models.TextChoices):
    PERSON = "person", _("the person concerned")
    REPRESENTATIVE = "representative", _("a representative")


class RequestState(models.TextChoices):
    OPEN = "open", _("registered")
    EXTENDED = "extended", _("extended")
    ANSWERED = "answered", _("answered")
    WITHDRAWN = "withdrawn", _("withdrawn")


R = RequestState
UNANSWERED = (R.OPEN, R.EXTENDED)


class RightsRequestRule(Rule):
    """The contact point of the municipality. Directors see the answer that is asked of them, not the request."""

    def tokens(self, thing: Any) -> frozenset[str]:
        return frozenset({place_token(RIGHTS, thing.municipality_id)})

    def q(self, viewer: Viewer) -> Q:
        return Q(municipality_id__in=places_held(viewer, RIGHTS))


@protected(RightsRequestRule())
class RightsRequest(Stateful):
    """Registered once at the contact point; it counts for every case of this person there."""

    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    kind = models.CharField(_("what is asked"), max_length=16, choices=RequestKind)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    person_name = models.CharField(_("name of the person"), max_length=160)
    birth_date = models.DateField(_("date of birth"))
    asked_by = models.CharField(_("who asks"), max_length=16, choices=AskedBy)
    representative_name = models.CharField(_("name of the representative"), max_length=160, blank=True)
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("answer at the latest on"), editable=False)
    words = models.TextField(_("what the person asks, in their own words"), blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    state = state_field(R, start=R.OPEN)
    objects = ProtectedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [known_states(R, name="rights_request_state_is_known")]

    def __str__(self) -> str:
        return self.key

    @property
    def is_open(self) -> bool:
        return self.state in UNANSWERED

    @step(
        Step(
            "rights_request.extend",
            _("Extend the term of the request"),
            (R.OPEN,),
            R.EXTENDED,
            CONTACT_POINT,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
            guards=(guards.term_still_runs,),
        )
    )
    def extend(self) -> None:
        self.due_on = months_after(self.due_on, settings.RIGHTS_EXTENSION_MONTHS)

    @step(
        Step(
            "rights_request.answer",
            _("Record that the request is answered"),
            UNANSWERED,
            R.ANSWERED,
            CONTACT_POINT,
            kind=Kind.CONSTITUTIONAL,
            awaited=True,
            guards=(guards.every_case_answered,),
        )
    )
    def answer(self) -> None: ...

    @step(
        Step(
            "rights_request.withdraw",
            _("Record that the request is withdrawn"),
            UNANSWERED,
            R.WITHDRAWN,
            CONTACT_POINT,
            kind=Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def withdraw(self) -> None: ...


class AnswerState(models.TextChoices):
    ASKED = "asked", _("asked")
    PREPARED = "prepared", _("prepared")
    LAPSED = "lapsed", _("lapsed")


class AnswerOutcome(models.TextChoices):
    GRANTED = "granted", _("granted")
    PARTLY = "partly", _("granted in part")
    REFUSED = "refused", _("refused")


A = AnswerState


@protected(DirectorsRule())
class RequestAnswer(Stateful, CaseItem):
    """What one case answers, prepared by its direction. The contact point sees that it is there, never its words."""

    request = models.ForeignKey(RightsRequest, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField(_("outcome"), max_length=16, choices=AnswerOutcome, blank=True)
    reasoning = models.TextField(_("what was weighed, and why"), blank=True)

    state = state_field(A, start=A.ASKED)

    class Meta(CaseItem.Meta):
        ordering = ["-pk"]
        constraints = [
            known_states(A, name="request_answer_state_is_known"),
            models.UniqueConstraint(fields=["request", "case"], name="a_request_asks_a_case_once"),
        ]

    def __str__(self) -> str:
        return self.key

    @step(
        Step(
            "request_answer.prepare",
            _("Prepare answer to the request"),
            (A.ASKED,),
            A.PREPARED,
            DIRECTION,
            kind=Kind.CONSTITUTIONAL,
            closing=True,
            awaited=True,
            guards=(
                guards.objection_is_weighed_by_process_direction,
                guards.answer_is_reasoned,
                guards.granted_restriction_is_made,
            ),
        )
    )
    def prepare(self) -> None: ...

    @step(
        Step(
            "request_answer.lapse",
            _("Let the question about the request lapse"),
            (A.ASKED,),
            A.LAPSED,
            "request",
            kind=Kind.CONSTITUTIONAL,
        )
    )
    def lapse(self) -> None: ...
