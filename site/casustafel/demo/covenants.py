"""How did the covenants of the demo region come about: imported, completed, consulted on, signed, published?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time, timedelta
from functools import partial

from django.utils import timezone

from casustafel.demo.attachments import attach_all
from casustafel.demo.content.shapes import Annex, Covenant, Party, Region
from casustafel.demo.history import Event
from casustafel.demo.papers import covenant_file
from casustafel.demo.people import mandate_of, signatory_of
from casustafel.demo.world import World, now, rows
from documents.actions.edit_covenant import (
    AnnexFields,
    CovenantFields,
    PartnerFields,
    PartyFields,
    edit_covenant,
    set_annex,
    set_parties,
)
from documents.actions.import_covenant import import_covenant
from documents.actions.next_version import start_next_version
from documents.actions.publish import publish
from documents.actions.sign import make_ready_to_sign, sign, start_consultation
from documents.actions.upload import Upload
from documents.models import CovenantVersion

LEADER = "tessa"
# Days before the signing.
IMPORTED, CONSULTED, READY = 42, 35, 14
# A renewal that is signed today is in force today: it was to begin this many days ago.
RENEWED_DAYS = 7


@dataclass
class CovenantHistory:
    """One covenant, from Word file to published text."""

    content: Covenant
    region: Region
    world: World
    version: CovenantVersion = field(init=False)

    def events(self) -> Iterator[Event]:
        content, signed = self.content, self.content.signed_day
        imported = signed - IMPORTED if content.imported_day is None else content.imported_day
        consulted = signed - CONSULTED if content.consulted_day is None else content.consulted_day
        ready = signed - READY if content.ready_day is None else content.ready_day
        yield Event(imported, time(10, 5), self.bring_in)
        yield Event(imported, time(14, 30), self.complete)
        yield Event(consulted, time(9, 20), self.consult)
        yield Event(ready, time(15, 10), self.make_ready)
        for minute, party in enumerate(self.content.parties):
            yield Event(party.from_day or signed, time(11, minute), partial(self.sign_for, party))
        yield Event(signed + 1, time(9), self.publish)

    def bring_in(self) -> None:
        written = covenant_file(self.content, region=self.region, dated=timezone.localdate())
        name = f"{self.content.title}.docx"
        upload = Upload(written, name, title=self.content.title, kind=self.content.kind)
        self.version = import_covenant(upload, viewer=self.world.viewer(LEADER))
        if self.version.covenant.number != self.content.number:
            raise ValueError(f"{self.content.number} became {self.version.covenant.number}: imported out of order")

    def complete(self) -> None:
        """What no import can know for certain: days, territory, signatories, and what each partner gives."""
        version, viewer = now(self.version), self.world.viewer(LEADER)
        calendar = self.world.calendar
        fields = CovenantFields(
            title=self.content.title,
            kind=self.content.kind,
            starts_on=calendar.day(self.content.valid_from_day),
            ends_on=calendar.day(self.content.valid_until_day),
            winding_down_days=self.content.winding_down_days,
            territory=rows(self.world.municipalities, self.content.territory),
        )
        version = edit_covenant(version, viewer=viewer, expected_version=version.version, fields=fields)
        parties = [self._party(party) for party in self.content.parties]
        version = set_parties(version, viewer=viewer, expected_version=version.version, parties=parties)
        for annex in self.content.annexes:
            version = set_annex(version, viewer=viewer, expected_version=version.version, annex=self._annex(annex))
        attach_all(self.content.attachments, version, viewer=viewer)

    def consult(self) -> None:
        version = now(self.version)
        start_consultation(version, viewer=self.world.viewer(LEADER), expected_version=version.version)

    def make_ready(self) -> None:
        version = now(self.version)
        make_ready_to_sign(version, viewer=self.world.viewer(LEADER), expected_version=version.version)

    def sign_for(self, party: Party) -> None:
        version = now(self.version)
        sign(version, viewer=self.world.viewer(signatory_of(party)), revision=version.revision)

    def publish(self) -> None:
        version = now(self.version)
        publish(
            version, viewer=self.world.viewer(LEADER), expected_version=version.version, tokens=self.content.audience
        )

    def _party(self, party: Party) -> PartyFields:
        return PartyFields(
            organisation=self.world.organisations[party.organisation],
            required=party.required,
            signatory=self.world.people[signatory_of(party)],
            mandate=mandate_of(party),
        )

    def _annex(self, annex: Annex) -> AnnexFields:
        world = self.world
        return AnnexFields(
            meeting_type=world.meeting_types[annex.meeting_type],
            # “Bijlage A.” is counted by who writes the file.
            title=annex.title.partition(". ")[2],
            purpose=annex.purpose,
            target_group=annex.target_group,
            legal_basis=annex.legal_basis,
            partners=tuple(
                PartnerFields(
                    world.organisations[partner.organisation],
                    gives=rows(world.categories, partner.gives),
                    receives=rows(world.categories, partner.receives),
                )
                for partner in annex.partners
            ),
        )


@dataclass(frozen=True)
class Renewal:
    """A next version of a covenant that is ending or has ended, as far as it has come by now."""

    history: CovenantHistory
    started_day: int
    # Whose signature is the only one that is still awaited; none: it is still being consulted on.
    waits_for: str | None = None

    def events(self) -> Iterator[Event]:
        history = self.history
        yield Event(self.started_day, time(10, 15), self.start)
        yield Event(self.started_day + 5, time(11, 40), history.consult)
        if self.waits_for:
            yield Event(self.started_day + READY, time(9, 50), history.make_ready)
            others = [party for party in history.content.parties if signatory_of(party) != self.waits_for]
            for minute, party in enumerate(others):
                yield Event(self.started_day + READY + 5, time(13, minute), partial(history.sign_for, party))

    def start(self) -> None:
        """The same text for two more years: from here on it is this version that the history goes on with."""
        world, viewer = self.history.world, self.history.world.viewer(LEADER)
        before = now(self.history.version)
        version = start_next_version(before, viewer=viewer, expected_version=before.version)
        first_day = world.calendar.day(-RENEWED_DAYS)
        fields = CovenantFields(
            title=version.covenant.title,
            kind=version.covenant.kind,
            starts_on=first_day,
            ends_on=first_day + timedelta(days=2 * 365),
            winding_down_days=version.winding_down_days,
            territory=tuple(version.territory.all()),
        )
        self.history.version = edit_covenant(version, viewer=viewer, expected_version=version.version, fields=fields)
