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
from documents.selectors.matrix_outline import NOWHERE, Place, SectionLink, outline_of
from documents.selectors.mentions import Mentions, Part
from documents.selectors.phase_page import PhaseTableView, phase_table_views
from documents.selectors.resembling_rows import as_words
from documents.word.duplicates import near_duplicates
from workflows.steps import all_steps

Text = str | Promise


@dataclass(frozen=True)
class BoundStep:
    id: str
    label: Text
    suggested: bool


@dataclass(frozen=True)
class StatementView:
    """`parts`: its text once more, with a link wherever it names something."""

    id: int
    text: str
    steps: tuple[BoundStep, ...]
    parts: tuple[Part, ...]


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
    """`sections` are those shown: all of them, or of a long matrix one; the counts are of the whole."""

    version: MatrixVersion
    standing: str
    standing_label: Text
    municipalities: tuple[str, ...]
    meeting_types: tuple[str, ...]
    outline: tuple[SectionLink, ...]
    sections: tuple[SectionView, ...]
    phase_tables: tuple[PhaseTableView, ...]
    gaps: tuple[GapView, ...]
    votes: tuple[AdoptionVote, ...]
    empty_cells: int

    @property
    def rows(self) -> int:
        return sum(section.rows for section in self.outline)

    @property
    def in_parts(self) -> bool:
        """Whether only one of its roles is shown, or some rows of it."""
        return not all(section.shown and not section.runs for section in self.outline)

    @property
    def scope(self) -> str:
        """Over which cases it decides, in words."""
        places = get_text_list(list(self.municipalities), _("and")) or _(
            "every municipality without a matrix of its own"
        )
        meetings = get_text_list(list(self.meeting_types), _("and")) or _("all meetings")
        return _("%(places)s; %(meetings)s") % {"places": places, "meetings": meetings}


def matrix_page(
    version: MatrixVersion, *, viewer: Viewer, place: Place = NOWHERE, resembling: bool = False
) -> MatrixPage:
    """The caller has found the version through `visible_to`.

    `place` names the role, and the row of it, to show of a long matrix; `resembling`: say which rows of a matrix that
    is shown whole are nearly the same.
    """
    current: Any = MatrixVersion.objects.with_standing(viewer.at).get(pk=version.pk)
    outline = outline_of(version, place)
    whole = all(one.shown and not one.runs for one in outline)
    drawing = _Drawing({step.id: step.label for step in all_steps()}, Mentions(version), resembling and whole)
    shown = [one.order for one in outline if one.shown]
    rows = next(((run.first, run.last) for one in outline for run in one.runs if run.shown), None)
    return MatrixPage(
        version=version,
        standing=current.standing,
        standing_label=MatrixStanding(current.standing).label,
        municipalities=tuple(place.name for place in version.municipalities.all()),
        meeting_types=tuple(meeting.name for meeting in version.meeting_types.all()),
        outline=outline,
        sections=tuple(_section(one, drawing) for one in sections_of(version, orders=shown, rows=rows)),
        phase_tables=phase_table_views(version),
        gaps=gap_views(version, viewer=viewer),
        votes=tuple(version.votes.select_related("user", "organisation")),
        empty_cells=sum(one.rows for one in outline) * len(Column) - _filled(version),
    )


def _filled(version: MatrixVersion) -> int:
    cells = Statement.objects.filter(row__section__version=version, row__is_heading=False)
    return cells.order_by().values("row", "column").distinct().count()


def gap_views(version: MatrixVersion, *, viewer: Viewer) -> tuple[GapView, ...]:
    """Every gap, with who saw it and let it stand."""
    seen = AcknowledgedGap.objects.filter(version=version).select_related("user")
    names = {row.gap: row.user.name for row in seen}
    return tuple(GapView(gap, names.get(gap.id, "")) for gap in gaps(version, viewer=viewer))


@dataclass(frozen=True)
class _Drawing:
    """What every row needs: the words of the steps, the names that statements may mention, what is asked."""

    labels: dict[str, Text]
    mentions: Mentions
    compared: bool


def _section(section: MatrixSection, drawing: _Drawing) -> SectionView:
    rows = list(section.rows.all())
    resembling = _resembling(rows) if drawing.compared else {}
    return SectionView(
        id=section.pk,
        order=section.order,
        name=section.name,
        role=section.role,
        role_label=Role(section.role).label if section.role else "",
        aliases=tuple(section.aliases),
        rows=tuple(_row(row, section.order, drawing, resembling.get(row.order)) for row in rows),
    )


def _row(row: MatrixRow, section: int, drawing: _Drawing, resembles: int | None) -> RowView:
    cells = () if row.is_heading else tuple(_cell(row, column, section, drawing) for column in Column)
    return RowView(row.pk, row.order, row.heading if row.is_heading else "", cells, resembles)


def _cell(row: MatrixRow, column: Column, section: int, drawing: _Drawing) -> CellView:
    statements = tuple(_statement(one, section, drawing) for one in row.statements.all() if one.column == column)
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


def _statement(statement: Statement, section: int, drawing: _Drawing) -> StatementView:
    labels = drawing.labels
    steps = (BoundStep(one.step, labels.get(one.step, one.step), one.suggested) for one in statement.bindings.all())
    parts = drawing.mentions.parts(statement.text, own=section)
    return StatementView(statement.pk, statement.text, tuple(steps), parts)


def _resembling(rows: Sequence[MatrixRow]) -> dict[int, int]:
    """Near-duplicate rows of one section, by order, both ways."""
    duties = [row for row in rows if not row.is_heading]
    pairs = near_duplicates([as_words(row) for row in duties])
    found: dict[int, int] = {}
    for one, other in pairs:
        found.setdefault(duties[one].order, duties[other].order)
        found.setdefault(duties[other].order, duties[one].order)
    return found
