"""Cases that came to their end: closed long ago, on lists, reviewed."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from casefiles.actions.destruction import make_lists
from casefiles.models import Case, Client, DestructionList, Referral
from casefiles.searchable import SEARCHABLES
from search.indexer import drain
from search.outbox import all_changed
from tests.factories.cases import World, a_case, a_plan, a_report, viewer_of
from tests.factories.medical import a_disclosure, a_medical_disclosure, a_medical_record
from tests.factories.people import a_person, an_organisation
from workflows.fire import fire
from workflows.models import contributed

CANARY = "kanariegeel"


def a_closed_case(*, years_ago: float = 6, **fields: Any) -> World:
    world = a_case(state="closed", **fields)
    closed = timezone.now() - timedelta(days=round(365.25 * years_ago))
    Case.objects.filter(pk=world.case.pk).update(closed_at=closed, opened_at=closed - timedelta(days=300))
    world.case = Case.objects.get(pk=world.case.pk)
    return world


def a_referral(world: World, words: str, **fields: Any) -> Referral:
    return Referral.objects.create(
        referrer=world.people["member"],
        organisation=world.people["member"].organisation,
        municipality=world.municipality,
        meeting_type=world.purpose,
        client_name=words,
        basis="fact",
        question=words,
        **fields,
    )


def a_full_case(number: int = 0) -> World:
    """Every kind of text of a closed case holds the canary of this number."""
    word = f"{CANARY}{number}"
    world = a_closed_case(question=word)
    Case.objects.filter(pk=world.case.pk).update(state="active")
    Client.objects.filter(case=world.case).update(name=word)
    contributed(a_report(world, story=word), world.people["member"])
    a_report(world, "case_direction", story=word, circle="care")
    a_medical_disclosure(a_medical_record(world, text=word), world.people["member"], reasoning=word)
    a_disclosure(world, description=word, recipient=word, ground=word)
    plan = a_plan(world, state="in_consultation", analysis=word)
    direct = world.viewer("process_direction")
    plan = fire("plan.send_back", plan, viewer=direct, expected_version=1, reason=word)
    plan = fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=2)
    fire("plan.adopt", plan, viewer=direct, expected_version=3)
    a_referral(world, word, case=world.case)
    Case.objects.filter(pk=world.case.pk).update(state="closed")
    return world


def index_everything() -> None:
    with transaction.atomic():
        for searchable in SEARCHABLES:
            all_changed(searchable.kind, searchable.all_keys())
    drain()


def on_disk(*folders: Path) -> bytes:
    """Every byte below these folders."""
    return b"\n".join(one.read_bytes() for folder in folders for one in folder.rglob("*") if one.is_file())


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
