"""What do we make of a covenant: text, parties, period and annexes? The shapes that go in and out of Word."""

from dataclasses import dataclass
from datetime import date

from documents.word.blocks import Block, Heading, ListItem, Paragraph, Table, block_text
from documents.word.remarks import Remark, Skipped


@dataclass(frozen=True)
class Party:
    """`text` is the clause as it was written, with who represents the party."""

    name: str
    known_as: str = ""
    text: str = ""


@dataclass(frozen=True)
class Annex:
    """`heading` is the whole line (`Bijlage 2 Veiligheidsoverleg GGZ`); `blocks` are what stands below it."""

    heading: str
    title: str = ""
    blocks: tuple[Block, ...] = ()
    purpose: str = ""
    partners: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(block_text(block) for block in self.blocks)


@dataclass(frozen=True)
class CovenantImport:
    """`blocks` end where the first annex begins. Dates are inclusive; None means: the wording leaves it unclear."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    parties: tuple[Party, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    winding_down_days: int | None = None
    warnings: tuple[Remark, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """The text as it is read, annexes with their headings included."""
        annexes = (block for annex in self.annexes for block in (Heading(annex.heading), *annex.blocks))
        return (*self.blocks, *annexes)

    @property
    def text(self) -> str:
        """All that was understood, a block a line."""
        return "\n".join((self.title, *map(block_text, self.all_blocks)))

    @property
    def headings(self) -> int:
        return sum(isinstance(block, Heading) for block in self.all_blocks)

    @property
    def paragraphs(self) -> int:
        """List items count as paragraphs, as they do in Word."""
        return sum(isinstance(block, Paragraph | ListItem) for block in self.all_blocks)

    @property
    def tables(self) -> int:
        return sum(isinstance(block, Table) for block in self.all_blocks)

    def summary(self) -> dict[str, object]:
        """What `import_docx covenant --json` prints beside the text itself."""
        return {
            "kind": "covenant",
            "title": self.title,
            "headings": self.headings,
            "paragraphs": self.paragraphs,
            "tables": self.tables,
            "parties": [party.name for party in self.parties],
            "warnings": [str(warning) for warning in self.warnings],
        }
