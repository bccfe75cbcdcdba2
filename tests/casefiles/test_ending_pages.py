"""The pages of the end of a case: is each reached by who needs it, and do its queries stay as they are?"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from casefiles.actions.destruction import make_lists
from casefiles.actions.retention import extend_retention, place_hold
from casefiles.actions.seal import Ground, seal_item
from casefiles.models import (
    Case,
    DestructionCertificate,
    DestructionEntry,
    DestructionList,
    Extract,
    ExtractKey,
    LegalHold,
)
from casefiles.retention import by_due_day, terms
from tests.casefiles.ending import a_closed_case, oversight, taken
from tests.casefiles.pages import opened, queries_of, sent, signed_in, text_of
from tests.factories.cases import World, a_case, a_report, day, viewer_of
from tests.factories.people import a_person
from workflows.authority import machine
from workflows.inbox import waiting_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, User]:
    return oversight()


@pytest.fixture
def world() -> World:
    return a_case(state="active")


def an_extract(world: World, *readers: User, state: str = "submitted", **fields: str) -> Extract:
    texts = {"question": "Wat kan de tafel betekenen?", "situation": "Iemand van rond de dertig."} | fields
    made = Extract.objects.create(case=world.case, written_by=world.people["case_direction"], state=state, **texts)
    made.readers.set(readers)
    ExtractKey.objects.create(extract=made, pairs=[["Ans", "Persoon A"]])
    return made


def test_a_legal_hold_is_lifted_from_the_page_of_its_case(people: dict[str, User]) -> None:
    world, officer = a_closed_case(), people["officer"]
    hold = place_hold(world.case, viewer=viewer_of(officer), reason="Klacht loopt.")
    url = reverse("casefiles:lift_hold", args=[hold.key])
    assert url in text_of(opened(officer, "retention", world.case.key))
    assert "Klacht loopt." in text_of(opened(officer, "lift_hold", hold.key))
    assert sent(officer, "lift_hold", hold.key, version=1).status_code == 302
    assert LegalHold.objects.get().lifted_by == officer
    assert url not in text_of(opened(officer, "retention", world.case.key))


def test_who_only_reads_the_term_is_not_offered_to_lift(people: dict[str, User]) -> None:
    world = a_closed_case()
    hold = place_hold(world.case, viewer=viewer_of(people["officer"]), reason="Klacht loopt.")
    assert hold.key not in text_of(opened(people["manager"], "retention", world.case.key))
    assert sent(people["manager"], "lift_hold", hold.key, version=1).status_code == 403


def test_a_hold_that_ended_is_not_lifted_again(people: dict[str, User]) -> None:
    world, officer = a_closed_case(), people["officer"]
    hold = place_hold(world.case, viewer=viewer_of(officer), reason="Klacht loopt.")
    LegalHold.objects.update(starts_on=day(-9), ends_on=day(-2))
    assert sent(officer, "lift_hold", hold.key, version=1).status_code == 409
    assert LegalHold.objects.get().ends_on == day(-2)


@pytest.mark.parametrize("state", ["submitted", "advised"])
def test_a_reader_at_the_table_finds_the_referral_from_my_work(world: World, state: str) -> None:
    reader = a_person(None, "partner")
    found = an_extract(world, reader, state=state)
    assert reverse("casefiles:extracts") in text_of(signed_in(reader).get(reverse("my_work")))
    page = text_of(opened(reader, "extracts"))
    assert found.question in page
    assert world.case.key not in page


def test_the_process_director_finds_what_was_advised(world: World) -> None:
    director = a_person(None, "process_director")
    an_extract(world, state="advised", outcome="Meer lucht.")
    an_extract(world, state="draft", question="Nog niet af.")
    page = text_of(opened(director, "extracts"))
    assert "Meer lucht." in page
    assert "Nog niet af." not in page


def test_who_reads_none_is_not_sent_there(world: World) -> None:
    an_extract(world)
    stranger = a_person(None, "partner")
    assert reverse("casefiles:extracts") not in text_of(signed_in(stranger).get(reverse("my_work")))
    assert "Wat kan de tafel" not in text_of(opened(stranger, "extracts"))


def test_who_agreed_already_is_not_asked_again(people: dict[str, User]) -> None:
    a_closed_case()
    make_lists()
    made = taken("destruction.propose", DestructionList.objects.get(), people["manager"])
    taken("destruction.review", made, people["officer"])
    asked = {name: waiting_for(viewer_of(people[name]), machine("destruction")).exists() for name in people}
    assert asked == {"manager": False, "officer": False, "director": True}


@pytest.mark.parametrize("first_years", [0, 3])
def test_what_is_due_first_stands_first(settings: object, first_years: int) -> None:
    settings.RETENTION_FIRST_YEARS = first_years  # type: ignore[attr-defined]
    worlds = [a_closed_case(years_ago=years) for years in (2, 7, 4.5, 6)]
    extend_retention(worlds[1].case, viewer=worlds[1].viewer("process_direction"), until=day(1500), reason="Beroep.")
    by_day = sorted(terms(Case.objects.all(), on=day(0)), key=lambda pair: pair[1].due_on)
    assert list(by_due_day(Case.objects.all())) == [case for case, _term in by_day]


def test_of_many_ended_cases_each_stands_on_one_page(people: dict[str, User]) -> None:
    codes = {a_closed_case(years_ago=1 + number / 9).case.key for number in range(27)}
    browser, url = signed_in(people["manager"]), reverse("casefiles:retentions")
    assert "?only=ended#ended" in text_of(browser.get(url))
    pages = [text_of(browser.get(url, {"only": "ended", "page": number})) for number in (1, 2)]
    assert [sum(code in page for code in codes) for page in pages] == [25, 2]


def closed(world: World, people: dict[str, User]) -> None:
    a_closed_case()


def held(world: World, people: dict[str, User]) -> None:
    place_hold(world.case, viewer=viewer_of(people["officer"]), reason="Klacht.")


def sealed(world: World, people: dict[str, User]) -> None:
    seal_item(a_report(world), Ground("wrong_client"), viewer=world.viewer("member"))


def listed(world: World, people: dict[str, User]) -> None:
    made, ended = DestructionList.objects.get_or_create(municipality=world.municipality)[0], day(-2000)
    code = f"K{DestructionEntry.objects.count()}"
    DestructionEntry.objects.create(destruction_list=made, kind="case", code=code, ended_on=ended, due_on=day(-3))
    at = timezone.now() - timedelta(days=1)
    DestructionCertificate.objects.create(municipality=world.municipality, kind="case", code=code, destroyed_at=at)


def referred(world: World, people: dict[str, User]) -> None:
    an_extract(world, people["director"])


GROWS: list[tuple[str, str, Callable[[World, dict[str, User]], None]]] = [
    ("retentions", "", closed),
    ("retentions", "", listed),
    ("retention", "case", held),
    ("retention", "case", sealed),
    ("retention", "case", referred),
    ("seals", "", sealed),
    ("destructionlist", "list", listed),
    ("extracts", "", referred),
]


@pytest.mark.parametrize(("name", "of", "grow"), GROWS)
def test_queries_do_not_grow_with_rows(
    world: World, people: dict[str, User], name: str, of: str, grow: Callable[[World, dict[str, User]], None]
) -> None:
    grow(world, people)
    reader = {"seals": people["officer"], "case": world.people["process_direction"], "": people["officer"]}
    user = people["director"] if name == "extracts" else reader.get(of, people["officer"])
    made = DestructionList.objects.first()
    place = {"": (), "case": (world.case.key,), "list": (made.key if made else "",)}[of]
    few = queries_of(user, name, *place)
    for _number in range(3):
        grow(world, people)
    assert queries_of(user, name, *place) == few
