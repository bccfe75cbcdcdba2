"""Does the list of cases hold the reader's own cases and what they may know of each?"""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from audit.models import AccessLogEntry
from casefiles.models import Case
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, a_member
from tests.factories.documents import a_declaration_text
from tests.factories.people import a_person, a_role
from tests.portal.conftest import SignedIn

pytestmark = pytest.mark.django_db


def codes(client: Client, **chosen: str) -> list[str]:
    return [row.head for row in client.get("/casussen/", chosen).context["table"].rows]


def joined(world: World, **fields: str) -> Case:
    """One more case of this world's member."""
    other, member = a_case(**fields), world.people["member"]
    a_member(other, member)
    a_covenant(other.purpose, [member.organisation], other.municipality)
    return other.case


def test_only_cases_that_the_reader_is_in_are_listed(signed_in: SignedIn) -> None:
    world, hidden = a_case(), a_case()
    client = signed_in(world.people["member"])
    assert codes(client) == [world.case.key]
    assert hidden.case.key not in client.get("/casussen/").content.decode()


@pytest.mark.parametrize("name", ["member", "desk"])
def test_the_team_and_its_desk_read_whom_a_case_is_about(name: str, signed_in: SignedIn) -> None:
    world = a_case()
    a_covered_member(world, "desk", function="desk")
    page = signed_in(world.people[name]).get("/casussen/").content.decode()
    assert "J. Verzonnen" in page
    assert "J. Verzonnen" not in page.partition("</title>")[0]


def test_a_removed_member_finds_an_empty_list(signed_in: SignedIn) -> None:
    world = a_case()
    a_covered_member(world, "former", last_day=-60)
    assert codes(signed_in(world.people["former"])) == []


@pytest.mark.parametrize(("state", "found"), [("", 2), ("open", 1), ("closed", 1), ("active", 0), ("nonsense", 2)])
def test_the_list_is_filtered_by_state(state: str, found: int, signed_in: SignedIn) -> None:
    world = a_case()
    joined(world, state="closed")
    assert len(codes(signed_in(world.people["member"]), state=state)) == found


def test_the_list_is_filtered_by_municipality_and_offers_no_other(signed_in: SignedIn) -> None:
    world, hidden = a_case(), a_case()
    other = joined(world)
    client = signed_in(world.people["member"])
    assert codes(client, municipality=other.municipality.key) == [other.key]
    assert hidden.municipality.name not in client.get("/casussen/").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_cases(
    signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = a_case()
    joined(world)
    client = signed_in(world.people["member"])
    with django_assert_max_num_queries(100) as few:
        client.get("/casussen/")
    for _number in range(12):
        joined(world)
    with django_assert_max_num_queries(len(few)):
        assert len(codes(client)) == 14


def test_the_page_names_the_cases_that_it_shows_on_the_line_of_the_log(signed_in: SignedIn) -> None:
    world = a_case()
    other = joined(world)
    signed_in(world.people["member"]).get("/casussen/")
    entry = AccessLogEntry.objects.get(route="my_cases")
    assert {one.case_key for one in entry.cases.all()} == {world.case.key, other.key}


def test_who_is_in_no_case_reads_what_belongs_here(signed_in: SignedIn) -> None:
    assert "ct-empty" in signed_in(a_person(None, "partner")).get("/casussen/").content.decode()


@pytest.mark.parametrize(("role", "found"), [("partner", True), ("municipal_director", False)])
def test_who_begins_here_finds_the_agreements_that_wait(role: str, found: bool, signed_in: SignedIn) -> None:
    person = a_person()
    a_role(person, role)
    text = a_declaration_text()
    address = reverse("documents:declare", args=[text.key])
    assert (address in signed_in(person).get("/casussen/").content.decode()) is found
