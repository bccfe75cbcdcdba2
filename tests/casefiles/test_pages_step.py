"""A step on its page: a button only for who may take it, every open condition, and nothing lost when refused."""

import pytest
from django.urls import reverse

from audit.models import AccessLogEntry
from casefiles.models import Case
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_plan
from tests.factories.team import a_closing_notice
from workflows.models import Transition

pytestmark = pytest.mark.django_db
REASON = "De rust is terug in het portiek."


def _version(world: World) -> int:
    return Case.objects.get(pk=world.case.pk).version


def test_a_director_takes_a_step_with_its_reason() -> None:
    world = a_case(state="active")
    user = world.people["process_direction"]
    sent(user, "step", "case.scale_up", world.case.key, version=_version(world), reason=REASON)
    assert Case.objects.get(pk=world.case.pk).state == "scaled_up"
    assert REASON in text_of(opened(world.people["member"], "history", world.case.key))


def test_who_may_not_take_it_finds_who_may_and_no_form() -> None:
    world = a_case(state="active")
    page = text_of(opened(world.people["member"], "step", "case.scale_up", world.case.key))
    assert "<textarea" not in page
    assert world.people["process_direction"].name in page


def test_a_refused_step_is_a_page_with_the_words_that_were_typed() -> None:
    world = a_case(state="active")
    step = ("step", "case.scale_up", world.case.key)
    response = sent(world.people["member"], *step, version=_version(world), reason=REASON)
    assert response.status_code == 403
    assert REASON in text_of(response)
    assert Case.objects.get(pk=world.case.pk).state == "active"
    assert AccessLogEntry.objects.filter(event="denial", user_key=world.people["member"].key).count() == 1


def test_a_case_that_moved_on_meanwhile_is_said_and_the_reason_is_kept() -> None:
    world = a_case(state="active")
    user, version = world.people["process_direction"], _version(world)
    sent(user, "step", "case.scale_up", world.case.key, version=version, reason="Eerst dit.")
    response = sent(user, "step", "case.prepare_closing", world.case.key, version=version, reason=REASON)
    assert response.status_code == 409
    assert REASON in text_of(response)
    assert Transition.objects.filter(noun="casefiles.case").count() == 1


def test_open_conditions_stand_in_the_place_of_the_button() -> None:
    world = a_case(state="planning")
    user = world.people["process_direction"]
    step = reverse("casefiles:step", args=["case.activate", world.case.key])
    assert step not in text_of(opened(user, "case", world.case.key))
    assert 'name="version"' not in text_of(opened(user, "step", "case.activate", world.case.key))
    a_plan(world, state="adopted", circle="team", number=1)
    assert step in text_of(opened(user, "case", world.case.key))


def test_what_cannot_be_undone_asks_for_the_code_of_the_case() -> None:
    world = a_case(state="closing")
    a_closing_notice(world)
    step = ("step", "case.close", world.case.key)
    user, version = world.people["process_direction"], _version(world)
    assert sent(user, *step, version=version, code="AAA-AAA").status_code == 422
    sent(user, *step, version=version, code=world.case.key.lower())
    assert Case.objects.get(pk=world.case.pk).state == "closed"


def test_who_is_winding_down_does_not_read_how_the_conditions_stand() -> None:
    world = a_case(state="planning")
    user = a_covered_member(world, "leaving", last_day=-5)
    plan_page = reverse("casefiles:plan", args=[world.case.key])
    step = ("step", "case.activate", world.case.key)
    counts = [text_of(opened(one, *step)).count(plan_page) for one in (user, world.people["member"])]
    # The tab leads there for both; the open condition, that there is no plan, is told to the member alone.
    assert counts == [1, 2]


@pytest.mark.parametrize("step_id", ["case.fly", "covenant.sign", "plan.adopt", "nothing"])
def test_a_step_that_is_not_of_this_thing_is_not_there(step_id: str) -> None:
    world = a_case()
    assert opened(world.people["process_direction"], "step", step_id, world.case.key).status_code == 404
