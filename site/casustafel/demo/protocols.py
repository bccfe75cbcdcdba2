"""How did the protocols of the demo region come about: imported, submitted, adopted, changed, read?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from functools import partial
from typing import Any

from django.utils import timezone

from casustafel.demo.attachments import attach_all
from casustafel.demo.content.texts import Protocol, ProtocolPart, ProtocolRenewal
from casustafel.demo.history import Event
from casustafel.demo.world import World, now
from documents.actions.confirm_reading import ask_to_confirm, confirm_reading
from documents.actions.decide_protocol import adopt_protocol, submit_protocol
from documents.actions.edit_protocol import ProtocolFields, edit_protocol, write_part
from documents.actions.import_protocol import import_protocol
from documents.actions.next_version import start_next_version
from documents.actions.publish import publish
from documents.actions.read_version import note_reading
from documents.actions.upload import Upload
from documents.models import ProtocolVersion
from documents.protocol_parts import Part
from documents.word import exports
from documents.word.blocks import Block, Heading
from documents.word.protocol_shapes import ProtocolExport
from documents.word.writing_protocol import write_protocol
from documents.written_text import PROTOCOL

# A word of the document, which is Dutch whatever language its reader has chosen on the screen.
DRAFT = "concept"


@dataclass
class ProtocolHistory:
    """One protocol, from Word file to what people work by now."""

    content: Protocol
    world: World
    version: ProtocolVersion = field(init=False)

    def events(self) -> Iterator[Event]:
        content = self.content
        yield Event(content.imported_day, time(10, 35), self.bring_in)
        yield Event(content.submitted_day, time(13, 5), self.submit)
        if content.adopted_day is not None:
            yield Event(content.adopted_day, time(15, 25), self.adopt)
            yield Event(content.adopted_day + 1, time(9, 15), self.publish)
        if content.renewed:
            yield from self._renewal(content.renewed)

    def _renewal(self, renewed: ProtocolRenewal) -> Iterator[Event]:
        for confirmed in renewed.confirmed:
            yield Event(renewed.started_day - 1, time(11, 5), partial(self.read, confirmed.person))
            yield Event(confirmed.day, time(16, 40), partial(self.confirm, confirmed.person))
        yield Event(renewed.started_day, time(14, 10), partial(self.change, renewed))
        yield Event(renewed.started_day + 1, time(9, 30), self.submit)
        yield Event(renewed.adopted_day, time(10, 50), self.adopt)
        yield Event(renewed.adopted_day, time(11, 20), self.publish)
        yield Event(renewed.asked_day, time(9, 5), partial(self.ask, renewed.due_day))

    def bring_in(self) -> None:
        blocks = [block for part in self.content.parts for block in _blocks(part)]
        cover = exports.Cover(self.content.title, self.content.number, "1", timezone.localdate(), DRAFT)
        file = write_protocol(ProtocolExport(cover, tuple(blocks)))
        upload = Upload(file, f"{self.content.title}.docx", self.content.title)
        self.version = import_protocol(upload, viewer=self._writer())
        if self.version.protocol.number != self.content.number:
            raise ValueError(f"{self.content.number} became {self.version.protocol.number}: imported out of order")
        self._choose_review_date()
        attach_all(self.content.attachments, self.version, viewer=self._writer())

    def submit(self) -> None:
        self._act(submit_protocol)

    def adopt(self) -> None:
        version = now(self.version)
        adopt_protocol(version, viewer=self.world.viewer(self.content.adopter), expected_version=version.version)

    def publish(self) -> None:
        self._act(publish, tokens=self.content.audience)

    def change(self, renewed: ProtocolRenewal) -> None:
        before = now(self.version)
        self.version = start_next_version(before, viewer=self._writer(), expected_version=before.version)
        self._choose_review_date()
        for one in renewed.changes:
            place = [part.heading for part in self.content.parts].index(one.heading)
            part = self.content.parts[place]
            lines = tuple(one.becomes if line == one.was else line for line in part.lines)
            heading, *blocks = _blocks(ProtocolPart(part.heading, lines, part.level))
            assert isinstance(heading, Heading)  # noqa: S101 - so it was made two lines above
            self._act(write_part, order=place + 1, part=Part(heading, tuple(blocks)))

    def ask(self, due_day: int) -> None:
        self._act(ask_to_confirm, due_on=self.world.calendar.day(due_day))

    def read(self, login: str) -> None:
        note_reading(now(self.version), viewer=self.world.viewer(login))

    def confirm(self, login: str) -> None:
        self.read(login)
        confirm_reading(now(self.version), viewer=self.world.viewer(login))

    def _choose_review_date(self) -> None:
        fields = ProtocolFields(self.version.title, self.world.calendar.day(self.content.review_day))
        self._act(edit_protocol, fields=fields)

    def _act(self, action: Any, **how: Any) -> None:
        version = now(self.version)
        action(version, viewer=self._writer(), expected_version=version.version, **how)

    def _writer(self) -> Any:
        return self.world.viewer(self.content.writer)


def _blocks(part: ProtocolPart) -> Iterator[Block]:
    yield Heading(part.heading, part.level)
    yield from PROTOCOL.as_blocks("\n".join(part.lines))
