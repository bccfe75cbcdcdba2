"""How does an empty database become a region of any size? The same seed on the same day gives the same cases.

Keys of accounts and of the covenant are random as ever: those are made as in any other house.
"""

from dataclasses import dataclass
from datetime import datetime, time
from random import Random

from django.db import transaction

from casustafel.demo.calendar import AMSTERDAM, Calendar
from casustafel.demo.covenants import CovenantHistory
from casustafel.demo.history import play
from casustafel.demo.people import settle
from casustafel.demo.synthetic.cases import Cases
from casustafel.demo.synthetic.region import synthetic_region
from casustafel.demo.synthetic.reports import Reports
from casustafel.demo.synthetic.rows import Progress
from casustafel.demo.world import World
from documents.models import CovenantVersion

# A professional is in some thirty cases at a time.
CASES_EACH, SEATS = 30, 8
FEWEST = 34


@dataclass(frozen=True)
class Size:
    cases: int
    reports: int
    seed: int


@transaction.atomic
def make(size: Size, *, now: datetime, progress: Progress) -> None:
    """The covenant through the real actions, because a gate stands or falls with it; cases and reports as rows."""
    chance = Random(size.seed)
    # Since midnight nothing happened, so that it does not matter at what time of the day this is asked.
    world = World(Calendar(datetime.combine(now.astimezone(AMSTERDAM), time.min, AMSTERDAM)))
    region = synthetic_region(chance, professionals=max(FEWEST, size.cases * SEATS // CASES_EACH))
    settle(region, world=world)
    covenant = CovenantHistory(region.covenants[0], region, world)
    play(covenant.events(), calendar=world.calendar, progress=lambda done, total: progress("signatures", done, total))
    version = CovenantVersion.objects.get(begins_on__isnull=False)
    cases = Cases(world, chance, version.pk).open(size.cases, progress=progress)
    if cases:
        Reports(world, chance).write(size.reports, cases=cases, progress=progress)
