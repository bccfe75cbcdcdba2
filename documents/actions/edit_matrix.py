"""How the text of a matrix is changed: a section, a row, a statement, the mark of an empty cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Max
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Role
from documents.actions.editing import editing, refused
from documents.models.binding import Binding
from documents.models.matrix import MatrixVersion
from documents.models.matrix_rows import Column, EmptyCell, EmptyMark, MatrixRow, MatrixSection, Statement

# Far above any order, so that rows step aside while others take their place.
ASIDE = 1_000_000


@dataclass(frozen=True)
class SectionFields:
    """How a role is called, and which role of the house it is (empty: none)."""

    name: str
    role: str = ""
    aliases: tuple[str, ...] = ()


def edit_section(
    section: MatrixSection, *, viewer: Viewer, expected_version: int, fields: SectionFields
) -> MatrixVersion:
    if fields.role and fields.role not in Role.values:
        raise refused(_("That role does not exist."))
    with editing(section.version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as version:
        current = version.sections.get(pk=section.pk)
        current.name, current.role, current.aliases = _needed(fields.name), fields.role, list(fields.aliases)
        current.save()
    return version


def add_row(
    section: MatrixSection, *, viewer: Viewer, expected_version: int, after: MatrixRow | None = None
) -> MatrixRow:
    """An empty row below another one of the section, or at its end."""
    with editing(section.version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as version:
        rows = MatrixRow.objects.filter(section__version=version)
        own = rows.filter(section=section).aggregate(last=Max("order"))["last"]
        before = rows.filter(section__order__lt=section.order).aggregate(last=Max("order"))["last"] or 0
        place = (after.order if after else own or before) + 1
        _step_aside(version, place)
        return MatrixRow.objects.create(section=section, order=place)


def remove_row(row: MatrixRow, *, viewer: Viewer, expected_version: int) -> MatrixVersion:
    """A row goes with its statements and what they were bound to."""
    version = row.section.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = MatrixRow.objects.get(pk=row.pk, section__version=current)
        Binding.objects.filter(statement__row=own).delete()
        own.statements.all().delete()
        own.empty_cells.all().delete()
        own.delete()
    return current


def edit_row(
    row: MatrixRow, *, viewer: Viewer, expected_version: int, cells: Mapping[str, Sequence[str]]
) -> MatrixVersion:
    """Replace the statements of the cells named; a heading takes the first task as its words.

    A statement that keeps its words or its place keeps its bindings.
    """
    version = row.section.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = MatrixRow.objects.get(pk=row.pk, section__version=current)
        write_row(own, cells)
    return current


def edit_statement(statement: Statement, *, viewer: Viewer, expected_version: int, text: str) -> MatrixVersion:
    version = statement.row.section.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = Statement.objects.get(pk=statement.pk, row__section__version=current)
        own.text = _needed(text)
        own.save()
    return current


def mark_empty(row: MatrixRow, *, viewer: Viewer, expected_version: int, marks: Mapping[str, str]) -> MatrixVersion:
    """Say of empty cells whether they are empty on purpose or still to be agreed; an empty mark takes it back."""
    version = row.section.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.mark_empty") as current:
        own = MatrixRow.objects.get(pk=row.pk, section__version=current)
        write_marks(own, marks)
    return current


def write_row(row: MatrixRow, cells: Mapping[str, Sequence[str]]) -> None:
    """Inside an action that has checked."""
    if row.is_heading:
        row.heading = _needed(" ".join(cells.get(Column.TASK, ())))
        row.save()
        return
    for column in Column.values:
        if column in cells:
            _write_cell(row, column, [text.strip() for text in cells[column] if text.strip()])


def write_marks(row: MatrixRow, marks: Mapping[str, str]) -> None:
    """Inside an action that has checked."""
    for column, mark in marks.items():
        if mark and (mark not in EmptyMark.values or row.statements.filter(column=column).exists()):
            raise refused(_("Only an empty cell can be marked as empty."))
        row.empty_cells.filter(column=column).delete()
        if mark:
            EmptyCell.objects.create(row=row, column=column, mark=mark)


def _write_cell(row: MatrixRow, column: str, texts: Sequence[str]) -> None:
    old = list(row.statements.filter(column=column))
    same = {statement.text: statement for statement in old}
    kept = [same.pop(text, None) for text in texts]
    spare = [statement for statement in old if statement not in kept]
    row.statements.filter(column=column).update(order=F("order") + ASIDE)
    for order, (text, statement) in enumerate(zip(texts, kept, strict=True), start=1):
        current = statement or (spare.pop(0) if spare else Statement(row=row, column=column))
        current.text, current.order = text, order
        current.save()
    Binding.objects.filter(statement__in=spare).delete()
    row.statements.filter(pk__in=[statement.pk for statement in spare]).delete()
    if texts:
        row.empty_cells.filter(column=column).delete()


def _step_aside(version: MatrixVersion, place: int) -> None:
    rows = MatrixRow.objects.filter(section__version=version)
    rows.filter(order__gte=place).update(order=F("order") + ASIDE)
    rows.filter(order__gte=ASIDE).update(order=F("order") - ASIDE + 1)


def _needed(text: str) -> str:
    if not text.strip():
        raise refused(_("Fill in the words."))
    return text.strip()
