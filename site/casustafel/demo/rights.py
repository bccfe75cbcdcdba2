"""Who asked the contact point of the demo region what? A request for access, and a pack in the making."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from django.utils import timezone

from casefiles.actions.access_pack import start_pack
from casefiles.actions.rights_request import register_request
from casustafel.demo.history import Event
from casustafel.demo.world import World

PRIVACY_OFFICER, COORDINATOR = "marit", "ilse"
ASKED_FOR = "verweij"
WORDS = "Ik wil weten wat jullie over mij hebben opgeschreven en wie dat leest."


@dataclass(frozen=True)
class RightsHistory:
    world: World

    def events(self) -> Iterator[Event]:
        yield Event(-5, time(11, 20), self.ask)
        yield Event(-2, time(15, 10), self.prepare)

    def ask(self) -> None:
        """At the counter, with an identity document."""
        case = self.world.case(ASKED_FOR)
        asked = {
            "kind": "access",
            "municipality": case.municipality,
            "person_name": case.client.name,
            "birth_date": case.client.birth_date,
            "asked_by": "person",
            "received_on": timezone.localdate(),
            "words": WORDS,
        }
        register_request(asked, viewer=self.world.viewer(PRIVACY_OFFICER))

    def prepare(self) -> None:
        start_pack(self.world.case(ASKED_FOR), viewer=self.world.viewer(COORDINATOR))
