r"""How the text of a covenant is written in one text field: a sign before a line tells what it is, and back to blocks.

`# ` begins a heading (more of them: a lower one), `- ` and `1. ` an item of a list, `[[tabel 1]]` stands for a table,
which is kept as it is. An empty line ends a paragraph; `\` before a line takes it literally. Nothing gets lost.
"""

import re
from collections.abc import Iterator, Sequence

from documents.word.blocks import Block, Heading, ListItem, Paragraph, Table, Written
from documents.word.numbering import BULLET

INDENT, LITERAL = "  ", "\\"
_HEADING = re.compile(r"(?P<level>#{1,9}) (?P<text>.*)")
_ITEM = re.compile(r"(?P<indent>(?:  )*)(?P<label>-|\(?(?:\d{1,3}|[a-z])[.)]|\[[^\[\]]+\])(?: (?P<text>.*))?")
_TABLE = re.compile(r"\[\[tabel (?P<number>\d{1,4})\]\]")
_ORDINARY = re.compile(r"\(?(?:\d{1,3}|[a-z])[.)]")


def as_text(blocks: Sequence[Block]) -> str:
    """`as_blocks` reads back the same blocks, when it is given these as `before`."""
    written: list[str] = []
    tables = 0
    for place, block in enumerate(blocks):
        follows = isinstance(block, ListItem) and isinstance(blocks[place - 1], ListItem)
        if place and not follows:
            written.append("")
        tables += isinstance(block, Table)
        written += [f"[[tabel {tables}]]"] if isinstance(block, Table) else _lines(block)
    return "\n".join(written)


def as_blocks(text: str, *, before: Sequence[Block] = ()) -> tuple[Block, ...]:
    """What was typed; `before` holds the tables. Raises LookupError, with its name, for a table that is not there."""
    tables = [block for block in before if isinstance(block, Table)]
    found: list[Block] = []
    open_end = False
    for line in text.replace("\r\n", "\n").split("\n"):
        literal = line.startswith(LITERAL)
        signed = None if literal else _signed(line, tables)
        if signed is not None:
            found.append(signed)
        elif not line.strip():
            open_end = False
            continue
        elif open_end and (literal or not isinstance(found[-1], Heading)):
            found[-1] = _longer(found[-1], line[literal:])
        else:
            found.append(Paragraph(line[literal:]))
        open_end = not isinstance(found[-1], Table)
    return tuple(found)


def _lines(block: Written) -> Iterator[str]:
    first, *more = block.text.split("\n")
    match block:
        case Heading():
            yield f"{'#' * block.level} {first}"
            yield from (f"{LITERAL}{line}" for line in more)
            return
        case ListItem():
            yield f"{INDENT * block.level}{_label(block.label)} {first}"
        case _:
            yield _guarded(first)
    yield from map(_guarded, more)


def _guarded(line: str) -> str:
    """A line of words that would be read as something else."""
    taken = not line.strip() or line.startswith(LITERAL) or _is_signed(line)
    return f"{LITERAL}{line}" if taken else line


def _is_signed(line: str) -> bool:
    return any(sign.fullmatch(line) for sign in (_HEADING, _ITEM, _TABLE))


def _label(label: str) -> str:
    if label == BULLET:
        return "-"
    return label if _ORDINARY.fullmatch(label) else f"[{label}]"


def _signed(line: str, tables: Sequence[Table]) -> Block | None:
    if found := _TABLE.fullmatch(line.strip()):
        return _table(int(found["number"]), tables)
    if found := _HEADING.fullmatch(line):
        return Heading(found["text"], len(found["level"]))
    if found := _ITEM.fullmatch(line):
        label = BULLET if found["label"] == "-" else found["label"].removeprefix("[").removesuffix("]")
        return ListItem(found["text"] or "", label, len(found["indent"]) // len(INDENT))
    return None


def _table(number: int, tables: Sequence[Table]) -> Table:
    if 0 < number <= len(tables):
        return tables[number - 1]
    raise LookupError(f"[[tabel {number}]]")


def _longer(block: Block, line: str) -> Block:
    match block:
        case Heading():
            return Heading(f"{block.text}\n{line}", block.level)
        case ListItem():
            return ListItem(f"{block.text}\n{line}", block.label, block.level)
        case Paragraph():
            return Paragraph(f"{block.text}\n{line}")
    return block
