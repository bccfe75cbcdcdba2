"""Which role matrices there are, in which version, and over which cases each decides."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.querysets import ProtectedQuerySet
from access.registry import internal, protected
from access.rules import AudienceRule
from accounts.keys import random_key
from accounts.models import Municipality
from documents import matrix_guards as guards
from documents.models.purpose import MeetingType
from documents.models.version import Version
from workflows.models import known_states, state_field
from workflows.steps import Kind, Step, step

LEADER = "role:project_leader"
# Process direction in the territory of the matrix (D-13).
DIRECTOR = "director_of_territory"


class MatrixState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    ADOPTED = "adopted", _("adopted")
    SUPERSEDED = "superseded", _("superseded")


S = MatrixState
DECIDED = (S.ADOPTED, S.SUPERSEDED)


@internal("the series of one matrix; read through its versions")
class RoleMatrix(models.Model):
    key = models.CharField(max_length=24, unique=True, default=random_key, editable=False)
    number = models.CharField(_("number"), max_length=16, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class MatrixStanding(models.TextChoices):
    """What a version is at a moment: its state, and what follows from its moment alone."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    TO_COME = "to_come", _("adopted, not yet in effect")
    IN_EFFECT = "in_effect", _("in effect")
    SUPERSEDED = "superseded", _("superseded")


class MatrixVersionQuerySet(ProtectedQuerySet["MatrixVersion"]):
    def with_standing(self, at: datetime) -> "MatrixVersionQuerySet":
        """Adds `standing` (a `MatrixStanding`): the highest version of a series that took effect replaces the rest."""
        later = MatrixVersion.objects.filter(
            matrix=OuterRef("matrix"), version_number__gt=OuterRef("version_number"), effective_at__lte=at
        ).filter(state__in=DECIDED)
        return self.annotate(
            standing=Case(
                When(~Q(state__in=DECIDED), then=F("state")),
                When(Exists(later), then=Value(MatrixStanding.SUPERSEDED)),
                When(effective_at__gt=at, then=Value(MatrixStanding.TO_COME)),
                default=Value(MatrixStanding.IN_EFFECT),
                output_field=models.CharField(),
            )
        )

    def with_scope(self) -> "MatrixVersionQuerySet":
        """With its series, and with the municipalities and meetings that a page asks for more than once."""
        return self.select_related("matrix").prefetch_related("municipalities", "meeting_types")

    def governing(self, at: datetime) -> "MatrixVersionQuerySet":
        """What decides at this moment: one version of each series at most."""
        return self.with_standing(at).filter(Q(standing=MatrixStanding.IN_EFFECT))

    def to_come(self, at: datetime) -> "MatrixVersionQuerySet":
        return self.with_standing(at).filter(Q(standing=MatrixStanding.TO_COME))


@protected(AudienceRule())
class MatrixVersion(Version):
    """One version. Content is frozen once adopted (database trigger).

    Without municipalities it is the default; without meeting types it holds for all of them (D-19).
    """

    matrix = models.ForeignKey(RoleMatrix, on_delete=models.PROTECT, related_name="versions")
    municipalities = models.ManyToManyField(Municipality, related_name="+", blank=True)
    meeting_types = models.ManyToManyField(MeetingType, related_name="+", blank=True)
    # The stated moment; none means: as soon as it is adopted.
    effective_at = models.DateTimeField(_("takes effect"), null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, editable=False)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )

    state = state_field(MatrixState, start=S.DRAFT)
    objects = MatrixVersionQuerySet.as_manager()

    class Meta:
        ordering = ["matrix__number", "-version_number"]
        constraints = [
            known_states(MatrixState, name="matrix_state_is_known"),
            models.UniqueConstraint(fields=["matrix", "version_number"], name="a_matrix_version_once"),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(effective_at__isnull=False, adopted_at__isnull=False),
                name="an_adopted_matrix_has_its_moment",
            ),
        ]
        indexes = [models.Index(fields=["state", "effective_at"])]

    def __str__(self) -> str:
        return f"{self.matrix} ({self.version_number})"

    @property
    def title(self) -> str:
        return self.matrix.title

    def get_absolute_url(self) -> str:
        return reverse("documents:matrix", args=[self.key])

    @step(
        Step(
            "matrix.propose",
            _("Propose matrix"),
            (S.DRAFT,),
            S.PROPOSED,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=(guards.has_statements, guards.every_binding_has_a_role, guards.every_gap_is_acknowledged),
        )
    )
    def propose(self) -> None: ...

    @step(
        Step(
            "matrix.endorse",
            _("Vote for adoption"),
            (S.PROPOSED,),
            S.PROPOSED,
            DIRECTOR,
            Kind.CONSTITUTIONAL,
            guards=(guards.is_the_first_vote, *guards.ADOPTABLE),
            four_eyes=True,
            awaited=True,
        )
    )
    def endorse(self) -> None: ...

    @step(
        Step(
            "matrix.adopt",
            _("Adopt matrix"),
            (S.PROPOSED,),
            S.ADOPTED,
            DIRECTOR,
            Kind.CONSTITUTIONAL,
            guards=(guards.another_organisation_voted, *guards.ADOPTABLE),
            four_eyes=True,
            awaited=True,
        )
    )
    def adopt(self) -> None:
        self.adopted_at = timezone.now()
        # Never before it was adopted: what was decided until now stands (D-14).
        self.effective_at = max(self.effective_at or self.adopted_at, self.adopted_at)

    @step(
        Step(
            "matrix.send_back",
            _("Send matrix back to draft"),
            (S.PROPOSED,),
            S.DRAFT,
            DIRECTOR,
            Kind.CONSTITUTIONAL,
            four_eyes=True,
            needs_reason=True,
        )
    )
    def send_back(self) -> None: ...

    @step(
        Step(
            "matrix.withdraw",
            _("Withdraw proposal"),
            (S.PROPOSED,),
            S.DRAFT,
            LEADER,
            Kind.CONSTITUTIONAL,
            needs_reason=True,
        )
    )
    def withdraw(self) -> None: ...

    @step(
        Step(
            "matrix.supersede",
            _("Mark matrix as superseded"),
            (S.ADOPTED,),
            S.SUPERSEDED,
            LEADER,
            Kind.CONSTITUTIONAL,
            guards=(guards.has_a_successor,),
        )
    )
    def supersede(self) -> None: ...
