"""What shape do the protocols and the pages of the demo region have in its files?"""

from dataclasses import dataclass
from typing import Literal

from casustafel.demo.content.keys import OrganisationKey, PersonKey


@dataclass(frozen=True)
class ProtocolPart:
    """`lines` as they are typed in the product: see documents/written_text.py."""

    heading: str
    lines: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True)
class Attached:
    """A file that goes with an agreement, made of its first line, the heading, and the others; its name says which."""

    name: str
    description: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LineChange:
    heading: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Confirmed:
    person: PersonKey
    day: int


@dataclass(frozen=True)
class ProtocolRenewal:
    """The next version: the same text but for these lines; reading it is asked and, by some, confirmed."""

    started_day: int
    adopted_day: int
    asked_day: int
    due_day: int
    changes: tuple[LineChange, ...]
    confirmed: tuple[Confirmed, ...] = ()


@dataclass(frozen=True)
class Protocol:
    """`audience` in tokens; without `adopted_day` it still waits for its adopter."""

    number: str
    title: str
    writer: PersonKey
    adopter: PersonKey
    imported_day: int
    submitted_day: int
    review_day: int
    audience: tuple[str, ...]
    parts: tuple[ProtocolPart, ...]
    adopted_day: int | None = None
    renewed: ProtocolRenewal | None = None
    attachments: tuple[Attached, ...] = ()


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    intro: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class PageBlock:
    """One block of a page's text; a list has `items`, the others `text` (of an agreement: its number)."""

    kind: Literal["heading", "paragraph", "list", "callout", "quote", "agreement"]
    text: str = ""
    items: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True)
class News:
    """Without organisations and roles: for everyone."""

    title: str
    day: int
    intro: str
    blocks: tuple[PageBlock, ...]
    organisations: tuple[OrganisationKey, ...] = ()
    roles: tuple[str, ...] = ()
