"""Medical records, and disclosures inside and outside the team, straight into the tables."""

from typing import Any

from accounts.models import User
from casefiles.models import Disclosure, DisclosureContent, MedicalDisclosure, MedicalRecord, MedicalVersion
from tests.factories.cases import World, a_category, a_member, day
from tests.factories.dossier import item
from tests.factories.people import a_person


def a_medical_record(
    world: World, who: str = "case_direction", *, text: str = "Slikt medicatie.", **fields: Any
) -> Any:
    """Of the institution of this person, with its first version."""
    content = item(world, who, circle="care", kind="medication", text=text) | fields
    record = MedicalRecord.objects.create(**content)
    MedicalVersion.objects.create(record=record, number=1, written_by=world.people[who], **content)
    return record


def a_medical_disclosure(record: MedicalRecord, person: User, **fields: Any) -> MedicalDisclosure:
    """Running: from last week until next month."""
    content = {
        "ground": "consent",
        "reasoning": "Hij vroeg er zelf om.",
        "starts_on": day(-7),
        "ends_on": day(30),
        "disclosed_by": record.owner,
    }
    return MedicalDisclosure.objects.create(record=record, person=person, **(content | fields))


def a_colleague_in_care(world: World, name: str = "nurse", **fields: Any) -> User:
    """Of the institution that does case direction, put in its circle of care."""
    user = world.people[name] = a_person(world.people["case_direction"].organisation, "partner")
    a_member(world, user, **({"in_care": True} | fields))
    return user


def a_disclosure(world: World, *, description: str = "De samenvatting.", **fields: Any) -> Disclosure:
    """Given to the mayor by process direction."""
    user = world.people["process_direction"]
    content = {
        "recipient_kind": "mayor",
        "recipient": "Burgemeester van Verzonnen",
        "ground": "Artikel 172 Gemeentewet",
        "given_on": day(-3),
        "organisation": user.organisation,
        "recorded_by": user,
    }
    made = Disclosure.objects.create(case=world.case, **(content | fields))
    made.data_categories.add(a_category())
    DisclosureContent.objects.create(disclosure=made, description=description)
    return made
