"""What becomes of a reading when its importer corrects it: the same shapes, with another heading, column or role.

Choices are named by places in the reading as it came out of the file, from 0; what is not chosen stays as it was read.

    block-3: text | h1 … h6 | skip              left-0: start | end, or the place of a section
    use-1: above | skip                         name-1: the role's name
    column-1-0: 0 | 1 | 2 | skip                said-1-4-0-2: 0 | 1 | 2 | skip    row-1-4: heading | duty | skip
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from documents.word.annexes import split_annexes
from documents.word.blocks import Block, Heading, Paragraph, block_text
from documents.word.covenant_shapes import CovenantImport
from documents.word.limits import LONGEST_HEADING
from documents.word.matrix_shapes import MatrixImport, MatrixRow, MatrixSection, Note
from documents.word.protocol_shapes import ProtocolImport
from documents.word.remarks import Skipped

Choices = Mapping[str, str]
SKIP, ABOVE, TEXT, HEADING, DUTY, START, END = "skip", "above", "text", "heading", "duty", "start", "end"
BY_HAND = "by_hand"
COLUMNS = ("0", "1", "2")


def corrected_covenant(reading: CovenantImport, choices: Choices) -> CovenantImport:
    found = _text(reading, choices)
    blocks, annexes = split_annexes([*found.first, *found.kept])
    return replace(reading, blocks=(*blocks, *found.last), annexes=annexes, skipped=found.left)


def corrected_protocol(reading: ProtocolImport, choices: Choices) -> ProtocolImport:
    found = _text(reading, choices)
    return replace(reading, blocks=(*found.first, *found.kept, *found.last), skipped=found.left)


@dataclass(frozen=True)
class _Text:
    """`first` and `last` were left out by the reading and taken in by hand; `left` is left out after all."""

    first: Sequence[Block]
    kept: Sequence[Block]
    last: Sequence[Block]
    left: tuple[Skipped, ...]


def _text(reading: CovenantImport | ProtocolImport, choices: Choices) -> _Text:
    kept, gone = [], []
    for place, block in enumerate(reading.all_blocks):
        choice = choices.get(f"block-{place}", "")
        if choice == SKIP:
            gone.append(Skipped(block_text(block), BY_HAND))
        else:
            kept.append(_as(block, choice))
    taken = {place: choices.get(f"left-{place}", "") for place in range(len(reading.skipped))}
    first = [Paragraph(reading.skipped[place].text) for place, choice in taken.items() if choice == START]
    last = [Paragraph(reading.skipped[place].text) for place, choice in taken.items() if choice == END]
    left = (one for place, one in enumerate(reading.skipped) if taken[place] not in {START, END})
    return _Text(first, kept, last, (*left, *gone))


def _as(block: Block, choice: str) -> Block:
    text = block_text(block)
    if choice == TEXT:
        return Paragraph(text)
    if choice.startswith("h") and choice[1:].isdigit():
        return Heading(" ".join(text.split()), int(choice[1:]))
    return block


@dataclass(frozen=True)
class CorrectedMatrix:
    """`sources` say per section at which place of the reading it stood."""

    reading: MatrixImport
    sources: tuple[int, ...]


def corrected_matrix(reading: MatrixImport, choices: Choices) -> CorrectedMatrix:
    sections: list[MatrixSection] = []
    sources: list[int] = []
    gone: list[Skipped] = []
    for place, section in enumerate(reading.sections):
        use = choices.get(f"use-{place}", "")
        if use == SKIP:
            gone.append(Skipped(section.text, BY_HAND))
            continue
        rows = (*_rows(section, place, choices, gone), *_taken_in(reading.skipped, place, choices))
        if use == ABOVE and sections:
            sections[-1] = replace(sections[-1], rows=(*sections[-1].rows, *rows))
            gone.append(Skipped(" ".join((section.role, *section.aliases)), BY_HAND))
        else:
            sections.append(replace(section, role=choices.get(f"name-{place}") or section.role, rows=rows))
            sources.append(place)
    used = {str(place) for place in range(len(reading.sections)) if choices.get(f"use-{place}") != SKIP}
    left = (one for place, one in enumerate(reading.skipped) if choices.get(f"left-{place}", "") not in used)
    found = replace(reading, sections=tuple(sections), skipped=(*left, *gone))
    return CorrectedMatrix(found, tuple(sources))


def _taken_in(skipped: Sequence[Skipped], section: int, choices: Choices) -> Iterator[MatrixRow]:
    for place, one in enumerate(skipped):
        if choices.get(f"left-{place}") == str(section):
            yield MatrixRow(tasks=(" ".join(one.text.split()),))


def _rows(section: MatrixSection, place: int, choices: Choices, gone: list[Skipped]) -> Iterator[MatrixRow]:
    for number, row in enumerate(section.rows):
        choice = choices.get(f"row-{place}-{number}", "")
        if choice == SKIP:
            gone.append(Skipped(row.text, BY_HAND))
        elif (row.heading and choice != DUTY) or (choice == HEADING and len(row.text) <= LONGEST_HEADING):
            yield replace(row, heading=True, tasks=(row.text,), responsibilities=(), authorities=())
        else:
            yield _duty(replace(row, heading=False), f"{place}-{number}", _columns(place, choices), choices, gone)


def _columns(section: int, choices: Choices) -> tuple[str, ...]:
    return tuple(choices.get(f"column-{section}-{column}") or column for column in COLUMNS)


def _duty(row: MatrixRow, name: str, columns: Sequence[str], choices: Choices, gone: list[Skipped]) -> MatrixRow:
    cells: dict[str, list[str]] = {column: [] for column in COLUMNS}
    notes: dict[str, Note] = {}
    for column, (statements, note) in enumerate(zip(row.cells, row.notes, strict=True)):
        if note:
            notes[columns[column]] = note
        for place, statement in enumerate(statements):
            target = choices.get(f"said-{name}-{column}-{place}") or columns[column]
            if target in cells:
                cells[target].append(statement)
            else:
                gone.append(Skipped(statement, BY_HAND))
    said = tuple(tuple(cells[column]) for column in COLUMNS)
    first, second, third = ("" if cells[column] else notes.get(column, "") for column in COLUMNS)
    return MatrixRow(said[0], said[1], said[2], notes=(first, second, third))
