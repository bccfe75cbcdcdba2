"""How did the role matrix of the demo region come about, and which change of it waits for two directors?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from functools import partial
from typing import Any

from django.utils import timezone

from casustafel.demo.content.shapes import Matrix, Row, Section
from casustafel.demo.history import Event
from casustafel.demo.papers import matrix_file
from casustafel.demo.world import World, now, rows
from documents.actions.bind import acknowledge_gap, bind_step, unbind_step
from documents.actions.decide_matrix import MatrixScope, adopt_matrix, propose_matrix, set_scope
from documents.actions.edit_matrix import SectionFields, edit_row, edit_section, remove_row
from documents.actions.import_matrix import import_matrix
from documents.actions.next_version import start_next_version
from documents.actions.publish import publish
from documents.actions.upload import Upload
from documents.gaps import open_gaps
from documents.models import Binding, Column, MatrixRow, MatrixSection, MatrixVersion, Statement

# Its number stands before that of the covenant 12-004, so that is how old its first text is.
IMPORTED_DAY = -700
AUDIENCE = ("partners",)


@dataclass
class MatrixHistory:
    """One matrix, from Word file to adopted version."""

    content: Matrix
    world: World
    version: MatrixVersion = field(init=False)

    def events(self) -> Iterator[Event]:
        proposed, adopted = self.content.proposed_day, self.content.adopted_day
        first, second = self.content.adopters
        yield Event(IMPORTED_DAY, time(10, 45), self.bring_in)
        yield Event(proposed - 8, time(13, 15), self.correct)
        yield Event(proposed, time(9, 30), self.propose)
        yield Event(adopted - 3, time(16, 20), partial(self.adopt, first))
        yield Event(adopted, time(11, 5), partial(self.adopt, second))
        yield Event(adopted + 1, time(9, 10), self.publish)

    def bring_in(self) -> None:
        upload = Upload(
            matrix_file(self.content, dated=timezone.localdate()), f"{self.content.title}.docx", self.content.title
        )
        self.version = import_matrix(upload, viewer=self.world.viewer(self.content.proposer))
        if self.version.matrix.number != self.content.number:
            raise ValueError(f"{self.content.number} became {self.version.matrix.number}: imported out of order")

    def correct(self) -> None:
        """Roles that were not recognised, and steps that the wording did not give away, or gave away wrongly."""
        self.change(set_scope, scope=self.scope())
        saved = self.version.sections.order_by("order")
        for section, content in zip(saved, self.content.sections, strict=True):
            if section.role != content.role:
                fields = SectionFields(section.name, content.role, tuple(section.aliases))
                self.change_part(section, edit_section, fields=fields)
            self._bind(section, content)
        for gap in open_gaps(now(self.version), viewer=self.leader()):
            self.change(acknowledge_gap, gap=gap.id)

    def propose(self) -> None:
        self.change(propose_matrix)

    def adopt(self, login: str) -> None:
        version = now(self.version)
        adopt_matrix(version, viewer=self.world.viewer(login), expected_version=version.version)

    def publish(self) -> None:
        self.change(publish, tokens=AUDIENCE)

    def scope(self) -> MatrixScope:
        return MatrixScope(
            rows(self.world.municipalities, self.content.municipalities),
            rows(self.world.meeting_types, self.content.meeting_types),
            self.world.calendar.moment(self.content.effective_day, time(0)),
        )

    def _bind(self, section: MatrixSection, content: Section) -> None:
        wanted = {one.text: one.step for row in content.rows for one in _statements(row) if one.step}
        for statement in Statement.objects.filter(row__section=section).order_by("row__order", "order"):
            step = wanted.get(statement.text, "")
            for binding in Binding.objects.filter(statement=statement).exclude(step=step):
                self.change_part(statement, unbind_step, step_id=binding.step)
            if step:
                self.change_part(statement, bind_step, step_id=step)

    def change(self, action: Any, **how: Any) -> None:
        version = now(self.version)
        action(version, viewer=self.leader(), expected_version=version.version, **how)

    def change_part(self, part: Any, action: Any, **how: Any) -> None:
        """The same for a part, which carries the lock of its version."""
        action(part, viewer=self.leader(), expected_version=now(self.version).version, **how)

    def leader(self) -> Any:
        return self.world.viewer(self.content.proposer)


@dataclass(frozen=True)
class Change:
    """A next version that was proposed and waits for its first vote: a double row goes, an open cell is agreed."""

    history: MatrixHistory
    started_day: int
    proposed_day: int
    # Words with which the row begins that is said twice, and of the one that had no authority yet.
    doubled: str
    agreed: tuple[str, str]

    def events(self) -> Iterator[Event]:
        yield Event(self.started_day, time(14), self.make)
        yield Event(self.proposed_day, time(10), self.history.propose)

    def make(self) -> None:
        history = self.history
        before = now(history.version)
        history.version = start_next_version(
            before, viewer=history.world.viewer(history.content.proposer), expected_version=before.version
        )
        history.change(set_scope, scope=self._scope())
        history.change_part(self._row(self.doubled), remove_row)
        task, authority = self.agreed
        history.change_part(self._row(task), edit_row, cells={Column.AUTHORITY: [authority]})
        for gap in open_gaps(now(history.version), viewer=history.leader()):
            history.change(acknowledge_gap, gap=gap.id)

    def _row(self, task: str) -> MatrixRow:
        statements = Statement.objects.filter(row__section__version=self.history.version, column=Column.TASK)
        return statements.select_related("row__section__version").get(text__startswith=task).row

    def _scope(self) -> MatrixScope:
        """The same cases, from the moment that it is adopted."""
        scope = self.history.scope()
        return MatrixScope(scope.municipalities, scope.meeting_types)


def _statements(row: Row) -> tuple[Any, ...]:
    return (*row.tasks, *row.responsibilities, *row.authorities)
