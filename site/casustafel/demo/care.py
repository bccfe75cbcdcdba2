"""What only care reads in the demo region and whom it told one thing of it; and what went to the mayor."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from django.utils import timezone

from casefiles.actions.disclosure import Given, record_disclosure
from casefiles.actions.medical import MedicalText, Telling, disclose_medical, edit_medical, write_medical
from casefiles.models import DisclosureGround, MedicalKind, MedicalRecord, RecipientKind
from casustafel.demo.history import Event
from casustafel.demo.world import World, now

CASE, COORDINATOR, CARE_MANAGER, DIRECTOR = "verweij", "ilse", "noor", "sanne"
TREATMENT = "In behandeling op de polikliniek, één gesprek per week. De behandelaar ziet hem om en om thuis."
TREATMENT_NOW = "In behandeling op de polikliniek, één gesprek per twee weken, om en om bij hem thuis."
MEDICATION = "Slaapmedicatie, voorgeschreven voor vier weken. De huisarts ziet hem daarna terug."
WHY_TOLD = (
    "Hij wil dat zijn casemanager weet wanneer hij medicatie haalt, zodat zij dan niet komt. Hij tekende daarvoor."
)
GROUND = "Artikel 172, derde lid, Gemeentewet"
GIVEN = "Een mondelinge samenvatting van de meldingen over het portiek, zonder namen van melders."


@dataclass
class CareHistory:
    world: World
    records: dict[str, MedicalRecord] = field(default_factory=dict)

    def events(self) -> Iterator[Event]:
        yield Event(-33, time(10, 40), lambda: self.write(MedicalKind.TREATMENT, TREATMENT))
        yield Event(-21, time(13, 30), lambda: self.write(MedicalKind.MEDICATION, MEDICATION))
        yield Event(-19, time(9, 15), self.tell)
        yield Event(-12, time(16, 5), self.give)
        yield Event(-6, time(11, 45), self.change)

    def write(self, kind: str, text: str) -> None:
        viewer = self.world.viewer(COORDINATOR)
        self.records[kind] = write_medical(self.world.case(CASE), MedicalText(kind, text), viewer=viewer)

    def tell(self) -> None:
        """Of the client's own wish, to one person of another organisation."""
        record, person = now(self.records[MedicalKind.MEDICATION]), self.world.people[CARE_MANAGER]
        today: date = timezone.localdate()
        telling = Telling(person, DisclosureGround.CONSENT, WHY_TOLD, today, today + timedelta(days=60))
        viewer = self.world.viewer(COORDINATOR)
        disclose_medical(record, telling, viewer=viewer, expected_version=record.version)

    def change(self) -> None:
        record = now(self.records[MedicalKind.TREATMENT])
        text, viewer = MedicalText(record.kind, TREATMENT_NOW), self.world.viewer(COORDINATOR)
        edit_medical(record, text, viewer=viewer, expected_version=record.version)

    def give(self) -> None:
        """To the mayor, who is in no team."""
        kinds, today = [self.world.categories["police_contacts"]], timezone.localdate()
        mayor = "R. Zevenhuis, gemeente Veldersloot"
        given = Given(RecipientKind.MAYOR, mayor, GROUND, None, today, kinds, GIVEN)
        record_disclosure(self.world.case(CASE), given, viewer=self.world.viewer(DIRECTOR))
