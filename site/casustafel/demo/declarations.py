"""Who of the demo region signed the declaration of confidentiality: in the portal, or on paper?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial

from django.utils import timezone

from casustafel.demo.content.lists import Declared
from casustafel.demo.content.shapes import Region
from casustafel.demo.covenants import LEADER, CovenantHistory
from casustafel.demo.history import Event
from casustafel.demo.world import World, now
from documents.actions.declare import OnPaper, declare, record_declaration


@dataclass(frozen=True)
class DeclarationHistory:
    region: Region
    world: World
    text: CovenantHistory

    def events(self) -> Iterator[Event]:
        for minute, one in enumerate(self.region.declarations):
            yield Event(one.day, time(12, minute), partial(self.sign, one))

    def sign(self, one: Declared) -> None:
        version = now(self.text.version)
        if one.person and not one.on_paper:
            declare(version, viewer=self.world.viewer(one.person), revision=version.revision)
            return
        until = None if one.until_day is None else self.world.calendar.day(one.until_day)
        user = self.world.people[one.person] if one.person else None
        paper = OnPaper(timezone.localdate(), until, user, one.third_party)
        record_declaration(version, viewer=self.world.viewer(LEADER), paper=paper)
