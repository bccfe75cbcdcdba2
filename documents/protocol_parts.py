"""How the text of a protocol is cut into parts, to be written one at a time: a heading and what stands below it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from documents.word.blocks import Block, Heading

DEEPEST = 3


@dataclass(frozen=True)
class Part:
    """Without a heading: what stands above the first one."""

    heading: Heading | None
    blocks: tuple[Block, ...] = ()

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""


def parts_of(blocks: Iterable[Block]) -> list[Part]:
    """In reading order; `joined` puts them together again as they were."""
    parts: list[Part] = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(Part(block))
        elif parts:
            parts[-1] = replace(parts[-1], blocks=(*parts[-1].blocks, block))
        else:
            parts.append(Part(None, (block,)))
    return parts


def joined(parts: Iterable[Part]) -> list[Block]:
    return [block for part in parts for block in (*([part.heading] if part.heading else []), *part.blocks)]
