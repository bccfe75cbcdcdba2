"""How does an empty database become the demo region? Its whole history happens, through the real actions, in order."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models.notice import Notice
from casefiles.models import Report
from casustafel.demo.calendar import Calendar
from casustafel.demo.care import CareHistory
from casustafel.demo.cases import CaseHistory
from casustafel.demo.checklists import ChecklistHistory
from casustafel.demo.content import Region, load
from casustafel.demo.covenants import CovenantHistory
from casustafel.demo.declarations import DeclarationHistory
from casustafel.demo.dossier import DossierHistory
from casustafel.demo.ending import EndingHistory
from casustafel.demo.history import Event, Progress, play
from casustafel.demo.letters import LetterHistory
from casustafel.demo.lists import ListHistory
from casustafel.demo.live import live_events
from casustafel.demo.matrices import MatrixHistory
from casustafel.demo.pages import PageHistory
from casustafel.demo.people import settle
from casustafel.demo.plans import PlanHistory
from casustafel.demo.protocols import ProtocolHistory
from casustafel.demo.reports import ReportHistory
from casustafel.demo.rights import RightsHistory
from casustafel.demo.searches import SearchHistory
from casustafel.demo.working import TeamHistory
from casustafel.demo.world import World

# The text that people sign for themselves.
DECLARATION = "12-008"


@transaction.atomic
def fill(*, now: datetime, progress: Progress) -> Region:
    """All or nothing. What the rules refuse is not let through: the content is then wrong, and this raises."""
    region = load()
    world = World(Calendar(now))
    settle(region, world=world)
    play(_events(region, world), calendar=world.calendar, progress=progress)
    _mailed_in_its_own_time(now)
    return region


def _mailed_in_its_own_time(now: datetime) -> None:
    """The worker of a region that starts today has no months of news to tell."""
    Report.objects.filter(tell_at__lte=now).update(tell_at=None)
    Notice.objects.due(now).update(sent_at=F("made_at"))


def _events(region: Region, world: World) -> Iterator[Event]:
    covenants = {one.number: CovenantHistory(one, region, world) for one in region.covenants}
    matrix = MatrixHistory(region.matrix, world)
    yield from ListHistory(region, world).events()
    for covenant in covenants.values():
        yield from covenant.events()
    yield from matrix.events()
    yield from DeclarationHistory(region, world, covenants[DECLARATION]).events()
    yield from LetterHistory(world).events()
    yield from PageHistory(region, world).events()
    for protocol in region.protocols:
        yield from ProtocolHistory(protocol, world).events()
    for case in region.cases:
        yield from CaseHistory(case, world).events()
        yield from DossierHistory(case, world).events()
        for plan in case.plans:
            yield from PlanHistory(plan, case, world).events()
        for report in case.reports:
            yield from ReportHistory(report, case, world).events()
    yield from RightsHistory(world).events()
    yield from ChecklistHistory(world).events()
    yield from CareHistory(world).events()
    yield from TeamHistory(world).events()
    yield from SearchHistory(world).events()
    yield from EndingHistory(world).events()
    yield from live_events(region, world=world, covenants=covenants, matrix=matrix)
