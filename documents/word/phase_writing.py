"""A phase × actor table in our Word files: a row for every task, a column for every actor."""

from collections.abc import Iterator

from docx.document import Document as WordFile

from documents.word import words
from documents.word.phase_shapes import PhaseTable, PhaseTask
from documents.word.table_writing import CellToWrite, TableWriter
from documents.word.text_writing import add_heading

_TASK_WIDTH = 4


def add_phase_table(file: WordFile, table: PhaseTable) -> None:
    """`read_phase_table` reads back the same phases, tasks and marks."""
    remarks = any(task.remark for task in table.tasks)
    titles = [words.PHASE_TASK, *table.actors, *([words.PHASE_REMARK] if remarks else [])]
    add_heading(file, table.title or words.PHASES)
    widths = [_TASK_WIDTH, *(1 for _actor in table.actors), *([2] if remarks else [])]
    writer = TableWriter(file, widths=widths, caption=table.title or words.PHASES)
    writer.header(titles)
    for phase in table.phases:
        if phase.name:
            writer.row([CellToWrite([phase.name], bold=True, shaded=True, span=len(titles))])
        for task in phase.tasks:
            writer.row(list(_cells(task, len(table.actors), remarks=remarks)))


def _cells(task: PhaseTask, actors: int, *, remarks: bool) -> Iterator[CellToWrite]:
    marks = {mark.actor: mark.words or words.MARKED for mark in task.marks}
    yield CellToWrite([task.text])
    for actor in range(actors):
        # A dash tells a task that nobody owns from the name of a phase.
        yield CellToWrite([marks.get(actor, words.NOT_MARKED)], quiet=actor not in marks)
    if remarks:
        yield CellToWrite([task.remark])
