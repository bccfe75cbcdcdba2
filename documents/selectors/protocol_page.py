"""What a page about one protocol shows: where it stands, its text, and why it was sent back last."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from documents.body import from_json
from documents.models.protocol import ProtocolStanding, ProtocolState, ProtocolVersion
from documents.protocol_parts import Part, parts_of
from documents.word.blocks import Block
from workflows.models import Transition

Text = str | Promise
SENT_BACK = ("protocol.send_back", "protocol.take_back")


@dataclass(frozen=True)
class SentBack:
    name: str
    reason: str


@dataclass(frozen=True)
class ProtocolPage:
    """`decided_by` names who adopted it; `parts` are the text in the pieces in which it is written."""

    version: ProtocolVersion
    standing: str
    standing_label: Text
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...]
    decided_by: str = ""
    sent_back: SentBack | None = None


def protocol_page(version: ProtocolVersion, *, on: date) -> ProtocolPage:
    """The caller has found the version through `visible_to`."""
    current: Any = ProtocolVersion.objects.with_standing(on).get(pk=version.pk)
    blocks = from_json(version.body)
    moves = _moves(version)
    adoption = next((move for move in moves if move.step == "protocol.adopt"), None)
    return ProtocolPage(
        version=version,
        standing=current.standing,
        standing_label=ProtocolStanding(current.standing).label,
        blocks=blocks,
        parts=tuple(parts_of(blocks)),
        decided_by=str(adoption.actor) if adoption else "",
        sent_back=_sent_back(version, moves),
    )


def _moves(version: ProtocolVersion) -> list[Transition]:
    """Newest first."""
    rows = Transition.objects.filter(noun=version._meta.label_lower, thing_id=version.pk)
    return list(rows.select_related("actor", "reason"))


def _sent_back(version: ProtocolVersion, moves: list[Transition]) -> SentBack | None:
    """While it is a draft again: for who changes it."""
    last = moves[0] if moves and version.state == ProtocolState.DRAFT else None
    if last is None or last.step not in SENT_BACK:
        return None
    return SentBack(str(last.actor), last.reason.text)
