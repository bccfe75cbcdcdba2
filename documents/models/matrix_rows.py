"""What stands in a role matrix: sections by role, rows, and in each row three cells of statements."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.registry import internal
from accounts.models import Role


class Column(models.TextChoices):
    TASK = "task", _("task")
    RESPONSIBILITY = "responsibility", _("responsibility")
    AUTHORITY = "authority", _("authority")


class EmptyMark(models.TextChoices):
    """Why a cell is empty; without a mark nobody has said yet."""

    DELIBERATE = "deliberate", _("deliberately empty")
    TO_AGREE = "to_agree", _("still to be agreed")


@internal("read through its matrix version")
class MatrixSection(models.Model):
    """One role of a matrix, in its own words; `role` ties it to a role of the house, empty when it is none of these."""

    version = models.ForeignKey("documents.MatrixVersion", on_delete=models.PROTECT, related_name="sections")
    order = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=32, choices=Role, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="a_section_has_its_own_place"),
            models.CheckConstraint(condition=Q(role__in=["", *Role.values]), name="the_role_of_a_section_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


@internal("read through its matrix version")
class MatrixRow(models.Model):
    """A row, numbered through the whole matrix so that a clause can name it; a heading has words and no cells."""

    section = models.ForeignKey(MatrixSection, on_delete=models.PROTECT, related_name="rows")
    order = models.PositiveIntegerField()
    is_heading = models.BooleanField(default=False)
    heading = models.CharField(_("heading"), max_length=300, blank=True)

    class Meta:
        ordering = ["section__order", "order"]
        constraints = [models.UniqueConstraint(fields=["section", "order"], name="a_row_has_its_own_place")]

    def __str__(self) -> str:
        return f"{self.section} {self.order}"


@internal("read through its matrix version")
class Statement(models.Model):
    """One sentence of a cell. Cells in the wild hold several."""

    row = models.ForeignKey(MatrixRow, on_delete=models.PROTECT, related_name="statements")
    column = models.CharField(max_length=16, choices=Column)
    order = models.PositiveIntegerField()
    text = models.TextField(_("text"))

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["row", "column", "order"], name="a_statement_has_its_own_place"),
            models.CheckConstraint(condition=Q(column__in=Column.values), name="column_is_known"),
        ]

    def __str__(self) -> str:
        return self.text


@internal("read through its matrix version")
class EmptyCell(models.Model):
    """What an editor said about a cell without statements: an empty cell means something."""

    row = models.ForeignKey(MatrixRow, on_delete=models.PROTECT, related_name="empty_cells")
    column = models.CharField(max_length=16, choices=Column)
    mark = models.CharField(max_length=16, choices=EmptyMark)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["row", "column"], name="a_cell_is_marked_once"),
            models.CheckConstraint(condition=Q(mark__in=EmptyMark.values), name="empty_mark_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.column} {self.mark}"
