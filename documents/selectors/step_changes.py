"""Who gains and who loses which step when a matrix is adopted: its coverage beside that of what decides now."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.clauses import MatrixReading
from documents.models.matrix import MatrixVersion
from documents.models.purpose import MeetingType
from documents.selectors.coverage import Coverage, CoverageRow, Decided, Text, coverage, default_coverage

# No municipality has this key: what governs there is the default.
NO_PLACE = 0
# For each change (a step, and the meetings in which it changes): codes of the open cases that the viewer sees.
TouchedSource = Callable[[MatrixVersion, Sequence[tuple[str, Collection[int]]], Viewer], Sequence[str]]
_sources: list[TouchedSource] = []


def register_touched_source(source: TouchedSource) -> None:
    """What other rooms know: which open cases a change of steps touches."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class StepChange:
    """As `components/diff.html` shows it; `note`: which open cases it touches, of those that the reader sees."""

    heading: Text
    was: str
    becomes: str
    kind: str = "changed"
    note: str = ""


@dataclass(frozen=True)
class StepChanges:
    """For the meetings in which the same matrix decides now, and the same changes. `before` none: product defaults."""

    before: MatrixVersion | None
    meetings: Sequence[MeetingType]
    changes: tuple[StepChange, ...]
    same: int

    @property
    def meeting_names(self) -> str:
        return get_text_list([str(meeting) for meeting in self.meetings], _("and"))


def step_changes(version: MatrixVersion, *, viewer: Viewer) -> list[StepChanges]:
    """For every meeting and every matrix that this version takes over from; what comes to the same stands together."""
    meetings: dict[_Part, list[MeetingType]] = defaultdict(list)
    for meeting, before in _takes_over(version):
        after = coverage(version, viewer=viewer, meeting_type=meeting, known=())
        now = coverage(before, viewer=viewer, meeting_type=meeting, known=()) if before else default_coverage(meeting)
        meetings[_Part(before, tuple(_changed(now, after)), len(after.rows))].append(meeting)
    notes = iter(_notes(version, meetings, viewer))
    return [
        StepChanges(
            before=part.before,
            meetings=where,
            changes=tuple(StepChange(one.label, one.was, one.becomes, note=next(notes)) for one in part.changed),
            same=part.steps - len(part.changed),
        )
        for part, where in meetings.items()
    ]


@dataclass(frozen=True)
class _Changed:
    step: str
    label: Text = field(compare=False)
    was: str
    becomes: str


@dataclass(frozen=True)
class _Part:
    """What changes beside one matrix (none: the defaults), of so many steps."""

    before: MatrixVersion | None
    changed: tuple[_Changed, ...]
    steps: int


def _notes(version: MatrixVersion, parts: Mapping[_Part, Sequence[MeetingType]], viewer: Viewer) -> list[str]:
    """One for every change, in order; empty where it touches no open case that the viewer sees."""
    changes = [(one.step, {meeting.pk for meeting in where}) for part, where in parts.items() for one in part.changed]
    said = [source(version, changes, viewer) for source in _sources if changes]
    found = [", ".join(filter(None, codes)) for codes in zip(*said, strict=True)] or [""] * len(changes)
    words = _("Open cases that you see and that this touches: %(codes)s.")
    return [words % {"codes": codes} if codes else "" for codes in found]


def _takes_over(version: MatrixVersion) -> Iterator[tuple[MeetingType, MatrixVersion | None]]:
    """Every meeting of the scope, with each matrix that decides there now."""
    reading = MatrixReading()
    places = [place.pk for place in version.municipalities.all()] or [NO_PLACE]
    for meeting in list(version.meeting_types.all()) or list(MeetingType.objects.all()):
        deciding = [reading.governing_in(place, meeting.pk) for place in places]
        yield from ((meeting, before) for before in dict.fromkeys(deciding))


def _changed(now: Coverage, after: Coverage) -> Iterator[_Changed]:
    old = {row.step: row for row in now.rows}
    for row in after.rows:
        if _who(old[row.step]) != _who(row):
            yield _Changed(row.step, row.label, _in_words(old[row.step], now), _in_words(row, after))


def _who(row: CoverageRow) -> Any:
    """Which paper says it does not matter; who it leads to does."""
    return frozenset(row.by_role) or (row.decided == Decided.NOBODY, str(row.function))


def _in_words(row: CoverageRow, of: Coverage) -> str:
    if row.decided == Decided.NOBODY:
        return _("Nobody")
    names = [str(label) for role, label in of.roles if role in row.by_role]
    who = ", ".join(names) or str(row.function)
    return _("%(who)s, by default") % {"who": who} if row.decided == Decided.BY_DEFAULT else who
