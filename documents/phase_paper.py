"""A phase × actor table as it lies in the database, and the same as a shape of Word and as lines of words."""

from collections.abc import Iterator

from documents.models.matrix import MatrixVersion
from documents.models.phase_table import PhaseTable, PhaseTask
from documents.word import phase_shapes


def phase_tables_of(version: MatrixVersion) -> list[PhaseTable]:
    """With everything below, in five queries whatever their number."""
    tables = version.phase_tables.prefetch_related("actors", "phases__tasks__marks")
    return list(tables)


def as_word(table: PhaseTable) -> phase_shapes.PhaseTable:
    actors = list(table.actors.all())
    places = {actor.pk: place for place, actor in enumerate(actors)}
    phases = (
        phase_shapes.Phase(phase.name, tuple(_task(task, places) for task in phase.tasks.all()))
        for phase in table.phases.all()
    )
    return phase_shapes.PhaseTable(table.title, tuple(actor.name for actor in actors), tuple(phases))


def lines_of(table: PhaseTable) -> Iterator[str]:
    """All its words: for search."""
    yield table.title
    yield from (actor.name for actor in table.actors.all())
    for phase in table.phases.all():
        yield phase.name
        for task in phase.tasks.all():
            yield from (task.text, task.remark, *(mark.words for mark in task.marks.all()))


def _task(task: PhaseTask, places: dict[int, int]) -> phase_shapes.PhaseTask:
    marks = (phase_shapes.PhaseMark(places[mark.actor_id], mark.words) for mark in task.marks.all())
    return phase_shapes.PhaseTask(task.text, tuple(sorted(marks, key=lambda mark: mark.actor)), task.remark)
