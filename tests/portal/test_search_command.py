"""Does the search command print what that person's own page shows, and leave a line that says who asked?"""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from audit.models import AccessLogEntry, Event
from search.outbox import changed
from tests.factories.cases import World, a_case, a_report
from tests.portal.conftest import SignedIn, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(index: Callable[[], int]) -> World:
    world = a_case()
    report = a_report(world, story="Hij vroeg om hulp met de huurschuld.")
    with transaction.atomic():
        changed("report", report.key)
    index()
    return world


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def found(world: World, name: str, *words: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*words, "--as", world.people[name].email, "--json"))
    return answer


def test_the_answer_has_the_promised_shape(world: World) -> None:
    answer = found(world, "member", "hulp", "huurschuld")
    (hit,) = answer["hits"]
    assert set(answer) == {"count", "hits", "facets"}
    assert set(hit) == {"key", "kind", "title", "snippet", "date"}
    assert (answer["count"], hit["kind"], answer["facets"]["kind"]) == (1, "report", {"report": 1})


def test_the_command_and_the_page_agree(world: World, signed_in: SignedIn) -> None:
    page = ask(signed_in(world.people["member"]), q="huurschuld")
    answer = found(world, "member", "huurschuld")
    shown = ["".join(text for text, _marked in hit.snippet) for hit in page.context["hits"]]
    assert [hit["snippet"] for hit in answer["hits"]] == shown


def test_without_json_people_read_the_titles(world: World) -> None:
    assert world.case.key in run("huurschuld", "--as", world.people["member"].email)


def test_the_line_names_the_machine_and_on_whose_behalf_it_was_asked(world: World) -> None:
    found(world, "member", "huurschuld")
    entry = AccessLogEntry.objects.get(event=Event.SEARCH)
    assert (entry.user_key, entry.on_behalf_of_key) == ("", world.people["member"].key)
    assert [one.case_key for one in entry.cases.all()] == [world.case.key]


def test_a_deactivated_person_finds_nothing(world: World) -> None:
    member = world.people["member"]
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    assert found(world, "member", "huurschuld")["count"] == 0


def test_an_unknown_person_is_one_clear_line(world: World) -> None:
    with pytest.raises(CommandError, match="niemand@"):
        run("huurschuld", "--as", "niemand@voorbeeld.example")


def test_no_index_is_one_clear_line(index: Callable[[], int]) -> None:
    with pytest.raises(CommandError):
        run("huurschuld", "--as", a_case().people["member"].email)
