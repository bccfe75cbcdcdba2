"""How is a phase × actor table read: phases, tasks, a mark for every actor, and a word about every doubt?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from documents.word.blocks import Row, Table
from documents.word.phase_layout import PHASE, Layout, cell_text, find_layout, is_mark
from documents.word.phase_rows import PhaseRow, read_phase_row
from documents.word.phase_shapes import Phase, PhaseTable, PhaseTask
from documents.word.remarks import Remark, Skipped, remark

_ACTOR = "Actor"


@dataclass
class PhaseReading:
    """`layout` is for a table that goes on without a row of titles."""

    table: PhaseTable
    layout: Layout
    continues: bool = False
    remarks: list[Remark] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def read_phase_table(
    table: Table, *, number: int, heading: str = "", before: PhaseReading | None = None
) -> PhaseReading:
    """Of a table that is known to be one. `before`: the phase table above it, which it may go on with."""
    layout = find_layout(table) or _without_titles(table, before)
    reading = PhaseReading(PhaseTable(), layout)
    # The titles of the actors are their names; the others only say what stands below them.
    others = [name for place, name in enumerate(layout.names) if place not in layout.actors and layout.row >= 0]
    _skip(reading, " | ".join(filter(None, others)), "header_row")
    same_actors = before is not None and before.layout.actor_names == layout.actor_names
    phase = heading if PHASE.match(heading) else ""
    reading.continues = same_actors and (bool(phase) or layout.row < 0)
    if layout.row < 0 and not reading.continues:
        reading.remarks.append(remark("no_actors", table=number))
    title = " – ".join(filter(None, ("" if phase else heading, *layout.titles)))
    phases = _phases(table, reading, number=number, first=phase)
    reading.table = PhaseTable(title, layout.actor_names, tuple(phases))
    return reading


def joined(first: PhaseTable, second: PhaseTable) -> PhaseTable:
    """The second goes on where the first ended."""
    phases, more = list(first.phases), list(second.phases)
    if phases and more and not more[0].name:
        phases[-1] = replace(phases[-1], tasks=phases[-1].tasks + more.pop(0).tasks)
    return replace(first, phases=(*phases, *more))


def _without_titles(table: Table, before: PhaseReading | None) -> Layout:
    width = max(len(row.cells) for row in table.rows)
    if before is not None and before.layout.width == width:
        return replace(before.layout, row=-1, titles=())
    names = ("", *(f"{_ACTOR} {place}" for place in range(1, width)))
    return Layout(tuple(range(width)), names, -1, (), (), 0, tuple(range(1, width)), ())


def _phases(table: Table, reading: PhaseReading, *, number: int, first: str) -> list[Phase]:
    layout, phases = reading.layout, [Phase(first)]
    rows = list(enumerate(table.rows))[layout.row + 1 :]
    bold = _has_bold_tasks([row for _place, row in rows], layout)
    for place, row in rows:
        if not row.text:
            continue
        if tuple(cell_text(cell) for cell in row.cells) == layout.names:
            _skip(reading, row.text, "header_row")
            continue
        found = read_phase_row(row, layout, bold_tasks=bold)
        if found.shifted:
            reading.remarks.append(remark("shifted_row", table=number, row=place + 1, text=row.text))
        _add(found, phases, reading, row)
    return [phase for phase in phases if phase.name or phase.tasks]


def _add(found: PhaseRow, phases: list[Phase], reading: PhaseReading, row: Row) -> None:
    for text in found.empty:
        _skip(reading, text, "empty_mark")
    if found.phase and found.phase != phases[-1].name:
        phases.append(Phase(found.phase))
    tasks = phases[-1].tasks
    if found.task:
        remarks = "; ".join(filter(None, (found.remark, *found.left)))
        tasks += (PhaseTask(found.task, tuple(sorted(found.marks, key=lambda one: one.actor)), remarks),)
    elif found.same_task and tasks:
        tasks = (*tasks[:-1], _with(tasks[-1], found))
    elif not found.phase:
        _skip(reading, row.text, "no_task")
    phases[-1] = replace(phases[-1], tasks=tasks)


def _with(task: PhaseTask, found: PhaseRow) -> PhaseTask:
    """The cell of the task is merged over several rows: their marks are read together."""
    marks = {mark.actor: mark for mark in found.marks} | {mark.actor: mark for mark in task.marks}
    words = [mark.words for mark in found.marks if mark.words and marks[mark.actor] is not mark]
    remarks = "; ".join(filter(None, (task.remark, found.remark, *found.left, *words)))
    return PhaseTask(task.text, tuple(marks[actor] for actor in sorted(marks)), remarks)


def _has_bold_tasks(rows: Sequence[Row], layout: Layout) -> bool:
    """Where the tasks themselves are bold, bold says nothing about phases."""
    marked = [row for row in rows if any(is_mark(cell_text(cell)) for cell in row.cells)]
    return sum(any(cell.bold for cell in row.cells[: layout.task + 1]) for row in marked) * 2 > len(marked)


def _skip(reading: PhaseReading, text: str, why: str) -> None:
    if text.strip():
        reading.skipped.append(Skipped(text, why))
