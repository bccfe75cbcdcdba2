"""Where do the annexes of a covenant begin, and what do they say about their meeting?"""

import re
from collections.abc import Sequence

from documents.word.blocks import Block, Heading, ListItem, Paragraph, Table, block_text
from documents.word.covenant_shapes import Annex

_ANNEX = re.compile(
    r"^(?:bijlage|annex)\b\s*(?P<number>\d+|[ivx]+\b|[a-z]\b)?[.:)]?\s*[-–—]?\s*(?P<title>.*)$", re.IGNORECASE
)
_PURPOSE = r"doel(?:stelling|en)?(?:\s+van\s+.{1,60})?"
_PARTNERS = r"(?:vaste\s+|deelnemende\s+)?(?:deelnemers|partners|partijen|organisaties|kernpartners)"
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*(?:en\s+)?|\s+en\s+")
_LONGEST_LABEL = 80


def split_annexes(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Annex, ...]]:
    """The main text and the annexes. Lines that only announce an annex further on stay in the main text."""
    starts = {
        place: block.text for place, block in enumerate(blocks) if isinstance(block, Heading) and _is_annex(block)
    }
    real = [place for place, text in starts.items() if not _comes_again(text, place, starts)]
    ends = [*real[1:], len(blocks)][: len(real)]
    announced = {place for place in starts if place not in real}
    main = tuple(
        Paragraph(block_text(block)) if place in announced else block
        for place, block in enumerate(blocks[: real[0] if real else len(blocks)])
    )
    annexes = (_annex(starts[start], blocks[start + 1 : end]) for start, end in zip(real, ends, strict=True))
    return main, tuple(annexes)


def _is_annex(heading: Heading) -> bool:
    return _ANNEX.match(heading.text) is not None


def _comes_again(text: str, place: int, starts: dict[int, str]) -> bool:
    return any(later > place and _number(other) == _number(text) for later, other in starts.items())


def _number(text: str) -> str:
    found = _ANNEX.match(text)
    return (found["number"] or text).casefold() if found else text


def _annex(heading: str, blocks: Sequence[Block]) -> Annex:
    found = _ANNEX.match(heading)
    return Annex(
        heading=heading,
        title=(found["title"] if found else "") or heading,
        blocks=tuple(blocks),
        purpose="\n".join(labelled(blocks, _PURPOSE)),
        partners=_names(labelled(blocks, _PARTNERS)),
    )


def _names(lines: Sequence[str]) -> tuple[str, ...]:
    """One line names them all with commas; several lines name one each."""
    if len(lines) == 1:
        lines = _BETWEEN_NAMES.split(lines[0])
    names = (re.sub(r"^(?:de|het)\s+", "", line.strip(" ;,.•")) for line in lines)
    return tuple(name for name in names if name and len(name) <= _LONGEST_LABEL)


def labelled(blocks: Sequence[Block], label: str) -> tuple[str, ...]:
    """What stands under a heading, behind `Doel:`, or in the table row that begins with it."""
    alone = re.compile(rf"^(?:\d[\d.]*\s*)?(?:de\s+|het\s+)?{label}\s*:?$", re.IGNORECASE)
    inline = re.compile(rf"^(?:de\s+|het\s+)?{label}\s*:\s*(?P<rest>\S.*)$", re.IGNORECASE | re.DOTALL)
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            found = [row.cells[1].lines for row in block.rows if len(row.cells) == 2 and alone.match(row.cells[0].text)]
            if found:
                return found[0]
        elif alone.match(block.text):
            return _below(blocks[place + 1 :], items_only=not isinstance(block, Heading))
        elif inside := inline.match(block.text):
            return (inside["rest"],)
    return ()


def _below(blocks: Sequence[Block], *, items_only: bool) -> tuple[str, ...]:
    lines = []
    for block in blocks:
        if isinstance(block, Heading | Table) or (items_only and not isinstance(block, ListItem)):
            break
        lines.append(block.text)
    return tuple(lines)
