"""Which files are attached to an agreement, as a page shows them: each by its own rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst

from access.viewer import Viewer
from documents.attachments.kinds import KINDS
from documents.attachments.refusals import TEXT_PROBLEMS
from documents.models.attachment import Attachment, TextState

# What a reader need not be told: it is as one expects.
_AS_EXPECTED = (TextState.READ, TextState.NONE)


@dataclass(frozen=True)
class AttachmentView:
    """`text`: how far its words are searchable, in words; `retry`: reading once more may help."""

    key: str
    name: str
    kind: str
    size: int
    description: str
    added_by: str
    added_at: datetime
    text: str
    retry: bool
    url: str
    file_url: str

    @property
    def kind_and_size(self) -> str:
        return f"{self.kind}, {max(1, round(self.size / 1024))} kB"


def attachments_of(version: Any, *, viewer: Viewer) -> Sequence[AttachmentView]:
    """One query, whatever their number and length."""
    found = Attachment.objects.visible_to(viewer).filter(audience=version.audience_id)
    return [attachment_view(one) for one in found.listed()]


def attachment_view(one: Any) -> AttachmentView:
    return AttachmentView(
        key=one.key,
        name=one.name,
        kind=capfirst(str(KINDS[one.kind].label)),
        size=one.size,
        description=one.description,
        added_by=str(one.added_by),
        added_at=one.added_at,
        text=text_line(one),
        retry=one.text_state in {TextState.UNREADABLE, TextState.PARTLY},
        url=one.get_absolute_url(),
        file_url=reverse("documents:attachment_file", args=[one.key]),
    )


def text_line(one: Any) -> str:
    """Empty when its words are searchable, or when it has none."""
    if one.text_state in _AS_EXPECTED:
        return ""
    label: str | Promise = TextState(one.text_state).label
    problem = TEXT_PROBLEMS.get(one.text_problem, "") if one.text_problem else ""
    return capfirst(f"{label}: {problem}" if problem else str(label))
