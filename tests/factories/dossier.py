"""What is in a dossier, straight into the tables: for tests of what is read, not of how it is made."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from casefiles.models import (
    Case,
    LookBack,
    LookBackEntry,
    Representative,
    RiskInventory,
    RiskLine,
    RoundAnswer,
    RoundTask,
)
from tests.factories.cases import World, a_category, a_member, day


def item(
    world: World, who: str = "case_direction", *, shared_days_ago: int | None = 2, **fields: Any
) -> dict[str, Any]:
    user = world.people[who]
    shared_at = None if shared_days_ago is None else timezone.now() - timedelta(days=shared_days_ago)
    owned = {"author": user, "owner": user, "source_organisation": user.organisation, "shared_at": shared_at}
    return {"case": world.case, **owned, **fields}


def a_representative(world: World, **fields: Any) -> Representative:
    return Representative.objects.create(
        **item(world) | {"name": "M. Verzonnen", "kind": "parent", "starts_on": day(-30)} | fields
    )


def a_question(world: World, asked: str = "member", **fields: Any) -> RoundTask:
    """Asked by case direction, or by who was asked where a test has no coordinator."""
    organisation = world.people[asked].organisation
    by = "case_direction" if "case_direction" in world.people else asked
    content = {"title": "Wat weet je van de huur?", "organisation": organisation, "due_on": day(5)}
    return RoundTask.objects.create(**item(world, by) | content | fields)


def an_answer(task: RoundTask, world: World, who: str = "member", **fields: Any) -> RoundAnswer:
    content = {"task": task, "text": "De huur loopt achter.", "data_category": a_category()}
    return RoundAnswer.objects.create(**item(world, who) | content | fields)


def a_look_back(world: World, who: str = "member", **fields: Any) -> LookBack:
    """With one registration; `description` is its text."""
    description = fields.pop("description", "Melding van geluid in de nacht.")
    period = {"from_day": day(-365), "until_day": day(-1), "data_category": a_category()}
    found = LookBack.objects.create(**item(world, who) | period | fields)
    LookBackEntry.objects.create(look_back=found, row=2, on=day(-40), kind="Overlast", description=description)
    return found


def an_inventory(world: World, *texts: str, **fields: Any) -> RiskInventory:
    made = RiskInventory.objects.create(**item(world) | {"number": 1} | fields)
    for order, text in enumerate(texts or ("Slaapt buiten.",), start=1):
        source = world.people["member"].organisation
        RiskLine.objects.create(inventory=made, order=order, kind="risk", domain="housing", text=text, source=source)
    return made


def another_case(world: World, *who: str, function: str = "process_direction", **fields: Any) -> World:
    """One more case of the same purpose and municipality; these people are in its team, the first in this function."""
    case = Case.objects.create(
        municipality=world.municipality,
        meeting_type=world.purpose,
        opened_at=timezone.now() - timedelta(days=90),
        **({"state": "active"} | fields),
    )
    other = World(case, world.purpose, world.municipality)
    for place, name in enumerate(who):
        other.people[name] = User.objects.select_related("organisation").get(pk=world.people[name].pk)
        a_member(other, other.people[name], function if place == 0 else "member")
    return other
