"""How a role matrix in Word becomes a draft: roles, rows, statements, empty cells, and suggested bindings."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from documents.actions.editing import must_make, renewed
from documents.actions.next_version import must_be_the_last, next_version_number
from documents.actions.phase_tables import save_phase_tables
from documents.actions.upload import Upload, keep_original, take_files_along
from documents.audiences import LEADERS, new_audience
from documents.binding_suggestions import suggest_step
from documents.models.binding import Binding
from documents.models.matrix import MatrixVersion, RoleMatrix
from documents.models.matrix_rows import Column, EmptyCell, EmptyMark, MatrixRow, MatrixSection, Statement
from documents.models.number import next_number
from documents.role_names import local_roles, role_named
from documents.word import matrix_shapes
from documents.word.limits import LONGEST_HEADING, LONGEST_NAME
from documents.word.matrix_shapes import MatrixImport
from documents.word.untrusted import read_untrusted
from search.outbox import changed
from workflows.models import contributed
from workflows.refusals import StepRefused, Unmet
from workflows.steps import governed_steps

MARKS = {"deliberately_empty": EmptyMark.DELIBERATE, "to_be_agreed": EmptyMark.TO_AGREE}


def import_matrix(upload: Upload, *, viewer: Viewer) -> MatrixVersion:
    """A new matrix in draft. Raises WordRefused for an unreadable file, StepRefused for one without a role table."""
    must_make(renewed(viewer))
    return save_matrix(read_untrusted(upload.content, "matrix"), upload=upload, viewer=viewer)


@transaction.atomic
def save_matrix(
    reading: MatrixImport, *, upload: Upload, viewer: Viewer, roles: Sequence[str | None] = ()
) -> MatrixVersion:
    """What was read, as a draft; also for who has shown the reading to somebody before saving it.

    `roles` are those that the importer chose, a section each; None: the one that its name means.
    """
    fresh = renewed(viewer)
    must_make(fresh)
    if not reading.sections and not reading.phase_tables:
        raise StepRefused(
            _("Nothing can be imported from this file"),
            [Unmet(_("It holds no table with tasks, responsibilities and authorities."))],
        )
    series = _series(upload, reading)
    version = MatrixVersion.objects.create(
        matrix=series,
        version_number=next_version_number(series),
        audience=new_audience(LEADERS),
        original=keep_original(upload, viewer=viewer),
    )
    if isinstance(upload.next_of, MatrixVersion):
        version.municipalities.set(upload.next_of.municipalities.all())
        version.meeting_types.set(upload.next_of.meeting_types.all())
    _save_sections(version, reading, roles)
    save_phase_tables(version, reading.phase_tables)
    take_files_along(upload, version)
    contributed(version, viewer.user)
    note_change(fresh, version, Action.CREATE, step="matrix.import")
    changed("matrix", version.key)
    return version


def _series(upload: Upload, reading: MatrixImport) -> RoleMatrix:
    if isinstance(upload.next_of, MatrixVersion):
        must_be_the_last(upload.next_of)
        return upload.next_of.matrix
    number = next_number(settings.PROJECT_NUMBER)
    return RoleMatrix.objects.create(number=number, title=upload.titled(reading.title))


def _save_sections(version: MatrixVersion, reading: MatrixImport, roles: Sequence[str | None]) -> None:
    # Rows are numbered through the whole matrix, so that "row 12" is one row.
    numbers, local = count(1), local_roles()
    for order, section in enumerate(reading.sections, start=1):
        role = roles[order - 1] if order <= len(roles) else None
        saved = MatrixSection.objects.create(
            version=version,
            order=order,
            name=section.role[:LONGEST_NAME] or _("Role %(number)s") % {"number": order},
            role=role_named(section.role, section.aliases, local=local) if role is None else role,
            aliases=list(section.aliases),
        )
        _save_rows(saved, section.rows, numbers)


def _save_rows(section: MatrixSection, rows: Sequence[matrix_shapes.MatrixRow], numbers: Iterator[int]) -> None:
    """A fixed number of queries a role, however many rows it has."""
    saved = MatrixRow.objects.bulk_create(
        MatrixRow(section=section, order=next(numbers), is_heading=row.heading, heading=_heading(row)) for row in rows
    )
    duties = [(one, row) for one, row in zip(saved, rows, strict=True) if not row.heading]
    statements = Statement.objects.bulk_create(one for saved_row, row in duties for one in _statements(saved_row, row))
    Binding.objects.bulk_create(_suggestions(one for one in statements if one.column == Column.AUTHORITY))
    EmptyCell.objects.bulk_create(
        EmptyCell(row=saved_row, column=column, mark=MARKS[note])
        for saved_row, row in duties
        for column, note in zip(Column.values, row.notes, strict=True)
        if note in MARKS
    )


def _heading(row: matrix_shapes.MatrixRow) -> str:
    return " ".join(row.tasks)[:LONGEST_HEADING] if row.heading else ""


def _statements(saved: MatrixRow, row: matrix_shapes.MatrixRow) -> Iterator[Statement]:
    for column, texts in zip(Column.values, row.cells, strict=True):
        for place, text in enumerate(texts, start=1):
            yield Statement(row=saved, column=column, order=place, text=text)


def _suggestions(statements: Iterable[Statement]) -> Iterator[Binding]:
    """By wording; every one is shown to the editor, who corrects it."""
    phrases = {step.id: step.phrases for step in governed_steps()}
    for statement in statements:
        if step := suggest_step(statement.text, phrases):
            yield Binding(statement=statement, step=step, suggested=True)
