"""Worlds drawn at random: a team, its covenants and its items, with an oracle that knows the domain and no code."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from django.utils import timezone
from hypothesis import strategies as st

from accounts.models import Organisation, User
from casefiles.models import (
    Case,
    Client,
    Disclosure,
    DisclosureContent,
    EmergencyAccess,
    MedicalDisclosure,
    MedicalRecord,
    Membership,
    Replacement,
    Report,
    Seal,
)
from tests.factories.cases import a_category, a_covenant, a_purpose, day
from tests.factories.people import a_municipality, a_person, a_role, an_organisation

LAST_DAY = {"in_force": 300, "winding_down": -10, "ended": -100}
MODE = {"in_force": "full", "winding_down": "past", "ended": "nothing", "none": "nothing"}
DIRECTION = {"process_direction", "case_direction"}


@dataclass(frozen=True)
class Person:
    organisation: int
    function: str | None
    period: str = "now"
    active: bool = True
    in_care: bool = False
    moved: bool = False
    stands_in_for: int | None = None
    # None: they held one until yesterday.
    role: str | None = "partner"
    # Emergency access: running, or over.
    emergency: str | None = None


@dataclass(frozen=True)
class Item:
    owner: int
    circle: str
    shared_days_ago: int | None
    desk_reads: bool = False
    named_people: frozenset[int] = frozenset()
    named_organisations: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Medical:
    """Of the circle of care of its owner's organisation; told to somebody: running, over, or ended early."""

    owner: int
    shared_days_ago: int
    told: int
    telling: str


@dataclass(frozen=True)
class Spec:
    covers: tuple[str, ...]
    people: tuple[Person, ...]
    items: tuple[Item, ...]
    medical: tuple[Medical, ...] = ()


PEOPLE, ORGANISATIONS = 5, 3
FUNCTIONS = ["process_direction", "case_direction", "member", "member", "member", "member", "chair", "desk", None]
ROLES = ["partner"] * 6 + ["community_officer", None]
PERIODS = ["now"] * 6 + ["past", "future"]
EMERGENCIES = ["running", "over", None, None, None, None, None, None, None, None]
CIRCLES = ["team", "team", "team", "directors", "care", "named"]
COVERS = ["in_force", "in_force", "in_force", "winding_down", "winding_down", "ended", "none"]


def drawn(seed: int) -> Spec:
    """A world from a number: drawn evenly, so that rare combinations come as often as they should."""
    draw = Random(seed)
    spec = Spec(
        covers=tuple(draw.choice(COVERS) for _organisation in range(ORGANISATIONS)),
        people=tuple(_drawn_person(draw) for _person in range(PEOPLE)),
        items=tuple(_drawn_item(draw) for _item in range(draw.randint(2, 4))),
    )
    people = tuple(replace(one, emergency=draw.choice(EMERGENCIES)) for one in spec.people)
    return replace(spec, people=people, medical=tuple(_drawn_medical(draw) for _record in range(2)))


def _drawn_medical(draw: Random) -> Medical:
    owner, told = draw.sample(range(PEOPLE), 2)
    return Medical(owner, draw.choice([2, 50]), told, draw.choice(["running", "running", "running", "over", "ended"]))


def _drawn_person(draw: Random) -> Person:
    return Person(
        organisation=draw.choice([0, 0, 1, 2]),
        function=draw.choice(FUNCTIONS),
        period=draw.choice(PERIODS),
        active=draw.random() > 0.1,
        in_care=draw.random() > 0.5,
        moved=draw.random() < 0.1,
        stands_in_for=draw.randrange(PEOPLE) if draw.random() < 0.5 else None,
        role=draw.choice(ROLES),
    )


def _drawn_item(draw: Random) -> Item:
    return Item(
        owner=draw.randrange(PEOPLE),
        circle=draw.choice(CIRCLES),
        shared_days_ago=draw.choice([None, 2, 2, 2, 50, 50, 50]),
        desk_reads=draw.random() < 0.5,
        named_people=frozenset(draw.sample(range(PEOPLE), draw.randint(0, 2))),
        named_organisations=frozenset(draw.sample(range(ORGANISATIONS), draw.randint(0, 1))),
    )


specs = st.integers(0, 2**64 - 1).map(drawn)


@dataclass
class World:
    spec: Spec
    case: Case
    users: list[User]
    reports: list[Report]
    medical: list[MedicalRecord]


