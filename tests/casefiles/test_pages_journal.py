"""Can the journal be narrowed, turned around and paged, over what its reader may see alone?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.casefiles.pages import opened, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


def _stories(world: World, **query: Any) -> list[str]:
    page = text_of(opened(world.people["member"], "journal", world.case.key, **query))
    return re.findall(r"<p>(Verhaal [^<]*)</p>", page)


def test_the_newest_stands_first_and_the_order_can_be_turned(world: World) -> None:
    for days in (3, 1, 2):
        a_report(world, shared_days_ago=days, story=f"Verhaal {days}")
    assert _stories(world) == ["Verhaal 1", "Verhaal 2", "Verhaal 3"]
    assert _stories(world, order="oldest") == ["Verhaal 3", "Verhaal 2", "Verhaal 1"]


def test_it_can_be_narrowed_to_how_it_goes_to_an_organisation_and_to_a_period(world: World) -> None:
    other = a_covered_member(world, "other")
    a_report(world, shared_days_ago=9, story="Verhaal van vroeger", valence="positive")
    a_report(world, "other", shared_days_ago=1, story="Verhaal van elders", valence="concern")
    assert _stories(world, valence="positive") == ["Verhaal van vroeger"]
    assert _stories(world, organisation=other.organisation.key) == ["Verhaal van elders"]
    assert _stories(world, from_day=str(timezone.localdate() - timedelta(days=2))) == ["Verhaal van elders"]
    assert _stories(world, until_day=str(timezone.localdate() - timedelta(days=9))) == ["Verhaal van vroeger"]


def test_an_organisation_that_told_only_hidden_things_is_no_choice(world: World) -> None:
    other = a_covered_member(world, "other")
    a_report(world, "other", circle="directors")
    page = text_of(opened(world.people["member"], "journal", world.case.key))
    assert other.organisation.key not in page


def test_a_day_that_is_none_is_said_and_the_rest_stays(world: World) -> None:
    a_report(world, story="Verhaal")
    response = opened(world.people["member"], "journal", world.case.key, from_day="gisteren")
    assert response.status_code == 422
    assert "gisteren" in text_of(response)


def test_a_page_holds_twenty_and_keeps_the_filter(world: World) -> None:
    for number in range(23):
        a_report(world, story=f"Verhaal {number}", valence="positive")
    assert len(_stories(world, valence="positive")) == 20
    assert len(_stories(world, valence="positive", page="2")) == 3
    page = text_of(opened(world.people["member"], "journal", world.case.key, valence="positive"))
    assert re.search(r'href="\?[^"]*valence=positive[^"]*page=2', page)
