"""How the text of a covenant lies in the database: the neutral blocks of the Word import, as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from documents.word.blocks import Block, block_text
from documents.word.codec import decode, encode


@dataclass(frozen=True)
class _Body:
    blocks: tuple[Block, ...] = ()


def to_json(blocks: Sequence[Block]) -> Any:
    return encode(tuple(blocks))


def from_json(body: Any) -> tuple[Block, ...]:
    """Raises NotThatShape when the column holds anything but blocks."""
    return decode(_Body, {"blocks": body}).blocks


def plain_text(body: Any) -> str:
    """All words, a block a line: for search."""
    return "\n".join(block_text(block) for block in from_json(body))
