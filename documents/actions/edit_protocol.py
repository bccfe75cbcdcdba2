"""How a protocol is changed: its name and review date, and its text one part at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from documents.actions.editing import editing, must_make, refused, renewed
from documents.body import from_json, to_json
from documents.days import today
from documents.models.protocol import ProtocolState, ProtocolVersion
from documents.protocol_parts import Part, joined, parts_of
from documents.word.blocks import Heading
from search.outbox import changed
from workflows.claim import claim


@dataclass(frozen=True)
class ProtocolFields:
    title: str
    review_on: date | None


def edit_protocol(
    version: ProtocolVersion, *, viewer: Viewer, expected_version: int, fields: ProtocolFields
) -> ProtocolVersion:
    """The title belongs to the whole series, and stays as it is once a version of it was adopted."""
    with editing(version, viewer=viewer, expected_version=expected_version, doing="protocol.edit") as current:
        series = current.protocol
        if series.title != fields.title:
            if series.versions.filter(adopted_at__isnull=False).exists():
                raise refused(_("A version of this protocol was adopted: its title stays as it is."))
            series.title = fields.title
            series.save(update_fields=["title"])
        current.review_on = fields.review_on
        current.save(update_fields=["review_on"])
    return current


def write_part(
    version: ProtocolVersion, *, viewer: Viewer, expected_version: int, order: int, part: Part
) -> ProtocolVersion:
    """In place of the part with this order, counted from 1."""
    with _parts(version, viewer=viewer, expected_version=expected_version) as (current, parts):
        _must_be_there(parts, order)
        parts[order - 1] = part
    return current


def add_part(version: ProtocolVersion, *, viewer: Viewer, expected_version: int, after: int, heading: str) -> int:
    """A new part with this heading below another one (0: at the top); returns its order."""
    with _parts(version, viewer=viewer, expected_version=expected_version) as (_current, parts):
        if after > 0:
            _must_be_there(parts, after)
        level = _level(parts, after)
        # Text above the first heading can only stand at the top.
        place = max(after, 1) if parts and parts[0].heading is None else after
        parts.insert(place, Part(Heading(heading, level)))
        return place + 1


def remove_part(version: ProtocolVersion, *, viewer: Viewer, expected_version: int, order: int) -> ProtocolVersion:
    with _parts(version, viewer=viewer, expected_version=expected_version) as (current, parts):
        _must_be_there(parts, order)
        del parts[order - 1]
    return current


def move_up(version: ProtocolVersion, *, viewer: Viewer, expected_version: int, order: int) -> ProtocolVersion:
    """Let a part change places with the one above it."""
    with _parts(version, viewer=viewer, expected_version=expected_version) as (current, parts):
        _must_be_there(parts, order)
        if order == 1 or parts[order - 2].heading is None or parts[order - 1].heading is None:
            raise refused(_("It cannot go higher."))
        parts[order - 2], parts[order - 1] = parts[order - 1], parts[order - 2]
    return current


def set_review_date(
    version: ProtocolVersion, *, viewer: Viewer, expected_version: int, review_on: date
) -> ProtocolVersion:
    """Somebody looked at it again and nothing has to change: until when it can do without another look."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(version, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        if current.state != ProtocolState.ADOPTED:
            raise refused(_("Only a protocol that is in use is reviewed."))
        if review_on <= today():
            raise refused(_("Choose a day to come."))
        current.review_on = review_on
        current.save(update_fields=["review_on"])
        note_change(fresh, current, Action.UPDATE, step="protocol.reviewed")
        changed("protocol", current.key)
    return current


@contextmanager
def _parts(
    version: ProtocolVersion, *, viewer: Viewer, expected_version: int
) -> Iterator[tuple[ProtocolVersion, list[Part]]]:
    """The version and its parts, to be changed inside the block."""
    with editing(version, viewer=viewer, expected_version=expected_version, doing="protocol.edit") as current:
        parts = parts_of(from_json(current.body))
        yield current, parts
        current.body = to_json(joined(parts))
        current.save(update_fields=["body"])


def _must_be_there(parts: list[Part], order: int) -> None:
    if not 0 < order <= len(parts):
        raise refused(_("This part is no longer there."))


def _level(parts: list[Part], after: int) -> int:
    above = parts[after - 1].heading if after > 0 else None
    return above.level if above else 1