def build(spec: Spec) -> World:
    organisations = [an_organisation() for _cover in spec.covers]
    elsewhere = an_organisation()
    municipality, purpose = a_municipality(), a_purpose()
    for organisation, cover in zip(organisations, spec.covers, strict=True):
        if cover != "none":
            a_covenant(purpose, [organisation], municipality, last_day=LAST_DAY[cover])
    case = Case.objects.create(
        municipality=municipality, meeting_type=purpose, opened_at=timezone.now() - timedelta(days=200)
    )
    users = [_person(person, organisations, elsewhere, case) for person in spec.people]
    for deputy, person in zip(users, spec.people, strict=True):
        if person.stands_in_for is not None and users[person.stands_in_for] != deputy:
            _stand_in(users[person.stands_in_for], deputy)
    reports = [_report(case, item, users, organisations, spec) for item in spec.items]
    _given_outside(case, users[0])
    Client.objects.create(case=case, name="J. Verzonnen", desk_reads=True, **_owned(users[0], organisations[0], 100))
    medical = [_medical(case, one, users, organisations[spec.people[one.owner].organisation]) for one in spec.medical]
    return World(spec, case, users, reports, medical)


def oracle(spec: Spec, viewer: int, item: Item) -> bool:
    """Whether this person sees this item, from the domain alone."""
    return any(_opens(spec, viewer, holder, item) for holder in _holders(spec, viewer)) or _in_emergency(
        spec, viewer, item
    )


def reads_medical(spec: Spec, viewer: int, record: Medical) -> bool:
    """D-20: the circle of its source; whom it was told, by a place of their own in the case, never the desk."""
    if oracle(spec, viewer, Item(record.owner, "care", record.shared_days_ago)):
        return True
    place = spec.people[viewer]
    named = viewer == record.told and record.telling == "running" and place.active
    if not named or place.function in {None, "desk"} or place.period != "now" or place.moved:
        return False
    mode = "full" if place.function in DIRECTION else MODE[spec.covers[place.organisation]]
    return mode == "full" or (mode == "past" and record.shared_days_ago > 10)


def own_right(spec: Spec, viewer: int, item: Item) -> bool:
    """Whether this person sees this item without standing in for anybody."""
    opened = _opens(spec, viewer, viewer, item) or _in_emergency(spec, viewer, item)
    return spec.people[viewer].active and opened


def _in_emergency(spec: Spec, viewer: int, item: Item) -> bool:
    """D-40: what the whole team reads, whatever covenant or place; nothing narrower, and no drafts."""
    person = spec.people[viewer]
    return (
        person.active and person.emergency == "running" and item.circle == "team" and item.shared_days_ago is not None
    )


def denials(spec: Spec, viewer: int, item: Item) -> Iterator[str]:
    """Which reasons for a no apply to this pair."""
    person = spec.people[viewer]
    cover = spec.covers[person.organisation]
    yield from (
        name
        for name, holds in {
            "not a member": person.function is None,
            "membership over": person.period == "past",
            "membership to come": person.period == "future",
            "deactivated": not person.active,
            "changed employer": person.moved,
            "no covenant": cover == "none",
            "covenant ended": cover == "ended",
            "newer than the covenant": cover == "winding_down" and item.shared_days_ago == 2,
            "draft of another": item.shared_days_ago is None and item.owner != viewer,
            "circle": item.shared_days_ago is not None and item.circle != "team",
            "desk": person.function == "desk",
            "replaces somebody of another role": person.stands_in_for not in {None, viewer, *_absent(spec, viewer)},
        }.items()
        if holds
    )


def _holders(spec: Spec, viewer: int) -> Iterator[int]:
    """In whose places this person stands: their own, and of whom they replace at the same employer."""
    if not spec.people[viewer].active:
        return
    yield viewer
    for absent in _absent(spec, viewer):
        if spec.people[absent].active and _employer(spec.people[absent]) == _employer(spec.people[viewer]):
            yield absent


def _absent(spec: Spec, viewer: int) -> Iterator[int]:
    """Whom this person was named to replace, as long as they hold the same role (D-25)."""
    person = spec.people[viewer]
    if person.stands_in_for not in {None, viewer} and person.role in {spec.people[person.stands_in_for].role} - {None}:
        yield person.stands_in_for


def _employer(person: Person) -> int:
    return -1 if person.moved else person.organisation


def _opens(spec: Spec, viewer: int, holder: int, item: Item) -> bool:
    place = spec.people[holder]
    if place.function is None or place.period != "now" or place.moved:
        return False
    mode = MODE[spec.covers[place.organisation]]
    if place.function in DIRECTION:
        mode = "full"
    if mode == "nothing" or (place.function == "desk" and mode == "past"):
        return False
    if mode == "past" and (item.shared_days_ago is None or item.shared_days_ago < 10):
        return False
    return _in_circle(spec, viewer, holder, item)


