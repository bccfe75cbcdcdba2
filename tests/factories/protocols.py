"""Protocols in each of their states, made by the actions that people take."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from accounts.models import User
from documents.actions.decide_protocol import adopt_protocol, submit_protocol
from documents.actions.edit_protocol import ProtocolFields, edit_protocol
from documents.actions.editing import editing
from documents.actions.import_protocol import begin_protocol
from documents.actions.next_version import start_next_version
from documents.actions.publish import publish
from documents.body import to_json
from documents.models import ProtocolVersion
from documents.word.blocks import Block, CallOut, Heading, NumberedStep, Paragraph
from tests.factories.documents import a_leader, today, viewer_of
from tests.factories.people import a_person

TEXT = (
    Heading("Aannemen", 1),
    Paragraph("De backoffice neemt elke melding aan."),
    NumberedStep("Vraag wie er belt.", "1."),
    NumberedStep("Vraag om wie het gaat.", "2."),
    Heading("Vastleggen", 1),
    CallOut("Bel bij acuut gevaar eerst 112.", "Let op"),
)


def a_draft_protocol(
    leader: User | None = None, *, title: str = "Protocol meldingen", blocks: Sequence[Block] = TEXT, days: int = 365
) -> ProtocolVersion:
    """Written by this project leader, and complete: it has text and a review date."""
    viewer = viewer_of(leader or a_leader())
    version = begin_protocol(title, viewer=viewer)
    return rewritten(version, viewer, blocks=blocks, days=days)


def rewritten(version: ProtocolVersion, viewer: Any, *, blocks: Sequence[Block], days: int = 365) -> ProtocolVersion:
    fields = ProtocolFields(version.title, today() + timedelta(days=days))
    version = edit_protocol(version, viewer=viewer, expected_version=version.version, fields=fields)
    with editing(version, viewer=viewer, expected_version=version.version, doing="protocol.edit") as current:
        current.body = to_json(blocks)
        current.save(update_fields=["body"])
    return ProtocolVersion.objects.get(pk=version.pk)


def a_submitted_protocol(leader: User | None = None, **fields: Any) -> ProtocolVersion:
    writer = leader or a_leader()
    version = a_draft_protocol(writer, **fields)
    return submit_protocol(version, viewer=viewer_of(writer), expected_version=version.version)


def adopted(version: ProtocolVersion, *, by: User | None = None) -> ProtocolVersion:
    """By another project leader than who wrote it."""
    viewer = viewer_of(by or a_leader())
    return adopt_protocol(version, viewer=viewer, expected_version=version.version)


def an_adopted_protocol(leader: User | None = None, **fields: Any) -> ProtocolVersion:
    return adopted(a_submitted_protocol(leader, **fields))


def published_to(version: Any, leader: User, *tokens: str) -> Any:
    return publish(version, viewer=viewer_of(leader), expected_version=version.version, tokens=tokens)


def a_next_protocol(
    version: ProtocolVersion, leader: User, blocks: Sequence[Block] = TEXT, *tokens: str, by: User | None = None
) -> ProtocolVersion:
    """The next version with this text: adopted, and published to these."""
    viewer = viewer_of(leader)
    draft = start_next_version(version, viewer=viewer, expected_version=version.version)
    draft = rewritten(draft, viewer, blocks=blocks)
    draft = submit_protocol(draft, viewer=viewer, expected_version=draft.version)
    return published_to(adopted(draft, by=by), leader, *tokens)


def a_reader(*roles: str) -> User:
    return a_person(None, *(roles or ("partner",)))
