"""What do we make of a protocol: headings, steps, checklists, call-outs? The shapes that go in and out of Word."""

from dataclasses import dataclass

from documents.word.blocks import Block, Heading, ListItem, NumberedStep, Paragraph, Table, block_text
from documents.word.exports import AttachedFile, Cover
from documents.word.remarks import Remark, Skipped


@dataclass(frozen=True)
class Counts:
    """What stood in the file, as Word counts it: items of a list, steps and call-outs are paragraphs too."""

    headings: int = 0
    paragraphs: int = 0
    tables: int = 0
    steps: int = 0


@dataclass(frozen=True)
class ProtocolImport:
    title: str = ""
    blocks: tuple[Block, ...] = ()
    counts: Counts = Counts()
    warnings: tuple[Remark, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        """A protocol has no annexes; the corrections of an import speak of blocks by this name."""
        return self.blocks

    @property
    def text(self) -> str:
        """All that was understood, a block a line."""
        return "\n".join((self.title, *map(block_text, self.blocks)))

    def summary(self) -> dict[str, object]:
        """What `import_docx protocol --json` prints beside the text itself."""
        return {
            "kind": "protocol",
            "title": self.title,
            "headings": self.counts.headings,
            "paragraphs": self.counts.paragraphs,
            "tables": self.counts.tables,
            "steps": self.counts.steps,
            "warnings": [str(warning) for warning in self.warnings],
        }


@dataclass(frozen=True)
class ProtocolExport:
    cover: Cover
    blocks: tuple[Block, ...] = ()
    attached: tuple[AttachedFile, ...] = ()


def counted(read: tuple[Block, ...], understood: tuple[Block, ...]) -> Counts:
    """`read` is the file as it lay there; what its steps are is known only once it is `understood`."""
    return Counts(
        headings=sum(isinstance(block, Heading) for block in read),
        paragraphs=sum(isinstance(block, Paragraph | ListItem) for block in read),
        tables=sum(isinstance(block, Table) for block in read),
        steps=sum(isinstance(block, NumberedStep) for block in understood),
    )
