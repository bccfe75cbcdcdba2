"""Changing the details of the house, which stand in every letter from then on."""

from collections.abc import Mapping

from django.db import transaction

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from documents.actions.editing import must_make, renewed
from documents.models.house import HouseDetails
from workflows.claim import claim

DETAILS = (
    *("name", "region", "address", "place", "phone", "email", "reachable", "contact"),
    *("rights_contact", "rights_phone", "rights_email"),
)


def edit_house(
    house: HouseDetails, *, viewer: Viewer, expected_version: int, details: Mapping[str, str]
) -> HouseDetails:
    """`details`: some or all of DETAILS. Raises Stale when somebody else was first."""
    with transaction.atomic():
        fresh = renewed(viewer)
        current = claim(house, viewer=fresh, expected_version=expected_version)
        must_make(fresh)
        for name in DETAILS:
            setattr(current, name, details.get(name, getattr(current, name)).strip())
        current.full_clean()
        current.save(update_fields=DETAILS)
        note_change(fresh, current, Action.UPDATE, step="house.edit")
    return current
