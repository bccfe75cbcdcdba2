"""Which organisations, professionals and covenant does a synthetic region have? In the shapes of the demo's content."""

from itertools import cycle, islice
from random import Random

from casustafel.demo.content import shapes
from casustafel.demo.synthetic.names import PLACES, full_name
from documents.models import CaseFunction

MEETING = "casustafel"
# Identifier, name, special: what is shared; the last is never in an annex.
CATEGORIES = (
    ("agreements", "Afspraken en voortgang", False),
    ("finances", "Inkomen en schulden", False),
    ("housing_situation", "Woonsituatie", False),
    ("neighbourhood", "Omgeving en overlast", False),
    ("observed_behaviour", "Waargenomen gedrag", True),
)
MEDICAL = ("medical_data", "Gegevens uit het behandeldossier", True)
# Kind and name of the organisations that work in the whole region; each municipality is one more.
REGIONAL = (
    ("police", "Politie Merenland"),
    ("ggz", "GGZ De Oever"),
    ("ggz", "GGZ Hoogland"),
    ("safety_house", "Zorg- en Veiligheidshuis Merenland"),
    ("safety_region", "Veiligheidsregio Merenland"),
    ("probation", "Reclassering Merenland"),
    ("housing", "Woonstichting Eigen Deur"),
    ("addiction_care", "Verslavingszorg Merenland"),
    ("outreach_team", "Bemoeizorg Merenland"),
)
# How many cases the people with these names are in, for measuring.
BENCH = (5, 50, 500)
BENCH_KIND, DESK_KIND, LEADER_KIND = "police", "safety_region", "safety_house"
# Who staffs an organisation, by its kind; partners elsewhere.
ROLES = {
    "municipality": "municipal_director",
    "ggz": "ggz_case_coordinator",
    "police": "community_officer",
    "safety_region": "back_office_worker",
    "safety_house": "process_manager",
}
SINCE, SIGNED, BEGINS, ENDS = -900, -850, -840, 1000


def synthetic_region(chance: Random, *, professionals: int) -> shapes.Region:
    """`professionals` people spread over the organisations, besides a project leader and those for measuring."""
    places = tuple(shapes.Municipality(f"place-{number}", name) for number, name in enumerate(PLACES))
    houses = (
        *(shapes.Organisation(f"house-{place.key}", f"Gemeente {place.name}", "municipality") for place in places),
        *(shapes.Organisation(f"house-{number}", name, kind) for number, (kind, name) in enumerate(REGIONAL)),
    )
    return shapes.Region(
        name="Regio Merenland",
        municipalities=places,
        organisations=houses,
        people=(_leader(houses), *_bench(houses), *_professionals(chance, houses, professionals)),
        meeting_types=(_meeting_type(),),
        categories=tuple(shapes.DataCategory(*row, "") for row in (*CATEGORIES, MEDICAL)),
        covenants=(_covenant(places, houses, chance),),
        matrix=shapes.Matrix("", "", 0, 0, 0, 0, "", (), (), (), ()),
        protocols=(),
        cases=(),
        pages=(),
    )


def bench_email(cases: int) -> str:
    return f"bench{cases}@casustafel.example"


def of_kind(houses: tuple[shapes.Organisation, ...], kind: str) -> shapes.Organisation:
    return next(house for house in houses if house.kind == kind)


def _leader(houses: tuple[shapes.Organisation, ...]) -> shapes.Person:
    role = shapes.DatedRole("project_leader", SINCE)
    house = of_kind(houses, LEADER_KIND).key
    return shapes.Person("tessa", "tessa@casustafel.example", "Tessa Leider", "", house, (role,))


def _bench(houses: tuple[shapes.Organisation, ...]) -> list[shapes.Person]:
    house, role = of_kind(houses, BENCH_KIND).key, shapes.DatedRole("community_officer", SINCE)
    return [shapes.Person(f"bench{n}", bench_email(n), f"Bench {n} casussen", "", house, (role,)) for n in BENCH]


def _professionals(chance: Random, houses: tuple[shapes.Organisation, ...], wanted: int) -> list[shapes.Person]:
    people = []
    for number, house in enumerate(islice(cycle(houses), max(wanted, len(houses)))):
        place = house.key.removeprefix("house-") if house.kind == "municipality" else None
        role = shapes.DatedRole(ROLES.get(house.kind, "partner"), SINCE, place)
        login = f"p{number}"
        email = f"{login}@casustafel.example"
        people.append(shapes.Person(login, email, full_name(chance), "", house.key, (role,)))
    return people


def _meeting_type() -> shapes.MeetingType:
    functions = {
        CaseFunction.PROCESS_DIRECTION.value: "municipal_director",
        CaseFunction.CASE_DIRECTION.value: "ggz_case_coordinator",
        CaseFunction.DESK.value: "back_office_worker",
        CaseFunction.MEMBER.value: "any",
    }
    return shapes.MeetingType(MEETING, "Casustafel Merenland", "", "", "", "", functions)


def _covenant(
    places: tuple[shapes.Municipality, ...], houses: tuple[shapes.Organisation, ...], chance: Random
) -> shapes.Covenant:
    shared = tuple(identifier for identifier, _label, _special in CATEGORIES)
    purpose = "Escalatie van gedrag voorkomen door zorg en veiligheid in één plan samen te brengen."
    return shapes.Covenant(
        number="12-001",
        title="Convenant Merenland",
        kind="safety_house_covenant",
        signed_day=SIGNED,
        valid_from_day=BEGINS,
        valid_until_day=ENDS,
        winding_down_days=30,
        territory=tuple(place.key for place in places),
        parties=tuple(
            shapes.Party(house.key, True, f"{full_name(chance)} {number}, bestuurder; getekend op papier.")
            for number, house in enumerate(houses)
        ),
        annexes=(
            shapes.Annex(
                MEETING,
                "Bijlage 1. Casustafel Merenland",
                purpose,
                "Inwoners met problemen op meerdere leefgebieden.",
                "Taak van algemeen belang.",
                tuple(shapes.Partner(house.key, shared, shared) for house in houses),
            ),
        ),
        blocks=(shapes.Block("heading", "Artikel 1. Doel"), shapes.Block("paragraph", purpose)),
    )
