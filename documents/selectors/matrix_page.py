"""What a page about one matrix shows: roles, rows, statements with their steps, and words for every empty cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Role
from documents.gaps import Gap, gaps
from documents.models.binding import AcknowledgedGap, AdoptionVote
from documents.models.matrix import MatrixStanding, MatrixVersion
from documents.models.matrix_rows import Column, EmptyMark, MatrixRow, MatrixSection, Statement
from documents.paper import sections_of
from documents.word.duplicates import near_duplicates
from documents.word.matrix_shapes import MatrixRow as WordRow
from workflows.steps import all_steps

Text = str | Promise


@dataclass(frozen=True)
class BoundStep:
    id: str
    label: Text
    suggested: bool


@dataclass(frozen=True)
class StatementView:
    id: int
    text: str
    steps: tuple[BoundStep, ...]


@dataclass(frozen=True)
class CellView:
    """`empty` says in words what an empty cell means; it is empty itself when there are statements."""

    column: str
    label: Text
    statements: tuple[StatementView, ...]
    mark: str
    empty: str


@dataclass(frozen=True)
class RowView:
    id: int
    order: int
    heading: str
    cells: tuple[CellView, ...]
    # The order of another row of this section that says nearly the same.
    resembles: int | None = None


@dataclass(frozen=True)
class SectionView:
    id: int
    order: int
    name: str
    role: str
    role_label: Text
    aliases: tuple[str, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class GapView:
    gap: Gap
    acknowledged_by: str


@dataclass(frozen=True)
class MatrixPage:
    version: MatrixVersion
    standing: str
    standing_label: Text
    municipalities: tuple[str, ...]
    meeting_types: tuple[str, ...]
    sections: tuple[SectionView, ...]
    gaps: tuple[GapView, ...]
    votes: tuple[AdoptionVote, ...]

    @property
    def rows(self) -> int:
        return sum(not row.heading for section in self.sections for row in section.rows)

    @property
    def empty_cells(self) -> int:
        return sum(bool(cell.empty) for section in self.sections for row in section.rows for cell in row.cells)

    @property
    def scope(self) -> str:
        """Over which cases it decides, in words."""
        places = get_text_list(list(self.municipalities), _("and")) or _(
            "every municipality without a matrix of its own"
        )
        meetings = get_text_list(list(self.meeting_types), _("and")) or _("all meetings")
        return _("%(places)s; %(meetings)s") % {"places": places, "meetings": meetings}


def matrix_page(version: MatrixVersion, *, viewer: Viewer) -> MatrixPage:
    """The caller has found the version through `visible_to`."""
    labels = {step.id: step.label for step in all_steps()}
    current: Any = MatrixVersion.objects.with_standing(viewer.at).get(pk=version.pk)
    return MatrixPage(
        version=version,
        standing=current.standing,
        standing_label=MatrixStanding(current.standing).label,
        municipalities=tuple(place.name for place in version.municipalities.all()),
        meeting_types=tuple(meeting.name for meeting in version.meeting_types.all()),
        sections=tuple(_section(section, labels) for section in sections_of(version)),
        gaps=gap_views(version, viewer=viewer),
        votes=tuple(version.votes.select_related("user", "organisation")),
    )


def gap_views(version: MatrixVersion, *, viewer: Viewer) -> tuple[GapView, ...]:
    """Every gap, with who saw it and let it stand."""
    seen = AcknowledgedGap.objects.filter(version=version).select_related("user")
    names = {row.gap: row.user.name for row in seen}
    return tuple(GapView(gap, names.get(gap.id, "")) for gap in gaps(version, viewer=viewer))


def _section(section: MatrixSection, labels: dict[str, Text]) -> SectionView:
    rows = list(section.rows.all())
    resembling = _resembling(rows)
    return SectionView(
        id=section.pk,
        order=section.order,
        name=section.name,
        role=section.role,
        role_label=Role(section.role).label if section.role else "",
        aliases=tuple(section.aliases),
        rows=tuple(_row(row, labels, resembling.get(row.order)) for row in rows),
    )


def _row(row: MatrixRow, labels: dict[str, Text], resembles: int | None) -> RowView:
    cells = () if row.is_heading else tuple(_cell(row, column, labels) for column in Column)
    return RowView(row.pk, row.order, row.heading if row.is_heading else "", cells, resembles)


def _cell(row: MatrixRow, column: Column, labels: dict[str, Text]) -> CellView:
    statements = tuple(_statement(one, labels) for one in row.statements.all() if one.column == column)
    mark = next((one.mark for one in row.empty_cells.all() if one.column == column), "")
    return CellView(column, column.label, statements, mark, "" if statements else empty_words(column, mark))


def empty_words(column: str, mark: str) -> str:
    """An empty cell means something: never a dash or a blank."""
    sentence = {
        Column.TASK: _("No task recorded."),
        Column.RESPONSIBILITY: _("No responsibility recorded."),
        Column.AUTHORITY: _("No authority recorded."),
    }[Column(column)]
    said = {EmptyMark.DELIBERATE: _("Deliberately empty."), EmptyMark.TO_AGREE: _("Still to be agreed.")}
    return f"{sentence} {said[EmptyMark(mark)]}" if mark else sentence


def _statement(statement: Statement, labels: dict[str, Text]) -> StatementView:
    steps = (BoundStep(one.step, labels.get(one.step, one.step), one.suggested) for one in statement.bindings.all())
    return StatementView(statement.pk, statement.text, tuple(steps))


def _resembling(rows: Sequence[MatrixRow]) -> dict[int, int]:
    """Near-duplicate rows of one section, by order, both ways."""
    duties = [row for row in rows if not row.is_heading]
    pairs = near_duplicates([_as_words(row) for row in duties])
    found: dict[int, int] = {}
    for one, other in pairs:
        found.setdefault(duties[one].order, duties[other].order)
        found.setdefault(duties[other].order, duties[one].order)
    return found


def _as_words(row: MatrixRow) -> WordRow:
    task, responsibility, authority = (
        tuple(one.text for one in row.statements.all() if one.column == column) for column in Column.values
    )
    return WordRow(task, responsibility, authority)
