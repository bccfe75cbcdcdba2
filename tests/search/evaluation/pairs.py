"""Which pairs of words were judged, of what kind, and which of them were held out while tuning?"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

PAIRS = Path(__file__).with_name("pairs.txt")
# One in so many is held out, by what is in the pair alone.
HELD_OUT = 4


@dataclass(frozen=True)
class Pair:
    """Who asks `question` should be given a text with `text`, or should not."""

    kind: str
    question: str
    text: str
    meet: bool

    @property
    def held_out(self) -> bool:
        return crc32(f"{self.question}/{self.text}".encode()) % HELD_OUT == 0

    def __str__(self) -> str:
        return f"{self.question} {'→' if self.meet else '✗'} {self.text}"


@cache
def pairs() -> tuple[Pair, ...]:
    found, kind = [], ""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            found += _pairs(kind, line)
    return tuple(found)


def _pairs(kind: str, line: str) -> list[Pair]:
    apart = " ! " in line
    question, texts = line.split(" ! " if apart else ": ", 1)
    return [Pair(kind, question, text.strip(), not apart) for text in texts.split(";")]
