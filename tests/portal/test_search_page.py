"""Does the search page show what search finds, offer what can be chosen, and leave its line?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from audit.models import AccessLogEntry, Event
from casefiles.models import Circle, Report
from search.errors import SearchUnavailable
from search.outbox import all_changed
from tests.factories.cases import World, a_case, a_report
from tests.factories.people import a_person
from tests.portal.conftest import SignedIn

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
# Another one at every request.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def world(index: Index) -> World:
    """A case with reports about rent arrears, one of them in the care circle."""
    world = a_case()
    for number in range(25):
        a_report(world, story=f"Hij vroeg om hulp met de huurschuld, keer {number}.", shared_days_ago=number + 1)
    a_report(world, "case_direction", story="Medicatie en huurschuld besproken.", circle="care")
    with transaction.atomic():
        all_changed("report", Report.objects.values_list("key", flat=True))
        all_changed("case", [world.case.key])
    index()
    return world


def ask(client: Client, **parameters: Any) -> Any:
    return client.get("/zoeken/", parameters)


def test_a_partner_finds_what_their_team_may_read(world: World, signed_in: SignedIn) -> None:
    page = ask(signed_in(world.people["member"]), q="huurschuld")
    assert page.context["answer"].count == 25
    assert "<mark" in page.content.decode()
    assert "Medicatie" not in page.content.decode()


def test_a_stranger_finds_what_one_finds_in_an_empty_house(world: World, signed_in: SignedIn) -> None:
    client = signed_in(a_person(None, "partner"))
    found, nothing = (TOKEN.sub("", ask(client, q=word).content.decode()) for word in ("huurschuld", "huurschulx"))
    assert found.replace("huurschuld", "huurschulx") == nothing


def test_the_second_page_goes_on_where_the_first_stopped(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    first = ask(client, q="huurschuld")
    second = ask(client, q="huurschuld", after=first.context["answer"].next)
    urls = [hit.url for page in (first, second) for hit in page.context["hits"]]
    assert [len(page.context["hits"]) for page in (first, second)] == [20, 5]
    assert len(set(urls)) == 25


def test_what_is_chosen_stands_above_the_results_and_can_be_taken_away(world: World, signed_in: SignedIn) -> None:
    page = ask(signed_in(world.people["member"]), q="huurschuld", kind="report", municipality="Nergens")
    (kind, municipality) = page.context["chips"]
    assert (page.context["answer"].count, len(page.context["chips"])) == (0, 2)
    assert kind[1] == "?q=huurschuld&municipality=Nergens"
    assert municipality[1] == "?q=huurschuld&kind=report"


def test_every_facet_says_how_much_it_would_find(world: World, signed_in: SignedIn) -> None:
    facets = ask(signed_in(world.people["member"]), q="huurschuld").context["facets"]
    assert {(group.name, option.count) for group in facets.groups for option in group.options} == {
        ("kind", 25),
        ("municipality", 25),
        ("case", 25),
        ("organisation", 25),
    }


def test_every_hit_of_a_case_says_for_which_circle_it_is(world: World, signed_in: SignedIn) -> None:
    hits = ask(signed_in(world.people["case_direction"]), q="medicatie").context["hits"]
    assert [(hit.circle, hit.narrow) for hit in hits] == [(Circle.CARE.label, True)]


def test_the_page_has_one_field_to_search_in(world: World, signed_in: SignedIn) -> None:
    assert ask(signed_in(world.people["member"])).content.decode().count('type="search"') == 1


def test_a_search_leaves_one_line_with_its_words_and_its_cases(world: World, signed_in: SignedIn) -> None:
    ask(signed_in(world.people["member"]), q="huurschuld")
    entry = AccessLogEntry.objects.get(event=Event.SEARCH)
    assert (entry.details["query"], len(entry.details["keys"])) == ("huurschuld", 20)
    assert [one.case_key for one in entry.cases.all()] == [world.case.key]


def test_without_words_nothing_is_searched(world: World, signed_in: SignedIn) -> None:
    assert "answer" not in ask(signed_in(world.people["member"]), q="  ").context
    assert not AccessLogEntry.objects.filter(event=Event.SEARCH).exists()


def test_without_an_index_one_sentence_says_so_and_the_attempt_is_on_record(index: Index, signed_in: SignedIn) -> None:
    page = ask(signed_in(a_person(None, "partner")), q="huurschuld")
    assert str(SearchUnavailable.sentence) in page.content.decode()
    assert AccessLogEntry.objects.get(event=Event.SEARCH).details["query"] == "huurschuld"


def test_with_an_engine_that_is_down_one_sentence_says_so_and_nothing_else_is_tried(
    world: World, signed_in: SignedIn, settings: Settings
) -> None:
    settings.ELASTICSEARCH_NODES = ["http://127.0.0.1:1"]
    client = signed_in(world.people["member"])
    page = ask(client, q="huurschuld")
    assert str(SearchUnavailable.sentence) in page.content.decode()
    assert "answer" not in page.context
    assert client.get("/zoeken/aanvullen/", {"q": "huur"}).context["suggestions"] == []


def test_a_page_of_hits_takes_a_fixed_number_of_queries(
    world: World, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(world.people["member"])
    with django_assert_max_num_queries(100) as few:
        assert len(ask(client, q="huurschuld keer 7").context["hits"]) < 4
    with django_assert_max_num_queries(len(few)):
        assert len(ask(client, q="huurschuld").context["hits"]) == 20


def test_suggestions_complete_the_last_word_from_three_letters_on(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    offered = client.get("/zoeken/aanvullen/", {"q": "hulp huu"}).context["suggestions"]
    assert ("hulp huurschuld", "?q=hulp+huurschuld") in offered
    assert client.get("/zoeken/aanvullen/", {"q": "hulp hu"}).context["suggestions"] == []


def test_nothing_is_suggested_from_what_the_reader_may_not_see(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    assert client.get("/zoeken/aanvullen/", {"q": "medi"}).context["suggestions"] == []
