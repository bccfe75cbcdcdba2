"""What does a Word file hold, whatever it looks like? Neutral blocks: headings, paragraphs, lists, tables."""

from dataclasses import dataclass
from typing import Literal

from documents.word.remarks import Remark, Skipped


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """`text` keeps the line breaks of the file as newlines."""

    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class ListItem:
    """`label` is what the reader sees before the text: `•`, `1.`, `b)`; lawyers refer to it, so it is kept."""

    text: str
    label: str = "•"
    level: int = 0
    kind: Literal["item"] = "item"


@dataclass(frozen=True)
class Cell:
    """`lines` carry the label of a list item as text (`• weegt het signaal`), real and typed lists alike."""

    lines: tuple[str, ...] = ()
    span: int = 1
    continues: bool = False
    bold: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Row:
    """`before` counts the columns of the grid that the row leaves out at its start: a shifted row."""

    cells: tuple[Cell, ...] = ()
    before: int = 0

    @property
    def text(self) -> str:
        return " | ".join(cell.text for cell in self.cells if cell.lines)


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...] = ()
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class NumberedStep:
    """One step of a procedure; `label` as it was written: `1.`, `Stap 3`."""

    text: str
    label: str
    kind: Literal["step"] = "step"


@dataclass(frozen=True)
class CheckItem:
    """Something to tick off."""

    text: str
    kind: Literal["check"] = "check"


@dataclass(frozen=True)
class CallOut:
    """What must not be overlooked, in a frame of its own; `label` is its first word: `Let op`, `Tip`."""

    text: str
    label: str
    kind: Literal["callout"] = "callout"


Written = Heading | Paragraph | ListItem | NumberedStep | CheckItem | CallOut
Block = Written | Table


@dataclass(frozen=True)
class WordDocument:
    """Every non-empty paragraph and cell of the file is in `title`, `blocks` or `skipped`.

    `source` holds them once more as they stand in the file, for the last check that nothing got lost.
    """

    title: str = ""
    blocks: tuple[Block, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Remark, ...] = ()
    source: tuple[str, ...] = ()


def block_text(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(row.text for row in block.rows)
    if isinstance(block, ListItem | NumberedStep):
        return f"{block.label} {block.text}"
    if isinstance(block, CallOut):
        return f"{block.label}: {block.text}"
    return block.text
