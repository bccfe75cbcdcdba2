"""Which statement decides which step, who has no say in a step at all, and which gaps were seen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from access.registry import internal
from accounts.models import Organisation
from documents.models.matrix_rows import Statement


@internal("read through its matrix version")
class Binding(models.Model):
    """This statement lets the role of its section take this governed step (D-12)."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="bindings")
    step = models.CharField(max_length=64, db_index=True)
    # Found by wording at import and not yet looked at; it counts all the same, and the editor is shown it.
    suggested = models.BooleanField(default=False)

    class Meta:
        ordering = ["step"]
        constraints = [models.UniqueConstraint(fields=["statement", "step"], name="a_statement_binds_a_step_once")]

    def __str__(self) -> str:
        return self.step


@internal("read through its matrix version")
class NobodyStep(models.Model):
    """The explicit choice that nobody may take this step; without it an unbound step keeps its default (D-12)."""

    version = models.ForeignKey("documents.MatrixVersion", on_delete=models.PROTECT, related_name="nobody_steps")
    step = models.CharField(max_length=64)

    class Meta:
        ordering = ["step"]
        constraints = [models.UniqueConstraint(fields=["version", "step"], name="nobody_is_chosen_once")]

    def __str__(self) -> str:
        return self.step


@internal("read through its matrix version")
class AcknowledgedGap(models.Model):
    """Somebody has seen that a step will have no one, and lets it stand."""

    version = models.ForeignKey("documents.MatrixVersion", on_delete=models.PROTECT, related_name="acknowledged_gaps")
    gap = models.CharField(max_length=255)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "gap"], name="a_gap_is_acknowledged_once")]

    def __str__(self) -> str:
        return self.gap


@internal("shown on the page of the matrix version, to who sees that version")
class AdoptionVote(models.Model):
    """One of the two who adopt a matrix (D-13), for the organisation that they worked for at that moment."""

    version = models.ForeignKey("documents.MatrixVersion", on_delete=models.PROTECT, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="a_person_votes_once")]

    def __str__(self) -> str:
        return str(self.user)
