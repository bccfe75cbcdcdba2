"""How a list of headed texts is written in one text field: a paragraph each, its first line apart from the rest."""

import re
from collections.abc import Iterable

Pair = tuple[str, str]
_BETWEEN = re.compile(r"\n\s*\n")


def as_pairs(text: str) -> tuple[Pair, ...]:
    """An empty line begins the next one."""
    paragraphs = _BETWEEN.split("\n".join(text.splitlines()).strip())
    split = (paragraph.strip().partition("\n") for paragraph in paragraphs if paragraph.strip())
    return tuple((first.strip(), rest.strip()) for first, _line, rest in split)


def as_text(pairs: Iterable[Pair]) -> str:
    """What `as_pairs` reads back; an empty line inside a text would begin another one, and is left out."""
    return "\n\n".join("\n".join(part for part in (first, _BETWEEN.sub("\n", rest)) if part) for first, rest in pairs)
