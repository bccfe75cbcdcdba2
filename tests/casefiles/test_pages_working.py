"""Do the pages of working as a team ask a fixed number of queries, and stand where somebody would look?"""

import pytest
from django.urls import reverse

from casefiles.models import Handover, ScalingRequest
from tests.casefiles.pages import opened, queries_of, sent, signed_in, text_of
from tests.factories.cases import World, a_case, a_covered_member, day
from tests.factories.people import a_person
from tests.factories.team import a_flag, a_handover, a_request, an_emergency, an_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    world.people["asked"] = a_person(None, "partner")
    return world


def _fill(world: World) -> None:
    a_flag(world)
    a_request(world)
    a_covered_member(world, "soon", ends_on=day(10))
    for make in (an_invitation, a_handover):
        make(world, "asked")
    an_emergency(world, "asked", hours=-1)


@pytest.mark.parametrize("page", ["team", "closing", "history"])
def test_a_page_asks_no_more_queries_when_there_is_more(world: World, page: str) -> None:
    director = world.people["process_direction"]
    _fill(world)
    before = queries_of(director, page, world.case.key)
    _fill(world)
    assert queries_of(director, page, world.case.key) == before


def test_what_waits_for_direction_stands_in_their_work_and_on_the_overview(world: World) -> None:
    request, director = a_request(world), world.people["process_direction"]
    url = reverse("casefiles:scaling", args=[request.key])
    assert url in text_of(signed_in(director).get(reverse("my_work")))
    assert url in text_of(opened(director, "case", world.case.key))


@pytest.mark.parametrize("make", [an_invitation, a_handover])
def test_what_is_asked_of_somebody_stands_in_their_work(world: World, make: object) -> None:
    item = make(world, "asked")  # type: ignore[operator]
    assert item.key in text_of(signed_in(world.people["asked"]).get(reverse("my_work")))


def test_places_that_end_soon_stand_in_the_work_of_who_directs(world: World) -> None:
    a_covered_member(world, "soon", ends_on=day(10))
    page = text_of(signed_in(world.people["process_direction"]).get(reverse("my_work")))
    assert reverse("casefiles:team", args=[world.case.key]) in page


def test_a_case_is_offered_to_a_receiver_on_its_page(world: World) -> None:
    director = world.people["process_direction"]
    both = {"user": world.people["asked"].key, "outside": "P. Elders", "words": "Neem je over?"}
    assert sent(director, "offer_handover", world.case.key, **both).status_code == 422
    one = both | {"outside": ""}
    assert sent(director, "offer_handover", world.case.key, **one).status_code == 302
    assert Handover.objects.get().state == "offered"


def test_any_partner_asks_to_scale_up_by_the_step_on_the_overview(world: World) -> None:
    member = world.people["member"]
    assert "case.ask_scale_up" in text_of(opened(member, "case", world.case.key))
    form = {"version": world.case.version, "reason": "Het loopt op."}
    assert sent(member, "step", "case.ask_scale_up", world.case.key, **form).status_code == 302
    assert ScalingRequest.objects.get().words == "Het loopt op."