def _in_circle(spec: Spec, viewer: int, holder: int, item: Item) -> bool:
    place, desk = spec.people[holder], spec.people[holder].function == "desk"
    if desk and item.desk_reads:
        return True
    if item.shared_days_ago is None:
        return item.owner == viewer
    match item.circle:
        case "team":
            return not desk
        case "directors":
            return place.function in DIRECTION or holder == item.owner
        case "care":
            in_care = place.in_care or place.function == "case_direction"
            return not desk and in_care and spec.people[item.owner].organisation == place.organisation
    return holder in {item.owner, *item.named_people} or (not desk and place.organisation in item.named_organisations)


def _person(person: Person, organisations: list[Organisation], elsewhere: Organisation, case: Case) -> User:
    home = organisations[person.organisation]
    user = a_person(elsewhere if person.moved else home)
    a_role(user, person.role or "partner", ends_on=None if person.role else day(-1))
    if not person.active:
        User.objects.filter(pk=user.pk).update(is_active=False)
    if person.function:
        begins, ends = {"now": (-150, 30), "past": (-150, -1), "future": (1, 30)}[person.period]
        Membership.objects.create(
            case=case,
            user=user,
            organisation=home,
            function=person.function,
            in_care=person.in_care,
            starts_on=day(begins),
            ends_on=day(ends),
            granted_by=user,
            created_at=timezone.now() - timedelta(days=150),
        )
    if person.emergency:
        _emergency(user, home, case, hours=10 if person.emergency == "running" else -10)
    return User.objects.select_related("organisation").get(pk=user.pk)


def _emergency(user: User, home: Organisation, case: Case, *, hours: int) -> None:
    until = timezone.now() + timedelta(hours=hours)
    # Started by another, who is nobody in this world.
    starter = _owned(a_person(an_organisation()), home, 0)
    EmergencyAccess.objects.create(case=case, person=user, words="Vannacht.", ends_at=until, state="started", **starter)


def _stand_in(absent: User, deputy: User) -> None:
    Replacement.objects.create(absent=absent, deputy=deputy, starts_on=day(-5), ends_on=day(5), named_by=absent)


def _report(case: Case, item: Item, users: list[User], organisations: list[Organisation], spec: Spec) -> Report:
    home = organisations[spec.people[item.owner].organisation]
    report = Report.objects.create(
        case=case,
        circle=item.circle,
        desk_reads=item.desk_reads,
        data_category=a_category(),
        scope="person",
        valence="neutral",
        story="Hij kwam op tijd.",
        state="being_written" if item.shared_days_ago is None else "published",
        published_at=None if item.shared_days_ago is None else timezone.now() - timedelta(days=item.shared_days_ago),
        **_owned(users[item.owner], home, item.shared_days_ago),
    )
    report.named_people.set([users[index] for index in item.named_people])
    report.named_organisations.set([organisations[index] for index in item.named_organisations])
    return report


def _given_outside(case: Case, user: User) -> None:
    """And a seal on a medical record: both are read by others than items are."""
    told = {"recipient": "Burgemeester", "recipient_kind": "mayor", "ground": "Een wet", "given_on": day(-1)}
    made = Disclosure.objects.create(case=case, organisation=user.organisation, recorded_by=user, **told)
    DisclosureContent.objects.create(disclosure=made, description="Een samenvatting.")
    noun = {"noun": "casefiles.medicalrecord", "thing_id": 0, "thing_key": "x", "ground": "wrong_client"}
    Seal.objects.create(case=case, source_organisation=user.organisation, sealed_by=user, **noun)


def _medical(case: Case, record: Medical, users: list[User], home: Organisation) -> MedicalRecord:
    owned = _owned(users[record.owner], home, record.shared_days_ago)
    made = MedicalRecord.objects.create(case=case, circle="care", kind="diagnosis", text="Een diagnose.", **owned)
    begins, ends = (-60, -1) if record.telling == "over" else (-60, 60)
    MedicalDisclosure.objects.create(
        record=made,
        person=users[record.told],
        ground="consent",
        reasoning="Hij wilde het.",
        starts_on=day(begins),
        ends_on=day(ends),
        disclosed_by=users[record.owner],
        ended_at=timezone.now() if record.telling == "ended" else None,
    )
    return made


def _owned(user: User, organisation: Organisation, shared_days_ago: int | None) -> dict[str, object]:
    shared_at = None if shared_days_ago is None else timezone.now() - timedelta(days=shared_days_ago)
    return {"author": user, "owner": user, "source_organisation": organisation, "shared_at": shared_at}
