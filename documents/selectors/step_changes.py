"""Who gains and who loses which step when a matrix is adopted: its coverage beside that of what decides now."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.clauses import governing_matrix
from documents.models.matrix import MatrixVersion
from documents.models.purpose import MeetingType
from documents.selectors.coverage import Coverage, CoverageRow, Decided, Text, coverage, default_coverage

# No municipality has this key: what governs there is the default.
NO_PLACE = 0


@dataclass(frozen=True)
class StepChange:
    """As `components/diff.html` shows it."""

    heading: Text
    was: str
    becomes: str
    kind: str = "changed"


@dataclass(frozen=True)
class StepChanges:
    """`before` none: product defaults decide now."""

    before: MatrixVersion | None
    meeting_type: MeetingType | None
    changes: tuple[StepChange, ...]
    same: int


def step_changes(version: MatrixVersion, *, viewer: Viewer) -> StepChanges:
    """For the first meeting type and the first municipality of its scope."""
    after = coverage(version, viewer=viewer)
    meeting = after.meeting_type
    place = version.municipalities.first()
    before = governing_matrix(place.pk if place else NO_PLACE, meeting.pk) if meeting else None
    now = coverage(before, viewer=viewer, meeting_type=meeting) if before else default_coverage(meeting)
    old = {row.step: row for row in now.rows}
    changes = tuple(_change(old[row.step], now, row, after) for row in after.rows if _who(old[row.step]) != _who(row))
    return StepChanges(before, meeting, changes, len(after.rows) - len(changes))


def _who(row: CoverageRow) -> Any:
    """Which paper says it does not matter; who it leads to does."""
    return frozenset(row.by_role) or (row.decided == Decided.NOBODY, str(row.function))


def _change(was: CoverageRow, before: Coverage, becomes: CoverageRow, after: Coverage) -> StepChange:
    return StepChange(becomes.label, _in_words(was, before), _in_words(becomes, after))


def _in_words(row: CoverageRow, of: Coverage) -> str:
    if row.decided == Decided.NOBODY:
        return _("Nobody")
    names = [str(label) for role, label in of.roles if role in row.by_role]
    who = ", ".join(names) or str(row.function)
    return _("%(who)s, by default") % {"who": who} if row.decided == Decided.BY_DEFAULT else who
