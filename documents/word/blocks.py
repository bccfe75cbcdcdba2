"""What does a Word file hold, whatever it looks like? Neutral blocks: headings, paragraphs, list items and tables."""

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


Block = Heading | Paragraph | ListItem | Table


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
    if isinstance(block, ListItem):
        return f"{block.label} {block.text}"
    return block.text
