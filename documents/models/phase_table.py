"""The second shape of a role matrix: phases, their tasks, and a mark for every actor that has a part in one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.registry import internal
from accounts.models import Role


@internal("read through its matrix version")
class PhaseTable(models.Model):
    version = models.ForeignKey("documents.MatrixVersion", on_delete=models.PROTECT, related_name="phase_tables")
    order = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="a_phase_table_has_its_own_place")]

    def __str__(self) -> str:
        return self.title


@internal("read through its matrix version")
class PhaseActor(models.Model):
    """One column, in its own words: often no role of the house (`role` empty) but an organisation or a level."""

    table = models.ForeignKey(PhaseTable, on_delete=models.PROTECT, related_name="actors")
    order = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=32, choices=Role, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["table", "order"], name="an_actor_has_its_own_place"),
            models.CheckConstraint(condition=Q(role__in=["", *Role.values]), name="the_role_of_an_actor_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


@internal("read through its matrix version")
class Phase(models.Model):
    """Without a name: tasks that stand before the first phase."""

    table = models.ForeignKey(PhaseTable, on_delete=models.PROTECT, related_name="phases")
    order = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["table", "order"], name="a_phase_has_its_own_place")]

    def __str__(self) -> str:
        return self.name


@internal("read through its matrix version")
class PhaseTask(models.Model):
    """Numbered through the whole table, so that people can name it."""

    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="tasks")
    order = models.PositiveIntegerField()
    text = models.TextField(_("task"))
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["phase", "order"], name="a_task_has_its_own_place")]

    def __str__(self) -> str:
        return self.text


@internal("read through its matrix version")
class PhaseMark(models.Model):
    """This actor has a part in this task; `words` say which, where it was more than a mark."""

    task = models.ForeignKey(PhaseTask, on_delete=models.PROTECT, related_name="marks")
    actor = models.ForeignKey(PhaseActor, on_delete=models.PROTECT, related_name="marks")
    words = models.CharField(_("in words"), max_length=300, blank=True)

    class Meta:
        ordering = ["actor__order"]
        constraints = [models.UniqueConstraint(fields=["task", "actor"], name="a_task_is_marked_once_per_actor")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.actor_id}"
