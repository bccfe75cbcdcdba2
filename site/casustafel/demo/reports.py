"""Who reported what: written directly or phoned in, recorded, looked at by its reporter, corrected?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial

from django.utils import timezone

from casefiles.actions.report import OnBehalf, ReportText, check_report, correct_report, record_report, write_report
from casefiles.models import Report as Row
from casustafel.demo.content.shapes import Case, Edit, Report
from casustafel.demo.history import Event
from casustafel.demo.world import World, now, rows

# What was phoned in since this day still waits for its reporter to look at it.
UNCHECKED_SINCE = -4
CHECKED_AT = time(8, 50)
# The desk reads the text back before it records it.
READ_BACK = timedelta(minutes=9)


@dataclass
class ReportHistory:
    """One report and its later versions."""

    content: Report
    case: Case
    world: World
    # A report that the desk is still writing is not recorded.
    recorded: bool = True

    def events(self) -> Iterator[Event]:
        content = self.content
        yield Event(content.day, content.time, self.write)
        if not self.recorded:
            return
        yield Event(content.day, _later(content.time), self.record)
        if self._is_checked():
            yield Event(content.day + 1, CHECKED_AT, self.check)
        for edit in content.edits:
            yield Event(edit.day, _later(edit.time), partial(self.correct, edit))

    def write(self) -> None:
        if self.content.named_organisations:
            raise ValueError("the product has no action that names organisations yet")
        self.writer = self.world.viewer(self.content.author)
        self.row = write_report(
            self.world.case(self.case.key),
            self._text(self.content.text),
            viewer=self.writer,
            on_behalf=self._on_behalf(),
        )

    def record(self) -> None:
        """In the same sitting: `fire` looks anew at who the writer is, so that need not be done twice."""
        report: Row = now(self.row)
        record_report(report, viewer=replace(self.writer, at=timezone.now()), expected_version=report.version)

    def check(self) -> None:
        report: Row = now(self.row)
        viewer = self.world.viewer(self.content.reporter)
        check_report(report, viewer=viewer, expected_version=report.version)

    def correct(self, edit: Edit) -> None:
        report: Row = now(self.row)
        viewer = self.world.viewer(self.content.reporter)
        correct_report(report, self._text(edit.text), viewer=viewer, expected_version=report.version)

    def _on_behalf(self) -> OnBehalf | None:
        if self.content.author == self.content.reporter:
            return None
        return OnBehalf(self.world.people[self.content.reporter], channel=self.content.channel)

    def _is_checked(self) -> bool:
        """By who is still in the team the next morning."""
        phoned = self.content.author != self.content.reporter
        next_day = self.content.day + 1
        return phoned and next_day <= UNCHECKED_SINCE and self.content.reporter in self.case.members_on(next_day)

    def _text(self, story: str) -> ReportText:
        content = self.content
        return ReportText(
            scope=content.scope,
            valence=content.valence,
            story=story,
            data_category=self.world.categories[content.category],
            circle=content.circle,
            onward=content.onward,
            named=rows(self.world.people, content.named_people),
        )


def _later(at: time) -> time:
    return (datetime.combine(datetime.min, at) + READ_BACK).time()
