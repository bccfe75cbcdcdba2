"""What does one row of a phase × actor table mean, also when its cells were shifted?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.word.blocks import Cell, Row
from documents.word.empty_cells import empty_note
from documents.word.phase_layout import PHASE, Layout, cell_text, is_mark, positions
from documents.word.phase_shapes import PhaseMark

_NO = frozenset({"nee", "nee.", "geen"})
_TASK_WORDS = 3


@dataclass
class PhaseRow:
    """`phase` begins a new phase; `same_task`: marks for the task above, whose cell is merged with this one."""

    phase: str = ""
    task: str = ""
    marks: list[PhaseMark] = field(default_factory=list)
    remark: str = ""
    same_task: bool = False
    shifted: bool = False
    # Words that say "no" in an actor's cell, and words for which there is no place.
    empty: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def read_phase_row(row: Row, layout: Layout, *, bold_tasks: bool) -> PhaseRow:
    found = PhaseRow()
    cells, odd = _by_column(row, layout)
    texts = [" ".join(filter(None, map(cell_text, group))) for group in cells]
    if heading := _heading(row, texts, layout, bold_tasks=bold_tasks):
        found.phase = heading
        return found
    shift = _shift(texts, layout)
    found.shifted = odd or bool(shift) or not texts[layout.task]
    task_at = min(max(layout.task + shift, 0), layout.width - 1)
    if not texts[task_at] or is_mark(texts[task_at]):
        found.same_task = any(cell.continues for cell in cells[layout.task])
        found.shifted = not found.same_task
        task_at = -1
    else:
        found.task = texts[task_at]
    _rest(texts, layout, found, task_at=task_at, shift=shift)
    return found


def _by_column(row: Row, layout: Layout) -> tuple[list[list[Cell]], bool]:
    """The cells under each title, and whether that needed a guess."""
    cells, groups = list(row.cells), [[] for _ in layout.starts]  # type: tuple[list[Cell], list[list[Cell]]]
    odd = len(cells) != layout.width or bool(row.before)
    while len(cells) > layout.width and not cells[0].lines:
        cells = cells[1:]
    while len(cells) > layout.width and not cells[-1].lines:
        cells = cells[:-1]
    if len(cells) >= layout.width:
        for place, cell in enumerate(cells):
            groups[min(place, layout.width - 1)].append(cell)
        return groups, odd
    for start, cell in positions(row):
        places = [place for place, begin in enumerate(layout.starts) if begin <= start]
        groups[places[-1] if places else 0].append(cell)
    return groups, odd


def _heading(row: Row, texts: Sequence[str], layout: Layout, *, bold_tasks: bool) -> str:
    """The name of a phase; a task that nobody owns looks much like it, and is none."""
    filled = [place for place, text in enumerate(texts) if text]
    if len(filled) != 1 or is_mark(texts[filled[0]]) or any(cell.continues for cell in row.cells):
        return ""
    place = filled[0]
    cell = next(cell for cell in row.cells if cell.lines)
    across = len(row.cells) == 1 or (cell.span > 1 and place <= layout.task < place + cell.span < layout.width + 1)
    named = PHASE.match(texts[place]) or texts[place].endswith(":") or texts[place].isupper()
    bold = cell.bold and not bold_tasks and place <= layout.task
    return texts[place] if across or named or bold or place in layout.phases else ""


def _shift(texts: Sequence[str], layout: Layout) -> int:
    """By how many columns the row stands too far to the right (or, below zero, to the left)."""
    task, after = texts[layout.task], texts[layout.task + 1] if layout.task + 1 < len(texts) else ""
    if task and not is_mark(task):
        pushed = after and not is_mark(after) and len(after.split()) >= _TASK_WORDS and layout.task + 1 in layout.actors
        first_is_free = bool(layout.phases) and not texts[layout.phases[-1]]
        return 1 if pushed and (PHASE.match(task) or first_is_free) else 0
    words = [place for place, text in enumerate(texts) if text and not is_mark(text)]
    if not words:
        return 0
    found = max(words, key=lambda place: len(texts[place]))
    # Too far to the left, and nothing stands where its marks would then begin: only the task is out of place.
    return found - layout.task if found > layout.task or is_mark(task) else 0


def _rest(texts: Sequence[str], layout: Layout, found: PhaseRow, *, task_at: int, shift: int) -> None:
    remarks = []
    for place, text in enumerate(texts):
        meant = place - shift
        if not text or place == task_at:
            continue
        if is_mark(text):
            _mark(found, layout, meant, "")
        elif meant in layout.numbers:
            found.task = f"{text} {found.task}".strip()
        elif meant in layout.phases or (meant < layout.task and PHASE.match(text)):
            _phase_or_task(found, text)
        elif meant in layout.actors and (text.casefold() in _NO or empty_note(text) is not None):
            found.empty.append(text)
        elif meant in layout.actors:
            _mark(found, layout, meant, text)
        else:
            remarks.append(text)
    found.remark = "; ".join(remarks)


def _phase_or_task(found: PhaseRow, text: str) -> None:
    if found.task or PHASE.match(text):
        found.phase = text
    else:
        found.task, found.shifted = text, True


def _mark(found: PhaseRow, layout: Layout, place: int, words: str) -> None:
    """A mark beside the actors belongs to the nearest one: doubtful, and said so."""
    nearest = min(layout.actors, key=lambda column: (abs(column - place), column))
    found.shifted = found.shifted or nearest != place
    actor = layout.actors.index(nearest)
    if any(mark.actor == actor for mark in found.marks):
        found.left.append(words)
    else:
        found.marks.append(PhaseMark(actor, words))
