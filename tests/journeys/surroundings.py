"""What is there before the journey begins: a signed covenant, a case with its team, and people who are not in it."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import Organisation, User
from casefiles.models import Client, Report
from documents.audiences import LEADERS
from documents.models import CovenantVersion, MeetingType
from search.outbox import all_changed
from tests.factories.cases import World, a_case, a_report
from tests.factories.people import a_person, a_role, an_organisation

NAMES = {
    "process_direction": ("Sanne Bakker", "Gemeente Veldersloot"),
    "case_direction": ("Ilse Post", "GGZ De Linde"),
    "member": ("Murat Aydin", "Wonen Noord"),
}
# (who tells it, how it goes, in how many days it is told ago, the story)
STORIES = (
    ("member", "concern", 12, "De buren hoorden ’s nachts geschreeuw. Hij deed de deur niet open."),
    ("case_direction", "neutral", 8, "Hij belde de afspraak van dinsdag af en vroeg om een nieuwe."),
    ("process_direction", "neutral", 4, "Zijn zus belde: zij wil betrokken blijven bij wat we afspreken."),
    ("member", "positive", 1, "Hij kwam zelf naar kantoor en vroeg om hulp met de huur."),
)


@dataclass
class Region:
    """The case and its team; who makes agreements, who adopts them beside its director, who stands outside."""

    world: World
    leader: User
    second_director: User
    stranger: User

    def __getattr__(self, name: str) -> Any:
        return self.world.people[name]


def a_region() -> Region:
    world = a_case()
    for function, (name, organisation) in NAMES.items():
        _call(world.people[function], name, organisation)
    type(world.municipality).objects.filter(pk=world.municipality.pk).update(name="Veldersloot")
    MeetingType.objects.filter(pk=world.purpose.pk).update(name="Veiligheidsoverleg GGZ")
    Client.objects.filter(case=world.case).update(name="J. Verweij")
    _publish(world)
    for owner, valence, days, story in STORIES:
        a_report(world, owner, valence=valence, shared_days_ago=days, story=story)
    leader = a_person(an_organisation("Veiligheidshuis Vaartland"), "project_leader", name="Tessa Smit")
    a_role(a_person(leader.organisation, name="Hugo Terpstra"), "process_director")
    second = a_person(an_organisation("Gemeente Zandermeer", kind="municipality"), "municipal_director")
    stranger = a_person(an_organisation("Reclassering Vaartland"), "partner", name="Lotte Reinders")
    _call(second, "Omar Haddou", "Gemeente Zandermeer")
    _index(world)
    return Region(world, leader, second, stranger)


def _call(user: User, name: str, organisation: str) -> None:
    User.objects.filter(pk=user.pk).update(name=name)
    Organisation.objects.filter(pk=user.organisation_id).update(name=organisation)
    user.refresh_from_db()


def _publish(world: World) -> None:
    """The covenant of the case can be read by its parties and by who makes agreements."""
    version = CovenantVersion.objects.get(annexes__meeting_type=world.purpose)
    parties = version.parties.values_list("organisation_id", flat=True)
    version.audience.choose({LEADERS, *(f"org:{party}" for party in parties)})


def _index(world: World) -> None:
    with transaction.atomic():
        all_changed("case", [world.case.key])
        all_changed("report", Report.objects.values_list("key", flat=True))
