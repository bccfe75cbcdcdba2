"""What does a Word file say, below which heading? Judged and read as an import is."""

from documents.attachments.collecting import Collector
from documents.word.blocks import Heading, block_text
from documents.word.package import open_package
from documents.word.reading import read_document


def check(data: bytes) -> None:
    """Raises WordRefused for macros, passwords, nested files, and what reaches outside."""
    open_package(data)


def read(data: bytes, into: Collector) -> None:
    document = read_document(data)
    into.add(document.title)
    heading = ""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            into.add("\n".join(lines), heading=heading)
            heading, lines = block.text, []
        lines.append(block_text(block))
    into.add("\n".join(lines), heading=heading)
    into.add("\n".join(left_out.text for left_out in document.skipped if left_out.why in _READ_AS_WELL))


# What an import leaves out and a reader still sees on paper.
_READ_AS_WELL = frozenset({"title_page", "attached", "note", "page_edge"})
