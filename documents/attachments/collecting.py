"""How is the text of a file gathered: cleaned, by page or heading, and no more than we can keep?"""

import re
import time

from documents.attachments import limits
from documents.attachments.shapes import Part, Reading

# Signs that no database, page or terminal should meet: controls, lone surrogates, marks that turn the direction.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]"
)
_BLANKS = re.compile(r"[ \t\u00a0]+")


class Enough(Exception):
    """No more text is wanted, or there is no more time."""


class Collector:
    """Raises Enough when the text is long enough or the processor's time is up; what was added is kept."""

    def __init__(self, seconds: float) -> None:
        self._until = time.process_time() + seconds
        self._left = limits.MAX_TEXT
        self._parts: list[Part] = []

    def add(self, text: str, *, page: int = 0, heading: str = "") -> None:
        kept = clean(text[: self._left + 1])
        if kept:
            self._parts.append(Part(kept[: self._left], page, clean(heading)[: limits.LONGEST_HEADING]))
            self._left -= len(kept)
        self.must_go_on()

    def must_go_on(self) -> None:
        if self._left <= 0 or len(self._parts) >= limits.MAX_PARTS or self.out_of_time:
            raise Enough

    @property
    def out_of_time(self) -> bool:
        return time.process_time() > self._until

    def reading(self, *, complete: bool) -> Reading:
        return Reading(tuple(self._parts), complete)


def clean(text: str) -> str:
    """Printable text with its lines, and one blank where there were several."""
    return _BLANKS.sub(" ", _UNWANTED.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
