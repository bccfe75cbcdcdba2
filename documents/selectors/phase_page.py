"""What a page shows of the phase × actor tables of a matrix: marks in words, tasks of nobody, tasks of several."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import Role
from documents.models.matrix import MatrixVersion
from documents.models.phase_table import Phase, PhaseActor, PhaseTable, PhaseTask
from documents.phase_paper import phase_tables_of

Text = str | Promise


@dataclass(frozen=True)
class ActorView:
    """`role_label` is empty where the actor is no role of the house, or is called the same."""

    order: int
    name: str
    role_label: Text


@dataclass(frozen=True)
class PartView:
    """What one actor does in one task, in words."""

    actor: str
    takes_part: bool
    words: Text


@dataclass(frozen=True)
class TaskView:
    order: int
    text: str
    remark: str
    parts: tuple[PartView, ...]

    @property
    def owners(self) -> tuple[str, ...]:
        return tuple(part.actor for part in self.parts if part.takes_part)


@dataclass(frozen=True)
class PhaseView:
    order: int
    name: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True)
class PhaseTableView:
    order: int
    title: str
    actors: tuple[ActorView, ...]
    phases: tuple[PhaseView, ...]

    @property
    def tasks(self) -> tuple[TaskView, ...]:
        return tuple(task for phase in self.phases for task in phase.tasks)

    @property
    def unowned(self) -> tuple[TaskView, ...]:
        return tuple(task for task in self.tasks if not task.owners)

    @property
    def several(self) -> tuple[TaskView, ...]:
        return tuple(task for task in self.tasks if len(task.owners) > 1)


def phase_table_views(version: MatrixVersion) -> tuple[PhaseTableView, ...]:
    """The caller has found the version through `visible_to`."""
    return tuple(_table(table) for table in phase_tables_of(version))


def _table(table: PhaseTable) -> PhaseTableView:
    actors = list(table.actors.all())
    phases = tuple(_phase(phase, actors) for phase in table.phases.all())
    return PhaseTableView(table.order, table.title, tuple(_actor(actor) for actor in actors), phases)


def _actor(actor: PhaseActor) -> ActorView:
    label = str(Role(actor.role).label) if actor.role else ""
    return ActorView(actor.order, actor.name, "" if label.casefold() == actor.name.casefold() else label)


def _phase(phase: Phase, actors: Sequence[PhaseActor]) -> PhaseView:
    return PhaseView(phase.order, phase.name, tuple(_task(task, actors) for task in phase.tasks.all()))


def _task(task: PhaseTask, actors: Sequence[PhaseActor]) -> TaskView:
    said = {mark.actor_id: mark.words for mark in task.marks.all()}
    parts = tuple(PartView(actor.name, actor.pk in said, _in_words(said.get(actor.pk))) for actor in actors)
    return TaskView(task.order, task.text, task.remark, parts)


def _in_words(said: str | None) -> str:
    """A mark is no word to who does not see it, and neither is an empty cell."""
    if said is None:
        return _("Has no part in it")
    return _("Does this: %(words)s") % {"words": said} if said else _("Does this")
