"""Which protocols there are, in which version, and when each is to be looked at again."""

from datetime import date

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from access.rules import AudienceRule
from accounts.keys import random_key
from documents import protocol_guards as guards
from documents.models.version import Version
from workflows.models import known_states, state_field
from workflows.steps import Kind, Step, step

LEADER = "role:project_leader"
# A project leader; a process director where every project leader had a hand in it (decision 0005).
ADOPTER = "protocol_adopter"


class ProtocolState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    ADOPTED = "adopted", _("adopted")
    REPLACED = "replaced", _("replaced")
    WITHDRAWN = "withdrawn", _("withdrawn")


S = ProtocolState
DECIDED = (S.ADOPTED, S.REPLACED, S.WITHDRAWN)


class ProtocolStanding(models.TextChoices):
    """What a version is on a day: its state, and what follows from its review date alone."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    ADOPTED = "adopted", _("adopted")
    TO_REVIEW = "to_review", _("to be reviewed")
    REPLACED = "replaced", _("replaced by a newer version")
    WITHDRAWN = "withdrawn", _("withdrawn")


@internal("the series of one protocol; read through its versions")
class Protocol(models.Model):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    number = models.CharField(_("number"), max_length=16, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class ProtocolVersionQuerySet(ProtectedQuerySet["ProtocolVersion"]):
    def with_standing(self, on: date) -> "ProtocolVersionQuerySet":
        """Adds `standing` (a `ProtocolStanding`): from its review date on, an adopted protocol is to be reviewed."""
        return self.annotate(
            standing=Case(
                When(Q(state=S.ADOPTED, review_on__lte=on), then=Value(ProtocolStanding.TO_REVIEW)),
                default=F("state"),
                output_field=models.CharField(),
            )
        )

    def in_use(self) -> "ProtocolVersionQuerySet":
        """What people work by: one version of each series at most, also while it is to be reviewed."""
        return self.filter(state=S.ADOPTED)


@protected(AudienceRule())
class ProtocolVersion(Version):
    """One text. Content is frozen once adopted (database trigger); when it is looked at again is no content."""

    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="versions")
    body = models.JSONField(default=list, blank=True)
    review_on = models.DateField(_("to be reviewed on"), null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, editable=False)

    state = state_field(ProtocolState, start=S.DRAFT)
    objects = ProtocolVersionQuerySet.as_manager()

    class Meta:
        ordering = ["protocol__number", "-version_number"]
        constraints = [
            known_states(ProtocolState, name="protocol_state_is_known"),
            models.UniqueConstraint(fields=["protocol", "version_number"], name="a_protocol_version_once"),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(adopted_at__isnull=False, review_on__isnull=False),
                name="an_adopted_protocol_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["state", "review_on"], name="documents_protocol_review")]

    def __str__(self) -> str:
        return f"{self.protocol} ({self.version_number})"

    @property
    def title(self) -> str:
        return self.protocol.title

    def get_absolute_url(self) -> str:
        return reverse("documents:protocol", args=[self.key])

    @step(
        Step(
            "protocol.submit",
            _("Submit protocol for adoption"),
            (S.DRAFT,),
            S.IN_REVIEW,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=guards.COMPLETE,
        )
    )
    def submit(self) -> None: ...

    @step(
        Step(
            "protocol.adopt",
            _("Adopt protocol"),
            (S.IN_REVIEW,),
            S.ADOPTED,
            ADOPTER,
            Kind.CONSTITUTIONAL,
            guards=guards.COMPLETE,
            four_eyes=True,
            awaited=True,
        )
    )
    def adopt(self) -> None:
        self.adopted_at = timezone.now()

    @step(
        Step(
            "protocol.send_back",
            _("Send back to draft"),
            (S.IN_REVIEW,),
            S.DRAFT,
            ADOPTER,
            Kind.CONSTITUTIONAL,
            four_eyes=True,
            needs_reason=True,
        )
    )
    def send_back(self) -> None: ...

    @step(
        Step(
            "protocol.take_back",
            _("Take protocol back to draft"),
            (S.IN_REVIEW,),
            S.DRAFT,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=(guards.is_own_work,),
            needs_reason=True,
        )
    )
    def take_back(self) -> None: ...

    @step(
        Step(
            "protocol.replace",
            _("Mark protocol as replaced"),
            (S.ADOPTED,),
            S.REPLACED,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=(guards.has_a_successor,),
        )
    )
    def replace(self) -> None: ...

    @step(
        Step(
            "protocol.withdraw",
            _("Withdraw protocol"),
            (S.ADOPTED,),
            S.WITHDRAWN,
            LEADER,
            Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def withdraw(self) -> None: ...
