"""How the phases and actors of a phase × actor table come, go and change places."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.actions.edit_phase_table import ASIDE, known_role, needed
from documents.actions.editing import editing, refused
from documents.models.matrix import MatrixVersion
from documents.models.phase_table import Phase, PhaseActor, PhaseMark, PhaseTable, PhaseTask


def add_phase(table: PhaseTable, *, viewer: Viewer, expected_version: int, new: Phase, after: int) -> Phase:
    """`new`: its name; below the phase with this order (0: at the top)."""
    new.name = needed(new.name)
    with editing(table.version, viewer=viewer, expected_version=expected_version, doing="matrix.edit"):
        _insert(new, table, after)
        _number_tasks(table)
    return new


def remove_phase(phase: Phase, *, viewer: Viewer, expected_version: int) -> MatrixVersion:
    """With its tasks and their marks."""
    version = phase.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = Phase.objects.select_related("table").get(pk=phase.pk, table__version=current)
        if own.table.phases.count() == 1:
            raise refused(_("A table keeps at least one phase."))
        PhaseMark.objects.filter(task__phase=own).delete()
        own.tasks.all().delete()
        own.delete()
        _number(list(own.table.phases.all()))
        _number_tasks(own.table)
    return current


def move_phase_up(phase: Phase, *, viewer: Viewer, expected_version: int) -> MatrixVersion:
    """It changes places with the phase above it; tasks go along and are numbered anew."""
    version = phase.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = Phase.objects.select_related("table").get(pk=phase.pk, table__version=current)
        _number(_moved(list(own.table.phases.all()), own))
        _number_tasks(own.table)
    return current


def add_actor(table: PhaseTable, *, viewer: Viewer, expected_version: int, new: PhaseActor, after: int) -> PhaseActor:
    """`new`: its name and role. It has no part in any task yet."""
    new.name, new.role = needed(new.name), known_role(new.role)
    with editing(table.version, viewer=viewer, expected_version=expected_version, doing="matrix.edit"):
        _insert(new, table, after)
    return new


def remove_actor(actor: PhaseActor, *, viewer: Viewer, expected_version: int) -> MatrixVersion:
    """With all its marks: tasks that were its alone are nobody's then."""
    version = actor.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = PhaseActor.objects.select_related("table").get(pk=actor.pk, table__version=current)
        if own.table.actors.count() == 1:
            raise refused(_("A table keeps at least one actor."))
        PhaseMark.objects.filter(actor=own).delete()
        own.delete()
        _number(list(own.table.actors.all()))
    return current


def move_actor_up(actor: PhaseActor, *, viewer: Viewer, expected_version: int) -> MatrixVersion:
    """It changes places with the actor before it."""
    version = actor.table.version
    with editing(version, viewer=viewer, expected_version=expected_version, doing="matrix.edit") as current:
        own = PhaseActor.objects.select_related("table").get(pk=actor.pk, table__version=current)
        _number(_moved(list(own.table.actors.all()), own))
    return current


def _insert(new: Any, table: PhaseTable, after: int) -> None:
    rows = list(type(new).objects.filter(table=table))
    if after > len(rows):
        raise refused(_("What it should come after is no longer there."))
    new.table, new.order = table, ASIDE
    new.save()
    _number([*rows[:after], new, *rows[after:]])


def _moved(rows: list[Any], own: Any) -> list[Any]:
    place = rows.index(own)
    if place == 0:
        raise refused(_("It cannot go higher."))
    rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return rows


def _number_tasks(table: PhaseTable) -> None:
    """Through the whole table, phase after phase."""
    _number(list(PhaseTask.objects.filter(phase__table=table).order_by("phase__order", "order")))


def _number(rows: Sequence[Any]) -> None:
    """In this order, from 1. All step aside first: no two may have the same place, not even for a moment."""
    if not rows:
        return
    model: Any = type(rows[0])
    model.objects.filter(pk__in=[row.pk for row in rows]).update(order=F("order") + ASIDE)
    for place, row in enumerate(rows, start=1):
        row.order = place
    model.objects.bulk_update(rows, ["order"])
