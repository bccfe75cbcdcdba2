"""Organisations, municipalities and people, made in one line."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from accounts.models import Municipality, Organisation, RoleAssignment, User

_serial = count(1)


def a_municipality(name: str = "") -> Municipality:
    return Municipality.objects.create(name=name or f"Gemeente {next(_serial)}")


def an_organisation(name: str = "", *, kind: str = "care_provider") -> Organisation:
    return Organisation.objects.create(name=name or f"Organisatie {next(_serial)}", kind=kind)


def a_person(organisation: Organisation | None = None, *roles: str, name: str = "") -> User:
    """Somebody who can sign in, with these roles since a year, in the whole region."""
    number = next(_serial)
    user = User.objects.create_user(
        f"person{number}@voorbeeld.example",
        "welkom-in-de-proef",
        name=name or f"Persoon {number}",
        organisation=organisation or an_organisation(),
    )
    for role in roles:
        a_role(user, role)
    return user


def a_role(
    user: User, role: str, *, municipality: Municipality | None = None, ends_on: date | None = None
) -> RoleAssignment:
    return RoleAssignment.objects.create(
        user=user,
        role=role,
        municipality=municipality,
        starts_on=timezone.localdate() - timedelta(days=365),
        ends_on=ends_on,
    )
