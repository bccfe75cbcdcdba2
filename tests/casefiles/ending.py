"""Cases that came to their end: closed long ago, on lists, reviewed."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from casefiles.actions.destruction import make_lists
from casefiles.models import Case, DestructionList
from tests.factories.cases import World, a_case, viewer_of
from tests.factories.people import a_person, an_organisation
from workflows.fire import fire


def a_closed_case(*, years_ago: float = 6, **fields: Any) -> World:
    world = a_case(state="closed", **fields)
    closed = timezone.now() - timedelta(days=round(365.25 * years_ago))
    Case.objects.filter(pk=world.case.pk).update(closed_at=closed, opened_at=closed - timedelta(days=300))
    world.case = Case.objects.get(pk=world.case.pk)
    return world


def oversight() -> dict[str, User]:
    """Who proposes and who reviews, region-wide."""
    house = an_organisation(kind="safety_house")
    return {
        "manager": a_person(house, "process_manager"),
        "officer": a_person(house, "privacy_officer"),
        "director": a_person(an_organisation(kind="municipality"), "municipal_director"),
    }


def taken(step: str, made: DestructionList, by: User) -> DestructionList:
    made = DestructionList.objects.get(pk=made.pk)
    return fire(step, made, viewer=viewer_of(by), expected_version=made.version)


def approved_lists(people: dict[str, User]) -> list[DestructionList]:
    """Everything due, proposed and reviewed by two."""
    make_lists()
    for made in DestructionList.objects.filter(state="draft"):
        taken("destruction.propose", made, people["manager"])
        taken("destruction.review", made, people["officer"])
        taken("destruction.review", made, people["director"])
    return list(DestructionList.objects.filter(state="approved"))
