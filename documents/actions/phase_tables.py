"""How phase × actor tables come into a matrix: from a Word file, or from the version before."""

from collections.abc import Iterable
from itertools import count

from documents.models.matrix import MatrixVersion
from documents.models.phase_table import Phase, PhaseActor, PhaseMark, PhaseTable, PhaseTask
from documents.phase_paper import as_word, phase_tables_of
from documents.role_names import local_roles, role_named
from documents.word import phase_shapes
from documents.word.words import PHASES

LONGEST_TITLE, LONGEST_NAME = 200, 300


def save_phase_tables(version: MatrixVersion, tables: Iterable[phase_shapes.PhaseTable]) -> None:
    """Inside an action that has checked. An actor that is called like a role of the house is tied to it."""
    local = local_roles()
    for order, table in enumerate(tables, start=1):
        roles = [role_named(name, local=local) for name in table.actors]
        _save(version, table, order=order, roles=roles)


def copy_phase_tables(version: MatrixVersion, copy: MatrixVersion) -> None:
    """Inside an action that has checked."""
    for table in phase_tables_of(version):
        _save(copy, as_word(table), order=table.order, roles=[actor.role for actor in table.actors.all()])


def _save(version: MatrixVersion, table: phase_shapes.PhaseTable, *, order: int, roles: list[str]) -> None:
    title = (table.title or PHASES)[:LONGEST_TITLE]
    saved = PhaseTable.objects.create(version=version, order=order, title=title)
    actors = PhaseActor.objects.bulk_create(
        PhaseActor(table=saved, order=place, name=name[:LONGEST_TITLE], role=role)
        for place, (name, role) in enumerate(zip(table.actors, roles, strict=True), start=1)
    )
    numbers = count(1)
    for place, phase in enumerate(table.phases, start=1):
        own = Phase.objects.create(table=saved, order=place, name=phase.name[:LONGEST_NAME])
        tasks = PhaseTask.objects.bulk_create(
            PhaseTask(phase=own, order=next(numbers), text=task.text, remark=task.remark) for task in phase.tasks
        )
        PhaseMark.objects.bulk_create(
            PhaseMark(task=task, actor=actors[mark.actor], words=mark.words[:LONGEST_NAME])
            for task, read in zip(tasks, phase.tasks, strict=True)
            for mark in read.marks
        )
