"""How did the letters of the demo region come about? The house was named, templates were taken into use."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from casustafel.demo.covenants import LEADER
from casustafel.demo.history import Event
from casustafel.demo.world import World
from documents.actions.edit_house import edit_house
from documents.actions.letters import add_shipped_letters
from documents.selectors.letter_values import the_house
from workflows.fire import fire

DAY = -120
DETAILS = {
    "name": "Zorg- en Veiligheidshuis Vaartland",
    "region": "Regio Vaartland",
    "address": "Postbus 1000\n1000 AA Veldersloot",
    "place": "Veldersloot",
    "phone": "088 000 00 00",
    "email": "info@vaartland.example",
    "reachable": "maandag tot en met donderdag van 10.00 tot 17.00 uur",
    "contact": "Ruben Kostermans, procesmanager",
    "rights_contact": "Contactpunt privacy Vaartland",
    "rights_phone": "088 000 00 01",
    "rights_email": "privacy@vaartland.example",
}


@dataclass(frozen=True)
class LetterHistory:
    world: World

    def events(self) -> Iterator[Event]:
        yield Event(DAY, time(9, 5), self.name_the_house)
        yield Event(DAY, time(9, 20), self.take_into_use)

    def name_the_house(self) -> None:
        house = the_house()
        edit_house(house, viewer=self.world.viewer(LEADER), expected_version=house.version, details=DETAILS)

    def take_into_use(self) -> None:
        viewer = self.world.viewer(LEADER)
        for draft in add_shipped_letters(viewer=viewer):
            fire("letter.take_into_use", draft, viewer=viewer, expected_version=draft.version)
