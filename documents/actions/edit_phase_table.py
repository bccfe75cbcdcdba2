"""How a phase × actor table is changed, a row at a time: a task with its marks, the name of an actor or a phase."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Role
from documents.actions.editing import editing, refused
from documents.models.matrix import MatrixVersion
from documents.models.phase_table import Phase, PhaseActor, PhaseMark, PhaseTask

# Far above any order, so that tasks step aside while others take their place.
ASIDE = 1_000_000


@dataclass(frozen=True)
class TaskFields:
    """`marks`: by actor (its row), the words of the mark; an empty text is a plain mark, an absent actor has none."""

    text: str
    remark: str = ""
    marks: Mapping[int, str] = field(default_factory=dict)


def edit_task(task: PhaseTask, *, viewer: Viewer, expected_version: int, fields: TaskFields) -> MatrixVersion:
    version = task.phase.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = PhaseTask.objects.get(pk=task.pk, phase__table__version=current)
        actors = {actor.pk: actor for actor in PhaseActor.objects.filter(table=own.phase.table_id)}
        if not set(fields.marks) <= set(actors):
            raise refused(_("That actor is no longer there."))
        own.text, own.remark = needed(fields.text), fields.remark.strip()
        own.save()
        own.marks.all().delete()
        PhaseMark.objects.bulk_create(
            PhaseMark(task=own, actor=actors[pk], words=words.strip()) for pk, words in fields.marks.items()
        )
    return current


def add_task(phase: Phase, *, viewer: Viewer, expected_version: int, text: str) -> PhaseTask:
    """At the end of its phase; the tasks of the phases below it move one number on."""
    version = phase.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = Phase.objects.get(pk=phase.pk, table__version=current)
        tasks = PhaseTask.objects.filter(phase__table=own.table_id)
        before = tasks.filter(phase__order__lte=own.order).aggregate(last=Max("order"))["last"] or 0
        tasks.filter(order__gt=before).update(order=F("order") + ASIDE)
        tasks.filter(order__gt=ASIDE).update(order=F("order") - ASIDE + 1)
        return PhaseTask.objects.create(phase=own, order=before + 1, text=needed(text))


def remove_task(task: PhaseTask, *, viewer: Viewer, expected_version: int) -> MatrixVersion:
    version = task.phase.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = PhaseTask.objects.get(pk=task.pk, phase__table__version=current)
        own.marks.all().delete()
        own.delete()
    return current


def rename_phase(phase: Phase, *, viewer: Viewer, expected_version: int, name: str) -> MatrixVersion:
    version = phase.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        _set(Phase.objects.get(pk=phase.pk, table__version=current), name=needed(name))
    return current


def edit_actor(actor: PhaseActor, *, viewer: Viewer, expected_version: int, name: str, role: str) -> MatrixVersion:
    known_role(role)
    version = actor.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        _set(PhaseActor.objects.get(pk=actor.pk, table__version=current), name=needed(name), role=role)
    return current


def _set(row: Any, **values: str) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def known_role(role: str) -> str:
    if role and role not in Role.values:
        raise refused(_("That role does not exist."))
    return role


def needed(text: str) -> str:
    """Without the space around it; refused when there is nothing."""
    if not text.strip():
        raise refused(_("Fill in the words."))
    return text.strip()
