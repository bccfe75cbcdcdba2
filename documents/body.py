"""How the text of a covenant lies in the database: the neutral blocks of the Word import, as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from documents.word.blocks import Block, Heading, block_text
from documents.word.codec import decode, encode
from search.documents import Part


@dataclass(frozen=True)
class _Body:
    blocks: tuple[Block, ...] = ()


def to_json(blocks: Sequence[Block]) -> Any:
    return encode(tuple(blocks))


def from_json(body: Any) -> tuple[Block, ...]:
    """Raises NotThatShape when the column holds anything but blocks."""
    return decode(_Body, {"blocks": body}).blocks


def plain_text(body: Any) -> str:
    """All words, a block a line."""
    return "\n".join(block_text(block) for block in from_json(body))


def text_parts(body: Any, anchor: str) -> Iterator[Part]:
    """All words, cut at the headings, a block a line: for search. The page gives the headings these anchors."""
    place, at, lines, number = "", "", list[str](), 0
    for block in from_json(body):
        if isinstance(block, Heading):
            yield from _part(place, lines, at)
            number += 1
            place, at, lines = _("under “%(heading)s”") % {"heading": block.text}, f"{anchor}-{number}", []
        lines.append(block_text(block))
    yield from _part(place, lines, at)


def _part(place: str, lines: Sequence[str], anchor: str) -> Iterator[Part]:
    if lines:
        yield Part(place, "\n".join(lines), anchor)
