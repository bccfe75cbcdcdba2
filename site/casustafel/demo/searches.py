"""What somebody of the demo region looked for, and saved: one of the two with a mail when there is something new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial
from typing import Any

from casustafel.demo.history import Event
from casustafel.demo.world import World
from search.actions.ask import ask
from search.actions.save import save

WHO = "sanne"
ASKED = ("afspraak huisbezoek", "van:2026 dagbesteding", "burenoverlast -geluid")


@dataclass(frozen=True)
class SearchHistory:
    """Before there is an index: what is there when each is first asked again is nothing new."""

    world: World

    def events(self) -> Iterator[Event]:
        yield Event(-6, time(10, 40), lambda: self.save("huurschuld", {}, name="Achterstand in de huur", alert=True))
        concerns = {"kind": ["report"], "oldest": True}
        yield Event(-6, time(10, 55), lambda: self.save('politie "aan de deur"', concerns, name="Politie aan de deur"))
        for number, text in enumerate(ASKED):
            yield Event(-2, time(9, 30 + number), partial(self.ask, text))

    def ask(self, text: str) -> None:
        ask(text, {}, viewer=self.world.viewer(WHO))

    def save(self, text: str, choices: dict[str, Any], *, name: str, alert: bool = False) -> None:
        viewer = self.world.viewer(WHO)
        save(ask(text, choices, viewer=viewer), viewer=viewer, name=name, alert=alert)
