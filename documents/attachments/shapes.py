"""What the child process tells about a file: its kind, and its text by page or heading."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Checked:
    """It is of this kind, and holds nothing that we refuse."""

    kind: str


@dataclass(frozen=True)
class Part:
    """A stretch of text and where it stands: on a page (from 1), below a heading, or neither."""

    text: str
    page: int = 0
    heading: str = ""


@dataclass(frozen=True)
class Reading:
    """`complete` is false when only a part was read."""

    parts: tuple[Part, ...] = ()
    complete: bool = True
