r"""How is structured text written in one text field: a sign before a line tells what it is, and back to blocks.

`# ` begins a heading (more of them: a lower one), `- ` and `1. ` an item of a list, `[[tabel 1]]` stands for a table,
which is kept as it is. An empty line ends a paragraph; `\` before a line takes it literally. Nothing gets lost.
A protocol knows more: its numbers are steps (`Stap 2: `), `[ ] ` is something to tick off, `! Tip: ` a call-out, and a
table is drawn with bars when that can be done.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from documents.word.blocks import (
    Block,
    CallOut,
    Cell,
    CheckItem,
    Heading,
    ListItem,
    NumberedStep,
    Paragraph,
    Row,
    Table,
    Written,
)
from documents.word.numbering import BULLET
from documents.word.protocol import CALL_OUTS, is_step_label

INDENT, LITERAL, BAR, BREAK = "  ", "\\", "|", " // "
CALLED = "Let op"
_LABEL = r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?"
_ORDINARY = re.compile(_LABEL)
_TABLE = re.compile(r"\[\[tabel (?P<number>\d{1,4})\]\]")
_BOLD = re.compile(r"\*\*(.*)\*\*", re.DOTALL)

Sign = tuple[re.Pattern[str], Callable[[re.Match[str]], Written]]


def _item(found: re.Match[str]) -> ListItem:
    label = found["own"] or (BULLET if found["bullet"] else found["label"])
    return ListItem(found["text"] or "", label, len(found["indent"]) // len(INDENT))


def _step(found: re.Match[str]) -> NumberedStep:
    return NumberedStep(found["text"] or "", found["label"])


_SIGNS: tuple[Sign, ...] = (
    (re.compile(r"(?P<level>#{1,9}) (?P<text>.*)"), lambda found: Heading(found["text"], len(found["level"]))),
    (
        re.compile(
            rf"(?P<indent> *)(?:(?P<bullet>[-–•*])|(?P<label>{_LABEL})|\[(?P<own>[^\[\]]+)\])(?: (?P<text>.*))?"
        ),
        _item,
    ),
)
_PROTOCOL_SIGNS: tuple[Sign, ...] = (
    (re.compile(r"\[ \] ?(?P<text>.*)"), lambda found: CheckItem(found["text"])),
    (
        re.compile(rf"! (?:(?P<label>{'|'.join(CALL_OUTS)})[:!] ?)?(?P<text>.*)", re.IGNORECASE),
        lambda found: CallOut(found["text"], found["label"] or CALLED),
    ),
    (re.compile(r"(?P<label>\d{1,3}[.)])(?: (?P<text>.*))?"), _step),
    (re.compile(r"(?P<label>stap \d{1,3}) ?[:.)–—-]?(?: (?P<text>.*))?", re.IGNORECASE), _step),
    (re.compile(r"\{(?P<label>[^{}]+)\}(?: (?P<text>.*))?"), _step),
)


class Notation:
    """`as_blocks` reads back what `as_text` wrote, to the letter, when it is given the same blocks as `before`."""

    def __init__(self, *, protocol: bool) -> None:
        self._protocol = protocol
        self._signs = (*_PROTOCOL_SIGNS, *_SIGNS) if protocol else _SIGNS

    def as_text(self, blocks: Sequence[Block]) -> str:
        written: list[str] = []
        kept = 0
        for place, block in enumerate(blocks):
            if place and not (_is_listed(block) and _is_listed(blocks[place - 1])):
                written.append("")
            if not isinstance(block, Table):
                written += self._lines(block)
            elif self._is_drawn(block):
                written += map(_drawn, block.rows)
            else:
                kept += 1
                written.append(f"[[tabel {kept}]]")
        return "\n".join(written)

    def as_blocks(self, text: str, *, before: Sequence[Block] = ()) -> tuple[Block, ...]:
        """What was typed; `before` holds the tables that are kept. Raises LookupError, with its name, for another."""
        kept = [block for block in before if isinstance(block, Table) and not self._is_drawn(block)]
        found: list[Block] = []
        above = ""
        for line in text.replace("\r\n", "\n").split("\n"):
            last = found[-1] if above.strip() else None
            block = self._signed(line, kept)
            if isinstance(last, Table) and self._is_bar(line) and self._is_bar(above):
                found[-1] = Table((*last.rows, _row(line)))
            elif block is not None:
                found.append(block)
            elif line.strip():
                _add_words(found, line, last)
            above = line
        return tuple(found)

    def _signed(self, line: str, kept: Sequence[Table]) -> Block | None:
        if self._is_bar(line):
            return Table((_row(line),))
        if found := _TABLE.fullmatch(line.strip()):
            return _table(int(found["number"]), kept)
        return next((make(found) for sign, make in self._signs if (found := sign.fullmatch(line))), None)

    def _lines(self, block: Written) -> Iterator[str]:
        first, *more = block.text.split("\n")
        before = self._sign(block)
        yield f"{before} {first}" if before else self._guarded(first)
        # All of a heading that is not its first line is taken literally.
        yield from (f"{LITERAL}{line}" if isinstance(block, Heading) else self._guarded(line) for line in more)

    def _sign(self, block: Written) -> str:
        match block:
            case Heading():
                return "#" * block.level
            case ListItem():
                return INDENT * block.level + self._label(block)
            case CheckItem():
                return "[ ]"
            case CallOut():
                return f"! {block.label}:"
            case NumberedStep():
                return _step_label(block.label)
        return ""

    def _label(self, item: ListItem) -> str:
        if item.label == BULLET:
            return "-"
        is_step = self._protocol and not item.level and is_step_label(item.label)
        return item.label if _ORDINARY.fullmatch(item.label) and not is_step else f"[{item.label}]"

    def _guarded(self, line: str) -> str:
        """A line of words that would be read as something else."""
        taken = not line.strip() or line.startswith(LITERAL) or self._is_bar(line) or _TABLE.fullmatch(line.strip())
        return f"{LITERAL}{line}" if taken or any(sign.fullmatch(line) for sign, _make in self._signs) else line

    def _is_bar(self, line: str) -> bool:
        return self._protocol and line.startswith(BAR)

    def _is_drawn(self, table: Table) -> bool:
        """Whether bars can draw it: they are tried."""
        lines = [_drawn(row) for row in table.rows] if self._protocol else []
        return bool(lines) and not any("\n" in line for line in lines) and Table(tuple(map(_row, lines))) == table


COVENANT, PROTOCOL = Notation(protocol=False), Notation(protocol=True)


def _add_words(found: list[Block], line: str, above: Block | None) -> None:
    """A line without a sign goes on with what stands right above it; below a heading only when taken literally."""
    literal = line.startswith(LITERAL)
    words = line.removeprefix(LITERAL)
    if above is None or isinstance(above, Table) or (isinstance(above, Heading) and not literal):
        found.append(Paragraph(words))
    else:
        found[-1] = replace(above, text=f"{above.text}\n{words}")


def _is_listed(block: Block) -> bool:
    return isinstance(block, ListItem | CheckItem | NumberedStep)


def _step_label(label: str) -> str:
    if re.fullmatch(r"\d{1,3}[.)]", label):
        return label
    return f"{label}:" if re.fullmatch(r"stap \d{1,3}", label, re.IGNORECASE) else f"{{{label}}}"


def _table(number: int, kept: Sequence[Table]) -> Table:
    if 0 < number <= len(kept):
        return kept[number - 1]
    raise LookupError(f"[[tabel {number}]]")


def _drawn(row: Row) -> str:
    texts = (BREAK.join(cell.lines) for cell in row.cells)
    shown = (f"**{text}**" if cell.bold else text for cell, text in zip(row.cells, texts, strict=True))
    return f"{BAR} " + f" {BAR} ".join(shown) + f" {BAR}"


def _row(line: str) -> Row:
    inner = line.strip().removeprefix(BAR).removesuffix(BAR)
    return Row(tuple(_cell(text.strip()) for text in inner.split(BAR)))


def _cell(text: str) -> Cell:
    bold = _BOLD.fullmatch(text)
    lines = (bold[1] if bold else text).split(BREAK.strip())
    return Cell(tuple(line.strip() for line in lines if line.strip()), bold=bool(bold))
