"""A phase × actor table in our Word files: a row for every task, a column for every actor."""

from collections.abc import Iterator, Sequence

from docx.document import Document as WordFile
from docx.shared import Cm, Length

from documents.word import words
from documents.word.phase_shapes import PhaseTable, PhaseTask
from documents.word.table_writing import CellToWrite, TableWriter
from documents.word.text_writing import add_heading

# In hundredths of a centimetre: the text of a page, a letter in bold, the edges of a cell.
_PAGE, _LETTER, _EDGES = 1600, 22, 40
_ACTOR_WIDTH, _WIDEST_ACTOR, _REMARK_WIDTH, _NARROWEST_TASK = 130, 400, 350, 350
_HIGHEST = 600


def add_phase_table(file: WordFile, table: PhaseTable) -> None:
    """`read_phase_table` reads back the same phases, tasks and marks."""
    remarks = any(task.remark for task in table.tasks)
    titles = [words.PHASE_TASK, *table.actors, *([words.PHASE_REMARK] if remarks else [])]
    add_heading(file, table.title or words.PHASES)
    widths = _widths(table, remarks=remarks)
    writer = TableWriter(file, widths=widths, caption=table.title or words.PHASES)
    _add_titles(writer, titles, widths, actors=table.actors)
    for phase in table.phases:
        if phase.name:
            writer.row([CellToWrite([phase.name], bold=True, shaded=True, span=len(titles))])
        for task in phase.tasks:
            writer.row(list(_cells(task, len(table.actors), remarks=remarks)))


def _widths(table: PhaseTable, *, remarks: bool) -> list[int]:
    """An actor's column holds the longest word of its marks, and of its name while the tasks keep half the page."""
    said = [{words.NOT_MARKED} for _actor in table.actors]
    for task in table.tasks:
        for mark in task.marks:
            said[mark.actor].add(mark.words)
    beside = [_REMARK_WIDTH] if remarks else []
    marks = [max(_ACTOR_WIDTH, *(_room(text) for text in texts)) for texts in said]
    names = [max(width, _room(name)) for width, name in zip(marks, table.actors, strict=True)]
    actors = names if sum(names + beside) * 2 <= _PAGE else marks
    return [max(_PAGE - sum(actors + beside), _NARROWEST_TASK), *actors, *beside]


def _room(text: str) -> int:
    """What the longest word asks; a word that is longer still may break."""
    return min(max(map(len, text.split()), default=0) * _LETTER + _EDGES, _WIDEST_ACTOR)


def _add_titles(writer: TableWriter, titles: Sequence[str], widths: Sequence[int], *, actors: Sequence[str]) -> None:
    """Where a word of one actor's name would break in its column, all their names are turned."""
    narrow = any(_room(title) > width for title, width in zip(titles, widths, strict=True) if title in actors)
    turned = set(actors) if narrow else set()
    cells = [CellToWrite([title], bold=True, shaded=True, turned=title in turned) for title in titles]
    writer.row(cells, header=True, height=_height(turned))


def _height(turned: set[str]) -> Length | None:
    """Word does not make a row higher for what is turned."""
    longest = max((len(title) * _LETTER + _EDGES for title in turned), default=0)
    return Cm(min(longest, _HIGHEST) / 100) if longest else None


def _cells(task: PhaseTask, actors: int, *, remarks: bool) -> Iterator[CellToWrite]:
    marks = {mark.actor: mark.words or words.MARKED for mark in task.marks}
    yield CellToWrite([task.text])
    for actor in range(actors):
        # A dash tells a task that nobody owns from the name of a phase.
        yield CellToWrite([marks.get(actor, words.NOT_MARKED)], quiet=actor not in marks)
    if remarks:
        yield CellToWrite([task.remark])
