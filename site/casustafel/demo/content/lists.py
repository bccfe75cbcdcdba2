"""What shape do phase tables, declarations, local names and systems of the demo region have in its files?"""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class Mark:
    """`actor`: as the table names it; `words` stand there instead of a plain mark."""

    actor: str
    words: str = ""


@dataclass(frozen=True)
class PhaseTask:
    """Without marks: nobody owns it."""

    text: str
    marks: tuple[Mark, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class Phase:
    name: str
    tasks: tuple[PhaseTask, ...]


@dataclass(frozen=True)
class PhaseTable:
    title: str
    actors: tuple[str, ...]
    phases: tuple[Phase, ...]


@dataclass(frozen=True)
class Declared:
    """A person of the region (in the portal, or on paper), or somebody without an account; both days inclusive."""

    day: int
    person: Annotated[str | None, "people"] = None
    third_party: str = ""
    on_paper: bool = False
    until_day: int | None = None


@dataclass(frozen=True)
class LocalName:
    """Of a role or of a meeting; without municipality: everywhere."""

    name: str
    role: str = ""
    meeting_type: Annotated[str | None, "meeting_types"] = None
    municipality: Annotated[str | None, "municipalities"] = None


@dataclass(frozen=True)
class KnownSystem:
    name: str
    purpose: str
    aliases: tuple[str, ...] = ()
