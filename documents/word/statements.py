"""Which statements stand in one cell of a role matrix? Cells in the wild hold several run together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.word.headings import split_label
from documents.word.numbering import BULLET

_INNER_BULLET = re.compile(r"\s+[•▪●]\s+")
_INNER_NUMBER = re.compile(r"(?:^|(?<=\s))(\d{1,2}|[a-z])[.)]\s+")
_SEMICOLON = re.compile(r";(?![^(]*\))\s*")
_AND_AT_START = re.compile(r"^(?:en|of|alsmede)\s+", re.IGNORECASE)
_AND_AT_END = re.compile(r"[;,]\s*(?:en|of)?\s*$")
# A line that ends with one of these, or with a comma, was broken off in the middle of a sentence. Words that also end a
# Dutch sentence as part of its verb (neemt … aan, stelt … op, zit … voor) are not among them.
_UNFINISHED = re.compile(
    r"(?:,|\b(?:en|of|van|de|het|een|met|te|naar|dat|die|als|ten|ter|hun|haar|zijn))$", re.IGNORECASE
)
_GOES_ON = re.compile(r"^(?:en|of|die|dat|waarbij|waarin|waarmee|zodat|tenzij|indien|mits|om|met|van|voor)\b")
_FEWEST_LETTERS = 3


@dataclass
class _Piece:
    text: str
    label: str = ""
    closed: bool = False


def split_statements(lines: Sequence[str]) -> tuple[str, ...]:
    """In order. Splits at lines, bullets, numbering and semicolons, never at sentences: a second explains the first.

    Items of a list are taken whole. An introduction (`Beslist over:`) is put before each of its items, so that every
    statement can be read, and bound to a step, by itself.
    """
    joined: list[_Piece] = []
    for line in lines:
        for piece in _pieces(line):
            if joined and not piece.label and _continues(joined[-1], piece.text):
                joined[-1].text += f" {piece.text}"
            else:
                joined.append(piece)
    return tuple(_with_introductions(joined))


def _pieces(line: str) -> Iterator[_Piece]:
    line = " ".join(line.split())
    for place, part in enumerate(_INNER_BULLET.split(line)):
        label, text = split_label(part) if place == 0 else (BULLET, part)
        numbered = _numbered_parts(part)
        if len(numbered) > 1:
            yield from (_Piece(entry, "1.") for entry in numbered)
        elif label:
            yield _Piece(text, label)
        else:
            yield from (_Piece(entry, closed=text.endswith(";")) for entry in _at_semicolons(text))


def _numbered_parts(text: str) -> list[str]:
    """`1. weegt 2. beslist` gives two; figures that do not count up from 1 or a are no numbering."""
    marks = list(_INNER_NUMBER.finditer(text))
    if not marks or marks[0].start() != 0:
        return []
    first = marks[0][1]
    if first not in {"1", "a"}:
        return []
    expected = [str(place + 1) if first == "1" else chr(ord("a") + place) for place in range(len(marks))]
    if [mark[1] for mark in marks] != expected:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]


def _at_semicolons(text: str) -> list[str]:
    parts = [part.strip() for part in _SEMICOLON.split(text)]
    if any(part and sum(sign.isalpha() for sign in part) < _FEWEST_LETTERS for part in parts):
        return [text] if text else []
    filled = [part for part in parts if part]
    return [part if place == 0 else _AND_AT_START.sub("", part) for place, part in enumerate(filled)]


def _continues(above: _Piece, text: str) -> bool:
    if above.closed or above.text.endswith((".", ";", ":", "!", "?")):
        return False
    if above.label:
        return text[:1].islower()
    return text[:1].islower() and bool(_UNFINISHED.search(above.text) or _GOES_ON.match(text))


def _with_introductions(pieces: list[_Piece]) -> Iterator[str]:
    introduction, used = "", True
    for piece in pieces:
        if piece.label and introduction:
            used = True
            yield _finished(f"{introduction} {piece.text}")
            continue
        if not used:
            yield introduction
        introduction, used = "", True
        if not piece.label and piece.text.endswith(":"):
            introduction, used = piece.text, False
        elif piece.text and piece.text != BULLET:
            yield _finished(piece.text)
    if not used:
        yield introduction


def _finished(text: str) -> str:
    return _AND_AT_END.sub("", text).strip()
