"""How a part of a protocol is written in a plain text field: a few signs at the start of a line, and back to blocks.

A table that these signs cannot draw (merged cells, shifted rows) stands there as `[[tabel 1]]` and is kept as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from documents.word.blocks import (
    Block,
    CallOut,
    Cell,
    CheckItem,
    ListItem,
    NumberedStep,
    Paragraph,
    Row,
    Table,
    block_text,
)
from documents.word.headings import split_label
from documents.word.numbering import BULLET
from documents.word.protocol import call_out_in, is_step_label, step_in

CHECK, CALL_OUT, BAR, BREAK = "[ ] ", "! ", "|", " // "
CALLED = "Let op"
INDENT = "  "
_KEPT = re.compile(r"\[\[tabel (\d+)\]\]")
_BOLD = re.compile(r"\*\*(.*)\*\*", re.DOTALL)


def as_text(blocks: Sequence[Block]) -> str:
    """One block a line or more; an empty line between what would otherwise run together."""
    lines: list[str] = []
    kept = 0
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Table) and not _is_plain(block):
            kept += 1
            line = f"[[tabel {kept}]]"
        else:
            line = _line(block)
        if before is not None and not (_is_listed(before) and _is_listed(block)):
            lines.append("")
        lines.append(line)
        before = block
    return "\n".join(lines)


def as_blocks(text: str, *, before: Sequence[Block] = ()) -> tuple[Block, ...]:
    """What was typed; `before` holds the tables that could not be drawn. Raises LookupError for one it never held."""
    kept = [block for block in before if isinstance(block, Table) and not _is_plain(block)]
    found: list[Block] = []
    for group in _groups(text.splitlines()):
        found += _blocks(group, kept)
    return tuple(found)


def _line(block: Block) -> str:
    match block:
        case CheckItem():
            return f"{CHECK}{block.text}"
        case CallOut():
            return f"{CALL_OUT}{block.label}: {block.text}"
        case ListItem():
            return f"{INDENT * block.level}{'-' if block.label == BULLET else block.label} {block.text}"
        case Table():
            return "\n".join(_row(row) for row in block.rows)
    return block_text(block)


def _is_listed(block: Block) -> bool:
    return isinstance(block, ListItem | CheckItem | NumberedStep)


def _row(row: Row) -> str:
    texts = (BREAK.join(cell.lines) for cell in row.cells)
    shown = (f"**{text}**" if cell.bold else text for cell, text in zip(row.cells, texts, strict=True))
    return f"{BAR} " + f" {BAR} ".join(shown) + f" {BAR}"


def _is_plain(table: Table) -> bool:
    """Whether the signs can draw it: they are tried."""
    lines = [_row(row) for row in table.rows]
    return bool(lines) and all("\n" not in line for line in lines) and _table(lines) == table


def _groups(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines that belong together: up to an empty line, and a table apart from the text around it."""
    group: list[str] = []
    for line in lines:
        if group and (not line.strip() or line.startswith(BAR) != group[-1].startswith(BAR)):
            yield group
            group = []
        if line.strip():
            group.append(line.rstrip())
    if group:
        yield group


def _blocks(group: list[str], kept: Sequence[Table]) -> Iterator[Block]:
    if group[0].startswith(BAR):
        yield _table(group)
        return
    # A line without a sign of its own goes on with what stands above it.
    blocks: list[Block] = []
    for line in group:
        block = _signed(line, kept)
        if block is None and blocks and isinstance(blocks[-1], Table):
            block = Paragraph(line.strip())
        if block is not None:
            blocks.append(block)
        elif blocks:
            blocks[-1] = _longer(blocks[-1], line.strip())
        else:
            blocks.append(Paragraph(line.strip()))
    yield from blocks


def _signed(line: str, kept: Sequence[Table]) -> Block | None:
    text = line.strip()
    if found := _KEPT.fullmatch(text):
        return kept[int(found[1]) - 1] if 0 < int(found[1]) <= len(kept) else _never_held(text)
    if text.startswith(CHECK):
        return CheckItem(text.removeprefix(CHECK).strip())
    if text.startswith(CALL_OUT):
        said = text.removeprefix(CALL_OUT).strip()
        return call_out_in(said) or CallOut(said, CALLED)
    if step := step_in(text):
        return step
    label, rest = split_label(text)
    level = (len(line) - len(line.lstrip())) // len(INDENT)
    if label and level == 0 and is_step_label(label):
        return NumberedStep(rest, label)
    return ListItem(rest, label, min(level, 5)) if label else None


def _never_held(text: str) -> Block:
    raise LookupError(text)


def _longer(block: Block, line: str) -> Block:
    # Not `replace`: no two kinds of block share a base.
    match block:
        case NumberedStep():
            return NumberedStep(f"{block.text}\n{line}", block.label)
        case ListItem():
            return ListItem(f"{block.text}\n{line}", block.label, block.level)
        case CheckItem():
            return CheckItem(f"{block.text}\n{line}")
        case CallOut():
            return CallOut(f"{block.text}\n{line}", block.label)
        case Paragraph():
            return Paragraph(f"{block.text}\n{line}")
    return block


def _table(lines: Iterable[str]) -> Table:
    return Table(tuple(Row(tuple(_cell(text) for text in _cells(line))) for line in lines))


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix(BAR)
    return [text.strip() for text in inner.removesuffix(BAR).split(BAR)]


def _cell(text: str) -> Cell:
    bold = _BOLD.fullmatch(text)
    words = bold[1] if bold else text
    return Cell(
        tuple(part.strip() for part in words.split(BREAK.strip()) if part.strip()) if words else (), bold=bool(bold)
    )
