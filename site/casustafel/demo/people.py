"""Who lives in the demo region? Rows made directly: accounts have no actions yet, and no history."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from accounts.models import Municipality, Organisation, Role, RoleAssignment, User
from casustafel.demo.content.shapes import Party, Person, Region
from casustafel.demo.world import World
from documents.models import DataCategory, MeetingType

# One for all: it is a demo, on this machine only, with invented people.
PASSPHRASE = "samen aan tafel in Vaartland"  # noqa: S105
# `P.J. Oldenkamp, burgemeester, op grond van …; getekend op papier.`
_ON_PAPER = re.compile(r"(?P<name>[^,]+), (?P<mandate>.+?)(?:; (?:later toegetreden, )?getekend op papier)?\.?$")
SIGNATORY_SINCE = -900


def settle(region: Region, *, world: World) -> None:
    """Municipalities, organisations, meeting types, kinds of data and people."""
    for one in region.municipalities:
        world.municipalities[one.key] = Municipality.objects.create(name=one.name, inhabitants=one.inhabitants)
    for house in region.organisations:
        world.organisations[house.key] = Organisation.objects.create(name=house.name, kind=house.kind)
    for meeting in region.meeting_types:
        # A function that everybody may hold is bound to no role.
        functions = {function: role for function, role in meeting.functions.items() if role != "any"}
        world.meeting_types[meeting.key] = MeetingType.objects.create(
            name=meeting.name, alias=meeting.alias, functions=functions
        )
    for kind in region.categories:
        world.categories[kind.key] = DataCategory.objects.create(
            identifier=kind.key, label=kind.label, special=kind.special
        )
    # Once for all of them: a hash is slow on purpose.
    password = make_password(PASSPHRASE)
    for person in region.people:
        world.people[person.login] = _person(person, password=password, world=world)
    for party in _parties_on_paper(region):
        world.people[signatory_of(party)] = _signatory(party, world)


def signatory_of(party: Party) -> str:
    """The login of who signs for this party: somebody of the region, or whom the mandate names."""
    return party.signatory or slugify(named(party))


def named(party: Party) -> str:
    """The name in a mandate that was given on paper."""
    return _read(party)["name"]


def mandate_of(party: Party) -> str:
    """The mandate without the name, which has a field of its own here."""
    return party.mandate if party.signatory else _read(party)["mandate"]


def _read(party: Party) -> re.Match[str]:
    found = _ON_PAPER.match(party.mandate)
    if found is None:
        raise ValueError(f"no name in the mandate of {party.organisation}")
    return found


def _person(person: Person, *, password: str, world: World) -> User:
    user = User.objects.create(
        email=person.email,
        name=person.name,
        organisation=world.organisations[person.organisation],
        password=password,
        joined_at=world.calendar.moment(min(dated.from_day for dated in person.roles), time(9)),
    )
    for dated in person.roles:
        RoleAssignment.objects.create(
            user=user,
            role=dated.role,
            municipality=world.municipalities[dated.municipality] if dated.municipality else None,
            starts_on=world.calendar.day(dated.from_day),
            ends_on=None if dated.to_day is None else world.calendar.day(dated.to_day),
        )
    return user


def _signatory(party: Party, world: World) -> User:
    """The product asks a named person for every signature (D-28); these never sign in."""
    user = User(
        email=f"{signatory_of(party)}@casustafel.example",
        name=named(party),
        organisation=world.organisations[party.organisation],
    )
    user.set_unusable_password()
    user.save()
    starts_on = world.calendar.day(SIGNATORY_SINCE)
    RoleAssignment.objects.create(user=user, role=Role.SIGNATORY, starts_on=starts_on)
    return user


def _parties_on_paper(region: Region) -> Iterator[Party]:
    """One for each organisation, whatever the number of covenants that its signatory signs."""
    parties = [replace(party, from_day=None) for covenant in region.covenants for party in covenant.parties]
    yield from {signatory_of(party): party for party in parties if not party.signatory}.values()
