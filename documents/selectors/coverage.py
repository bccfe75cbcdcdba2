"""Who may take which step under a matrix: steps against roles, with the gaps (D-12)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from access.viewer import Viewer
from accounts.models import Role
from documents.function_names import function_name
from documents.gaps import Gap, gaps
from documents.models.binding import Binding
from documents.models.matrix import MatrixVersion
from documents.models.purpose import CaseFunction, MeetingType
from documents.selectors.clause_places import row_url
from workflows.steps import Step, governed_steps, steps_of

Text = str | Promise
ORDER = ("referral", "case", "plan", "report")


class Decided(StrEnum):
    BY_MATRIX = "by_matrix"
    BY_DEFAULT = "by_default"
    NOBODY = "nobody"


@dataclass(frozen=True)
class RowLink:
    """The statement that grants a step, and where it stands."""

    order: int
    url: str
    text: str


Links = Mapping[str, tuple[RowLink, ...]]


@dataclass(frozen=True)
class CoverageRow:
    """`by_role` holds the roles that may, each with the rows of the matrix that say so (none: by default).

    `function` is the default holder in words, for defaults that are no role (the owner of a report).
    """

    step: str
    label: Text
    decided: Decided
    by_role: Mapping[str, tuple[int, ...]]
    function: Text
    gaps: tuple[str, ...]
    # The same rows by role, with their words and addresses.
    links: Links = field(default_factory=dict)


@dataclass(frozen=True)
class Coverage:
    meeting_type: MeetingType | None
    roles: tuple[tuple[str, Text], ...]
    rows: tuple[CoverageRow, ...]

    @property
    def columns(self) -> tuple[tuple[str, Text, Text], ...]:
        """Role, its name, and the function that it holds in this meeting (empty: none)."""
        return tuple((role, label, self._function(role)) for role, label in self.roles)

    def _function(self, role: str) -> Text:
        function = self.meeting_type.function_for(role) if self.meeting_type else None
        return function_name(self.meeting_type, function) if function else ""

    @property
    def several(self) -> tuple[CoverageRow, ...]:
        """Steps that more than one role may take."""
        return tuple(row for row in self.rows if len(row.by_role) > 1)

    @property
    def nobody(self) -> tuple[CoverageRow, ...]:
        """Steps that nobody may take, or that nobody can take somewhere."""
        return tuple(row for row in self.rows if row.gaps)


def in_order() -> list[Step]:
    """The governed steps in the order in which a case meets them; machines that we do not know come last."""
    places = {step.id: place for step_of in ORDER for place, step in enumerate(steps_of(step_of))}
    known = {name: place for place, name in enumerate(ORDER)}
    return sorted(governed_steps(), key=lambda one: (known.get(one.machine, len(ORDER)), places.get(one.id, 0), one.id))


Bound = dict[str, dict[str, list[RowLink]]]


def coverage(
    version: MatrixVersion,
    *,
    viewer: Viewer,
    meeting_type: MeetingType | None = None,
    known: Sequence[Gap] | None = None,
) -> Coverage:
    """For one meeting type, which maps default functions to roles: the first of the scope unless one is named.

    `known`: the gaps of this version, where the page has them already.
    """
    meeting = meeting_type or version.meeting_types.first() or MeetingType.objects.first()
    bound = _bound(version)
    found = {gap.id: gap.text for gap in (gaps(version, viewer=viewer) if known is None else known)}
    nobody = frozenset(version.nobody_steps.values_list("step", flat=True))
    rows = tuple(_row(step, Papers(bound.get(step.id), step.id in nobody, meeting), found=found) for step in in_order())
    return Coverage(meeting, _named(rows), rows)


def default_coverage(meeting_type: MeetingType | None) -> Coverage:
    """Where no matrix decides anything."""
    rows = tuple(_row(step, Papers(None, False, meeting_type), found={}) for step in in_order())
    return Coverage(meeting_type, _named(rows), rows)


def _bound(version: MatrixVersion) -> Bound:
    """The statements that give a step, by step and role; one query."""
    bound: Bound = defaultdict(lambda: defaultdict(list))
    bindings = Binding.objects.filter(statement__row__section__version=version).select_related(
        "statement__row__section"
    )
    for one in bindings.order_by("statement__row__order", "statement__order"):
        row = one.statement.row
        link = RowLink(row.order, row_url(version.key, row.section.order, row.order), one.statement.text)
        bound[one.step][row.section.role].append(link)
    return bound


def _named(rows: Iterable[CoverageRow]) -> tuple[tuple[str, Text], ...]:
    named = {role for row in rows for role in row.by_role}
    return tuple((role, Role(role).label) for role in Role.values if role in named)


@dataclass(frozen=True)
class Papers:
    """What is written about one step: by role, or nobody on purpose, or nothing: then the meeting's own mapping."""

    bound: Mapping[str, list[RowLink]] | None
    nobody: bool
    meeting: MeetingType | None


def _row(step: Step, papers: Papers, *, found: Mapping[str, str]) -> CoverageRow:
    nobody = f"nobody:{step.id}"
    own = tuple(text for gap, text in found.items() if gap == nobody or gap.startswith(f"{step.id}:"))
    if papers.nobody:
        return CoverageRow(step.id, step.label, Decided.NOBODY, {}, "", own)
    if papers.bound:
        links = {role: tuple(rows) for role, rows in papers.bound.items() if role}
        by_role = {role: tuple(dict.fromkeys(link.order for link in rows)) for role, rows in links.items()}
        return CoverageRow(step.id, step.label, Decided.BY_MATRIX, by_role, "", own, links)
    role = _default_role(step, papers.meeting)
    return CoverageRow(
        step.id, step.label, Decided.BY_DEFAULT, {role: ()} if role else {}, _function_label(step, papers.meeting), own
    )


def _default_role(step: Step, meeting: MeetingType | None) -> str:
    if step.function.startswith("role:"):
        return step.function.removeprefix("role:")
    role = meeting.role_for(step.function) if meeting else None
    return role if role in Role.values else ""


def _function_label(step: Step, meeting: MeetingType | None) -> Text:
    return function_name(meeting, step.function) if step.function in CaseFunction.values else ""
