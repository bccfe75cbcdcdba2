"""How did the lists of the demo region come about: what roles and meetings are called, which systems there are?"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from casustafel.demo.content.lists import LocalName
from casustafel.demo.content.shapes import Region
from casustafel.demo.covenants import LEADER
from casustafel.demo.history import Event
from casustafel.demo.world import World
from documents.actions import edit_lists
from documents.models import KnownSystem
from documents.models import LocalName as SavedName
from search.models import SynonymGroup

# Before the matrix is imported, so that its roles are recognised by these names.
DAY = -710


@dataclass(frozen=True)
class ListHistory:
    region: Region
    world: World

    def events(self) -> Iterator[Event]:
        yield Event(DAY, time(9, 40), self.write)

    def write(self) -> None:
        viewer = self.world.viewer(LEADER)
        for name in self.region.local_names:
            edit_lists.add_entry(SavedName, viewer=viewer, fields=self._fields(name))
        for system in self.region.systems:
            fields = asdict(system) | {"aliases": list(system.aliases)}
            edit_lists.add_entry(KnownSystem, viewer=viewer, fields=fields)
        for words in self.region.synonyms:
            edit_lists.add_entry(SynonymGroup, viewer=viewer, fields={"words": "\n".join(words)})

    def _fields(self, name: LocalName) -> dict[str, Any]:
        world = self.world
        return {
            "name": name.name,
            "role": name.role,
            "meeting_type": world.meeting_types[name.meeting_type] if name.meeting_type else None,
            "municipality": world.municipalities[name.municipality] if name.municipality else None,
        }
