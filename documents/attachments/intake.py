"""What do we know of a file once it came in: what it is called, of which kind it is, and what it says?"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

from django.conf import settings

from documents.attachments import limits
from documents.attachments.kinds import KINDS, SCANS
from documents.attachments.names import safe_name
from documents.attachments.refusals import TEXT_PROBLEMS, FileRefused
from documents.attachments.untrusted import check_untrusted, read_untrusted
from documents.models.attachment import TextState

MB = 1_000_000


@dataclass(frozen=True)
class Intake:
    """A file that was judged and read. `text`: the columns of an attachment that tell of its text."""

    content: bytes
    name: str
    kind: str
    text: Mapping[str, Any] = field(default_factory=dict)


def most_bytes() -> int:
    return min(settings.ATTACHMENT_MB * MB, limits.MOST_BYTES)


def check_size(size: int) -> None:
    """Before anything of a file is read into memory; raises FileRefused."""
    if size > most_bytes():
        raise FileRefused("over_limit", limit=most_bytes() // MB)


def take_in(content: bytes, *, name: str) -> Intake:
    """Outside any transaction: it takes seconds. Raises FileRefused for what may not be attached."""
    check_size(len(content))
    kind = check_untrusted(content)
    return Intake(content, safe_name(name, kind), kind, text_of(content, kind=kind))


def take_in_scan(content: bytes) -> Intake:
    """A page that was signed on paper, by the same judge; nobody searches its words."""
    check_size(len(content))
    kind = check_untrusted(content)
    if kind not in SCANS:
        raise FileRefused("no_scan")
    return Intake(content, "", kind)


def text_of(content: bytes, *, kind: str, patient: bool = False) -> dict[str, Any]:
    """The columns of its text; a file whose text cannot be read is kept all the same."""
    if not KINDS[kind].has_text:
        return {"text_state": TextState.NONE, "text_problem": "", "parts": []}
    try:
        reading = read_untrusted(content, kind=kind, patient=patient)
    except FileRefused as refused:
        code = refused.code if refused.code in TEXT_PROBLEMS else "failed"
        return {"text_state": TextState.UNREADABLE, "text_problem": code, "parts": []}
    state = TextState.READ if reading.complete else TextState.PARTLY
    parts = [list(astuple(part)) for part in reading.parts]
    return {"text_state": state if parts else TextState.EMPTY, "text_problem": "", "parts": parts}
