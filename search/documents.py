"""What other rooms hand to search: a document to index, and the text of one to show."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_default_timezone


@dataclass(frozen=True)
class SearchDocument:
    """One thing that can be found. Who may find it is in `tokens` and `since`, as the access rule reads them.

    `names` are found in full and by nothing like them: folded, never stemmed.
    """

    kind: str
    key: str
    title: str
    body: str
    names: tuple[str, ...]
    tokens: frozenset[str]
    since: datetime | None
    case: str | None
    organisation: str | None
    municipality: str | None
    date: datetime
    language: str = "nl"

    @property
    def id(self) -> str:
        """Unique over all kinds."""
        return document_id(self.kind, self.key)

    @property
    def period(self) -> str:
        """The year of its date, in the house."""
        return str(self.date.astimezone(get_default_timezone()).year)


@dataclass(frozen=True)
class Part:
    """A stretch of text with a place of its own: a page, a heading; in words, or nothing.

    `anchor`: the id of that place on the page of the thing, where it has one. Never made of what the text says.
    """

    place: str
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Text:
    """What the database says today; snippets are cut from this, never from the index.

    A text in `parts` has no body: the snippet is cut from the part that answers best, and the hit names its place.
    `names` are those of the document that stand anywhere in the text.
    """

    title: str
    body: str
    parts: tuple[Part, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All that is indexed as body."""
        return "\n".join(filter(None, (self.body, *(part.text for part in self.parts))))


def document_id(kind: str, key: str) -> str:
    return f"{kind}:{key}"


def kind_and_key(id: str) -> tuple[str, str]:
    """The reverse of `document_id`; a kind holds no colon, a key may."""
    kind, _, key = id.partition(":")
    return kind, key
