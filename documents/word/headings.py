"""Which paragraphs are headings: by style, by number, or only because they are bold?"""

import re
from collections.abc import Iterator

from documents.word.blocks import Block, Heading, ListItem, Paragraph
from documents.word.body import Raw
from documents.word.numbering import BULLET

_LONGEST = 120
_LEVELS = {"hoofdstuk": 1, "deel": 1, "bijlage": 1, "annex": 1, "afdeling": 1, "paragraaf": 2, "artikel": 2, "art.": 2}
_NUMBERED = re.compile(
    r"^(?P<kind>hoofdstuk|deel|bijlage|annex|afdeling|paragraaf|artikel|art\.)\s+"
    r"(?P<number>\d+[a-z]?|[ivx]+|[a-z])\b(?P<mark>[.:)]?)(?P<title>.*)$",
    re.IGNORECASE,
)
_OUTLINE_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)[.)]?\s+\S")
_TYPED_LABEL = re.compile(
    r"^(?P<label>[-–—•·*▪●○■]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[A-Z][.)](?=\t)|\d{1,2}(?:\.\d{1,2}){1,3}\.?)"
    r"[\t ]+(?P<text>\S.*)",
    re.DOTALL,
)
_DASHES = "-–—·*▪●○■"


def is_numbered_heading(text: str) -> bool:
    """`Artikel 6 Verstrekking` yes; `Artikel 6 is niet van toepassing.` no: that is a sentence about an article."""
    found = _NUMBERED.match(text)
    if found is None or len(text) > _LONGEST:
        return False
    title = found["title"].strip(" -–—:.\t")
    return not title or (title[0].isupper() and not text.endswith((".", ";", ",")))


def classified(raws: list[Raw]) -> Iterator[Block]:
    for raw in raws:
        yield from _blocks(raw)


def _blocks(raw: Raw) -> Iterator[Block]:
    if raw.table is not None:
        yield raw.table
        return
    lines = [line.text for line in raw.lines]
    # A bold heading may run over two lines: `Artikel 6` above `Verstrekking`.
    ends = len(lines) if raw.bold else 1
    if raw.outline is not None:
        yield Heading(_labelled(raw, " ".join(lines)), raw.outline)
    elif level := _pseudo_level(raw, " ".join(lines[:ends]), alone=len(lines) == ends):
        yield Heading(_labelled(raw, " ".join(lines[:ends])), level)
        yield from _text_blocks(Raw(lines=raw.lines[ends:]))
    else:
        yield from _text_blocks(raw)


def _labelled(raw: Raw, text: str) -> str:
    label = raw.label if raw.label != BULLET else ""
    return f"{label} {text}".replace("\t", " ").strip()


def _pseudo_level(raw: Raw, text: str, *, alone: bool) -> int:
    """The level of a heading that has no heading style, or 0: it is no heading."""
    whole = _labelled(raw, text)
    if is_numbered_heading(whole) and (alone or raw.lines[0].bold):
        return _numbered_level(whole)
    if not raw.lines[0].bold or len(text) > _LONGEST or text.endswith((".", ";", ",")) or raw.label == BULLET:
        return 0
    if not any(sign.isalpha() for sign in text):
        return 0
    return _outline_level(whole) or 2


def _numbered_level(text: str) -> int:
    found = _NUMBERED.match(text)
    return _LEVELS[found["kind"].casefold()] if found else 2


def _outline_level(text: str) -> int:
    found = _OUTLINE_NUMBER.match(text)
    return min(found[1].count(".") + 1, 6) if found else 0


def _text_blocks(raw: Raw) -> Iterator[Block]:
    lines = [line.text for line in raw.lines]
    if raw.in_list:
        yield ListItem("\n".join(lines), raw.label, raw.level)
        return
    # Typed lists: a label starts an item, and lines without one belong to what stands above them.
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        label, text = split_label(line)
        if label or not groups:
            groups.append((label, [text]))
        else:
            groups[-1][1].append(text)
    for label, texts in groups:
        text = "\n".join(texts)
        yield ListItem(text, label, raw.level) if label else Paragraph(text)


def split_label(line: str) -> tuple[str, str]:
    """`b) weegt het signaal` → `b)`, `weegt het signaal`; a line without a label gives an empty one."""
    found = _TYPED_LABEL.match(line)
    return (_label(found["label"]), found["text"]) if found else ("", line)


def _label(sign: str) -> str:
    return BULLET if sign in _DASHES else sign
