"""What can the system fill in by itself: the house, the region, the day, and who sends the letter."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import override

from access.viewer import Viewer
from accounts.models import Municipality, Role
from documents.letter_fields import Value
from documents.models.house import HouseDetails
from documents.models.purpose import MeetingType

# A letter is Dutch, whatever language its maker has chosen on the screen.
LANGUAGE, AND = "nl", "en"
OF_THE_HOUSE = {
    "huis.naam": "name",
    "huis.adres": "address",
    "huis.plaats": "place",
    "huis.telefoon": "phone",
    "huis.email": "email",
    "huis.bereikbaar": "reachable",
    "huis.contactpersoon": "contact",
    "huis.contactpunt_rechten": "rights_contact",
    "huis.telefoon_rechten": "rights_phone",
    "huis.email_rechten": "rights_email",
    "regio.naam": "region",
}


def the_house() -> HouseDetails:
    return HouseDetails.objects.get()


def known_values(viewer: Viewer) -> dict[str, Value]:
    """Field → value, for who makes the letter today; the same number of queries whatever is in the house."""
    house = the_house()
    meetings = list(MeetingType.objects.all())
    with override(LANGUAGE):
        values: dict[str, Value] = {field: getattr(house, name) for field, name in OF_THE_HOUSE.items()}
        return values | {
            "brief.datum": date_format(viewer.today, "j F Y"),
            "regio.gemeenten": _joined([one.name for one in Municipality.objects.order_by("name")]),
            "regio.overlegnamen": _joined([one.alias or one.name for one in meetings]),
            "regio.overleggen": [{"naam": one.name, "regionale_naam": one.alias} for one in meetings],
            "afzender.naam": viewer.user.name,
            "afzender.functie": _joined(list(dict.fromkeys(str(Role(held.role).label) for held in viewer.roles))),
            "afzender.organisatie": viewer.user.organisation.name,
        }


def missing_details(house: HouseDetails) -> list[str]:
    """What letters may ask for and nobody filled in, in the words of its form."""
    names = [name for name in OF_THE_HOUSE.values() if not getattr(house, name)]
    return [str(HouseDetails._meta.get_field(name).verbose_name) for name in names]  # type: ignore[union-attr]


def _joined(names: Sequence[str]) -> str:
    return get_text_list(list(names), AND)
