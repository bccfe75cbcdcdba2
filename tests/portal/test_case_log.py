"""Who reads who looked at a case, and what does such a line tell?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from access.doors import note_look
from audit.models import AccessLogEntry, Event
from audit.trail import record_look
from casefiles.models import Report
from tests.factories.cases import World, a_case, a_covered_member, a_report
from tests.factories.people import a_municipality, a_person, a_role
from tests.portal.conftest import SignedIn

pytestmark = pytest.mark.django_db

# Who → status, and whether the name of the client stands beside the log.
READERS = {
    "process_direction": (200, True),
    "case_direction": (200, True),
    "privacy_officer": (200, True),
    "data_protection_officer": (200, False),
    "privacy_officer_elsewhere": (404, False),
    "member": (404, False),
    "desk": (404, False),
    "former": (404, False),
    "director_elsewhere": (404, False),
    "administrator": (404, False),
    "project_leader": (404, False),
}


@pytest.fixture
def world() -> World:
    world = a_case()
    for role in ("privacy_officer", "data_protection_officer", "administrator", "project_leader"):
        world.people[role] = a_person(None, role)
    world.people["privacy_officer_elsewhere"] = a_person()
    a_role(world.people["privacy_officer_elsewhere"], "privacy_officer", municipality=a_municipality())
    world.people["director_elsewhere"] = a_case().people["process_direction"]
    a_covered_member(world, "desk", function="desk")
    a_covered_member(world, "former", last_day=-60)
    look(world, "member", a_report(world, story="Hij vroeg om hulp met de huurschuld."))
    return world


def look(world: World, name: str, report: Report) -> None:
    """Somebody reads a report."""
    viewer = world.viewer(name)
    note_look(viewer, report)
    record_look(viewer.trail)


def page(world: World, client: Client, number: int = 1) -> str:
    return client.get(f"/casussen/{world.case.key}/inzage/", {"page": number}).content.decode()


@pytest.mark.parametrize("name", READERS)
def test_the_log_of_a_case_is_for_its_directors_and_who_oversees_it(
    name: str, world: World, signed_in: SignedIn
) -> None:
    status, with_name = READERS[name]
    response = signed_in(world.people[name]).get(f"/casussen/{world.case.key}/inzage/")
    assert response.status_code == status
    assert ("J. Verzonnen" in response.content.decode()) is with_name


@pytest.mark.parametrize("name", ["member", "administrator"])
def test_a_case_that_is_not_theirs_is_like_one_that_never_was(name: str, world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people[name])
    assert page(world, client) == client.get("/casussen/999-999/inzage/").content.decode()


@pytest.mark.parametrize("name", ["process_direction", "privacy_officer"])
def test_a_line_says_who_did_what_and_never_which_words(name: str, world: World, signed_in: SignedIn) -> None:
    shown = page(world, signed_in(world.people[name]))
    assert world.people["member"].name in shown
    assert world.people["member"].organisation.name in shown
    assert "huurschuld" not in shown


def test_what_was_done_on_behalf_of_somebody_names_both(world: World, signed_in: SignedIn) -> None:
    viewer = world.viewer("member")
    viewer.trail.touched([world.case.key])
    viewer.trail.on_behalf_of_key = world.people["former"].key
    record_look(viewer.trail)
    assert world.people["former"].name in page(world, signed_in(world.people["process_direction"]))


def test_a_director_reads_no_line_about_what_they_may_not_see(world: World, signed_in: SignedIn) -> None:
    look(world, "case_direction", a_report(world, "case_direction", circle="care"))
    name = world.people["case_direction"].name
    lines = {
        reader: signed_in(world.people[reader]).get(f"/casussen/{world.case.key}/inzage/").context["table"].rows
        for reader in ("process_direction", "privacy_officer")
    }
    seen = {reader: [row for row in rows if name in str(row.cells[0])] for reader, rows in lines.items()}
    assert {reader: len(rows) for reader, rows in seen.items()} == {"process_direction": 0, "privacy_officer": 1}


def test_reading_the_log_is_itself_a_line_of_that_case(world: World, signed_in: SignedIn) -> None:
    page(world, signed_in(world.people["privacy_officer"]))
    entry = AccessLogEntry.objects.get(noun="audit.accesslogentry")
    assert (entry.event, entry.object_key, entry.user_key) == (
        Event.READ,
        world.case.key,
        world.people["privacy_officer"].key,
    )
    assert [one.case_key for one in entry.cases.all()] == [world.case.key]


def test_a_reader_who_is_refused_leaves_a_denial(world: World, signed_in: SignedIn) -> None:
    page(world, signed_in(world.people["member"]))
    assert AccessLogEntry.objects.filter(event=Event.DENIAL, user_key=world.people["member"].key).count() == 1


@pytest.mark.parametrize("name", ["process_direction", "privacy_officer"])
def test_the_number_of_queries_does_not_grow_with_the_lines(
    name: str, world: World, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    report, client = a_report(world), signed_in(world.people[name])
    look(world, "case_direction", report)
    with django_assert_max_num_queries(100) as few:
        page(world, client)
    for _number in range(30):
        look(world, "member", report)
    with django_assert_max_num_queries(len(few)):
        page(world, client)


def test_the_log_over_all_is_for_who_oversees_it(world: World, signed_in: SignedIn) -> None:
    found = {name: signed_in(user).get("/toezicht/").status_code for name, user in world.people.items()}
    overseers = {"privacy_officer", "data_protection_officer", "privacy_officer_elsewhere"}
    assert {name for name, status in found.items() if status == 200} == overseers
    assert {status for name, status in found.items() if name not in overseers} == {404}


def heads(client: Client, **chosen: str) -> list[str]:
    return [str(row.cells[0]) for row in client.get("/toezicht/", chosen).context["table"].rows]


def test_the_log_is_filtered_by_person(world: World, signed_in: SignedIn) -> None:
    member = world.people["member"]
    found = heads(signed_in(world.people["privacy_officer"]), person=member.key)
    assert found
    assert all(member.name in head for head in found)


def test_the_log_is_filtered_by_period_both_days_included(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["privacy_officer"])
    today, yesterday = timezone.localdate(), timezone.localdate() - timedelta(days=1)
    assert len(heads(client, start=str(today), end=str(today), person=world.people["member"].key)) == 1
    assert heads(client, end=str(yesterday), person=world.people["member"].key) == []


def test_a_day_that_is_no_day_is_an_error_at_its_field(world: World, signed_in: SignedIn) -> None:
    response = signed_in(world.people["privacy_officer"]).get("/toezicht/", {"start": "31-13-2026"})
    assert response.status_code == 422
    assert "ct-errors" in response.content.decode()


def test_who_oversees_one_municipality_reads_no_line_about_another(world: World, signed_in: SignedIn) -> None:
    elsewhere = signed_in(world.people["privacy_officer_elsewhere"])
    assert heads(elsewhere) == []
    assert world.case.key not in elsewhere.get("/toezicht/").content.decode()


def test_reading_the_whole_log_is_itself_a_line(world: World, signed_in: SignedIn) -> None:
    member = world.people["member"]
    heads(signed_in(world.people["privacy_officer"]), person=member.key)
    entry = AccessLogEntry.objects.get(route="oversight")
    assert (entry.noun, entry.object_key) == ("audit.accesslogentry", member.key)
