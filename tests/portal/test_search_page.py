"""Does the search page show what search finds, offer what can be chosen, and keep every word out of its address?"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from audit.models import AccessLogEntry, Event
from casefiles.models import Circle, Report
from search.errors import SearchUnavailable
from search.models import Question
from search.outbox import all_changed
from tests.factories.cases import World, a_case, a_report
from tests.factories.people import a_person
from tests.portal.conftest import SignedIn, ask

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
# Another one at every request, and at every question.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|/zoeken/[\w-]{16}/')


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


def suggested(client: Client, text: str) -> Any:
    return client.post("/zoeken/aanvullen/", {"q": text}).context["suggestions"]


def test_a_partner_finds_what_their_team_may_read(world: World, signed_in: SignedIn) -> None:
    page = ask(signed_in(world.people["member"]), q="huurschuld")
    assert page.context["answer"].count == 25
    assert "<mark" in page.content.decode()
    assert "Medicatie" not in page.content.decode()


def test_a_stranger_finds_what_one_finds_in_an_empty_house(world: World, signed_in: SignedIn) -> None:
    client = signed_in(a_person(None, "partner"))
    found, nothing = (TOKEN.sub("", ask(client, q=word).content.decode()) for word in ("huurschuld", "huurschulx"))
    assert found.replace("huurschuld", "huurschulx") == nothing


def test_no_word_of_a_question_stands_in_an_address(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    asked = client.post("/zoeken/", {"q": "huurschuld Verweij"})
    assert asked.headers["Location"] == reverse("search_question", args=[Question.objects.get().key])
    page = client.get(asked.headers["Location"]).content.decode()
    addresses = re.findall(r'(?:href|action|hx-\w+)="([^"]*)"', page)
    assert [one for one in addresses if "huur" in one.lower() or "verweij" in one.lower()] == []


def test_words_in_an_address_are_not_asked(world: World, signed_in: SignedIn) -> None:
    page = signed_in(world.people["member"]).get("/zoeken/", {"q": "huurschuld"})
    assert "answer" not in page.context
    assert not Question.objects.exists()


def test_the_page_of_a_question_loads_again(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    page = ask(client, q="huurschuld")
    again = client.get(page.request["PATH_INFO"])
    assert again.context["answer"] == page.context["answer"]


def test_the_second_page_goes_on_where_the_first_stopped_and_leads_back(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    first = ask(client, q="huurschuld")
    address = first.request["PATH_INFO"]
    second = client.get(address + first.context["next_url"])
    urls = [hit.url for page in (first, second) for hit in page.context["hits"]]
    assert [len(page.context["hits"]) for page in (first, second)] == [20, 5]
    assert len(set(urls)) == 25
    assert "next_url" not in second.context
    back = client.get(address + second.context["previous_url"])
    assert back.context["answer"] == first.context["answer"]


def test_what_was_asked_and_chosen_stands_above_the_results_piece_by_piece(world: World, signed_in: SignedIn) -> None:
    page = ask(signed_in(world.people["member"]), q='huurschuld "keer 7"', kind="report", since="2026-01-01")
    labels = [chip.label for chip in page.context["chips"]]
    assert labels == ["huurschuld", "“keer 7”", "Soort: melding", "Vanaf 1 januari 2026"]
    assert page.context["facets"].chosen == 2


@pytest.mark.parametrize(
    ("number", "text", "choices"),
    [
        (0, "hulp", {"kind": ["report"], "oldest": True}),
        (1, "huurschuld", {"kind": ["report"], "oldest": True}),
        (2, "huurschuld hulp", {"oldest": True}),
        (3, "huurschuld hulp", {"kind": ["report"], "oldest": True}),
    ],
)
def test_a_piece_is_taken_away_by_its_number(
    number: int, text: str, choices: dict[str, Any], world: World, signed_in: SignedIn
) -> None:
    client = signed_in(world.people["member"])
    page = ask(client, q="huurschuld hulp", kind="report", oldest="yes")
    left = client.post(page.request["PATH_INFO"], {"without": number}, follow=True)
    question = left.context["question"]
    assert (question.text, question.choices) == (text, choices)


def test_looking_at_a_page_keeps_no_question_whatever_its_address_asks(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    address = ask(client, q="huurschuld hulp").request["PATH_INFO"]
    client.get(address, {"without": "1"})
    assert Question.objects.count() == 1


def test_without_its_last_word_a_question_is_none(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    page = ask(client, q="huurschuld")
    assert client.post(page.request["PATH_INFO"], {"without": "0"}).headers["Location"] == "/zoeken/"


def test_other_choices_are_another_question_with_the_same_words(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    address = ask(client, q="huurschuld").request["PATH_INFO"]
    chosen = client.post(address, {"kind": "report", "municipality": "Nergens", "until": "geen dag"}, follow=True)
    assert chosen.context["answer"].count == 0
    assert chosen.context["question"].choices == {"kind": ["report"], "municipality": ["Nergens"]}
    assert client.get(address).context["answer"].count == 25


def test_the_oldest_stand_first_when_asked(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    newest, oldest = (ask(client, q="huurschuld", oldest=value).context["answer"] for value in ("", "yes"))
    dates = [hit.date for hit in oldest.hits]
    assert dates == sorted(dates)
    assert oldest.hits[0].date < newest.hits[-1].date


def test_every_facet_says_how_much_it_would_find(world: World, signed_in: SignedIn) -> None:
    facets = ask(signed_in(world.people["member"]), q="huurschuld").context["facets"]
    told = {(group.name, option.count) for group in facets.groups for option in group.options}
    assert told >= {("kind", 25), ("municipality", 25), ("case", 25), ("organisation", 25)}


def test_every_hit_of_a_case_says_for_which_circle_it_is(world: World, signed_in: SignedIn) -> None:
    hits = ask(signed_in(world.people["case_direction"]), q="medicatie").context["hits"]
    assert [(hit.circle, hit.narrow) for hit in hits] == [(Circle.CARE.label, True)]


def test_the_pages_of_search_have_one_field_to_search_in(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    for page in (client.get("/zoeken/"), ask(client, q="huurschuld")):
        assert page.content.decode().count('type="search"') == 1


def test_every_field_to_search_in_posts(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    for page in (client.get("/"), client.get("/zoeken/"), ask(client, q="huurschuld")):
        (form,) = re.findall(r'<form[^>]*role="search"[^>]*>', page.content.decode())
        assert 'method="post"' in form
        assert 'action="/zoeken/"' in form


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
    assert [chip.label for chip in page.context["chips"]] == ["huurschuld"]
    assert AccessLogEntry.objects.get(event=Event.SEARCH).details["query"] == "huurschuld"


def test_with_an_engine_that_is_down_one_sentence_says_so_and_nothing_else_is_tried(
    world: World, signed_in: SignedIn, settings: Settings
) -> None:
    settings.ELASTICSEARCH_NODES = ["http://127.0.0.1:1"]
    client = signed_in(world.people["member"])
    page = ask(client, q="huurschuld")
    assert str(SearchUnavailable.sentence) in page.content.decode()
    assert "answer" not in page.context
    assert suggested(client, "huur") == []


def test_a_page_of_hits_takes_a_fixed_number_of_queries(
    world: World, signed_in: SignedIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(world.people["member"])
    few, many = (ask(client, q=words).request["PATH_INFO"] for words in ("huurschuld keer 7", "huurschuld"))
    with django_assert_max_num_queries(100) as fewer:
        assert len(client.get(few).context["hits"]) < 4
    with django_assert_max_num_queries(len(fewer)):
        assert len(client.get(many).context["hits"]) == 20


def test_suggestions_complete_the_last_word_from_three_letters_on(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.people["member"])
    assert "hulp huurschuld" in suggested(client, "hulp huu")
    assert suggested(client, "hulp hu") == []


def test_suggestions_are_asked_for_without_an_address_that_tells_the_word(signed_in: SignedIn) -> None:
    assert signed_in(a_person()).get("/zoeken/aanvullen/", {"q": "huur"}).status_code == 405


def test_nothing_is_suggested_from_what_the_reader_may_not_see(world: World, signed_in: SignedIn) -> None:
    assert suggested(signed_in(world.people["member"]), "medi") == []


@pytest.mark.parametrize(
    "text", ['"half', "a\0b", "-", "🙂", "x" * 2_500, "soort:niets van:gisteren", "<b>{{ q }}</b>"]
)
def test_nothing_that_is_typed_is_an_error_and_all_of_it_comes_back_escaped(text: str, signed_in: SignedIn) -> None:
    page = ask(signed_in(a_person()), q=text)
    assert page.status_code == 200
    assert "<b>{{" not in page.content.decode()
