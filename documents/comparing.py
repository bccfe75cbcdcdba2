"""What changed between two texts, part by part: which blocks are new, changed or dropped, and which words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from workflows.refusals import Text

# From this likeness on, two blocks are the same one with other words; below it, one was dropped and one is new.
ALIKE = 0.5
# How far ahead a block's former self is looked for: a text that was written anew is not compared word by word.
AHEAD = 20
_WORDS = re.compile(r"\s+|[^\W_]+|.")


@dataclass(frozen=True)
class Part:
    """A stretch of an agreement under one heading. `name`, once in a text, tells what it is laid beside."""

    name: str
    heading: Text
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """`marked`: only on this side."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Change:
    """One block, as `components/diff.html` shows it: `kind` is new, changed or dropped."""

    heading: Text
    kind: str
    was: str = ""
    becomes: str = ""
    was_pieces: tuple[Piece, ...] = ()
    becomes_pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """`same`: how many blocks stayed as they were."""

    changes: tuple[Change, ...]
    same: int


def compare(was: Sequence[Part], becomes: Sequence[Part]) -> Comparison:
    """Parts in the order of the later text; a part that is gone stands where it stood."""
    old, new = {part.name: part for part in was}, {part.name: part for part in becomes}
    changes: list[Change] = []
    same = 0
    for name in _in_order([part.name for part in was], [part.name for part in becomes]):
        before, after = old.get(name), new.get(name)
        heading = after.heading if after else old[name].heading
        found = list(_blocks(heading, before.blocks if before else (), after.blocks if after else ()))
        changes += [one for one in found if isinstance(one, Change)]
        same += sum(one for one in found if isinstance(one, int))
    return Comparison(tuple(changes), same)


def _in_order(was: Sequence[str], becomes: Sequence[str]) -> Iterator[str]:
    for kind, i, j, k, m in SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (name for name in was[i:j] if name not in becomes)
        yield from becomes[k:m]


def _blocks(heading: Text, was: Sequence[str], becomes: Sequence[str]) -> Iterator[Change | int]:
    """Changes, and between them how many blocks did not change."""
    for kind, i, j, k, m in SequenceMatcher(None, was, becomes, autojunk=False).get_opcodes():
        if kind == "equal":
            yield j - i
        else:
            yield from _paired(heading, list(was[i:j]), list(becomes[k:m]))


def _paired(heading: Text, was: list[str], becomes: list[str]) -> Iterator[Change]:
    """Each new block beside the first dropped one that it is like; what is passed over on the way was dropped."""
    for text in becomes:
        alike = next((n for n, old in enumerate(was[:AHEAD]) if _alike(old, text)), None)
        if alike is None:
            yield Change(heading, "new", becomes=text)
            continue
        yield from (Change(heading, "dropped", was=old) for old in was[:alike])
        yield _changed(heading, was[alike], text)
        del was[: alike + 1]
    yield from (Change(heading, "dropped", was=old) for old in was)


def _alike(was: str, becomes: str) -> bool:
    matcher = SequenceMatcher(None, _WORDS.findall(was), _WORDS.findall(becomes), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _changed(heading: Text, was: str, becomes: str) -> Change:
    old, new = _WORDS.findall(was), _WORDS.findall(becomes)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words in ((left, old[i:j]), (right, new[k:m])):
            if words:
                side.append(Piece("".join(words), kind != "equal"))
    return Change(heading, "changed", was, becomes, tuple(left), tuple(right))
