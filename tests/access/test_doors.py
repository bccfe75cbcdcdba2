"""What does a look leave on the trail: the thing, its case, and on whose behalf it was seen?"""

import pytest

from access.doors import find_or_404, note_look
from casefiles.models import Case, Replacement, Report
from tests.factories.cases import World, a_case, a_covered_member, a_member, a_report, day
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_case()
    absent = world.people["process_direction"]
    world.people["deputy"] = a_person(absent.organisation, "municipal_director")
    Replacement.objects.create(
        absent=absent, deputy=world.people["deputy"], starts_on=day(-1), ends_on=day(5), named_by=absent
    )
    return world


def test_a_deputy_looks_on_behalf_of_who_they_replace(world: World) -> None:
    deputy = world.viewer("deputy")
    find_or_404(deputy, Case.objects.all(), world.case.key)
    assert (deputy.trail.noun, deputy.trail.object_key) == ("casefiles.case", world.case.key)
    assert deputy.trail.on_behalf_of_key == world.people["process_direction"].key


def test_a_look_by_ones_own_right_is_on_nobodys_behalf(world: World) -> None:
    a_member(world, world.people["deputy"])
    deputy = world.viewer("deputy")
    find_or_404(deputy, Case.objects.all(), world.case.key)
    assert deputy.trail.on_behalf_of_key == ""


def test_the_next_look_by_ones_own_right_is_on_nobodys_behalf_any_more(world: World) -> None:
    elsewhere = a_case()
    a_covered_member(elsewhere, "there")
    a_member(elsewhere, world.people["deputy"], "process_direction")
    deputy = world.viewer("deputy")
    find_or_404(deputy, Case.objects.all(), world.case.key)
    find_or_404(deputy, Case.objects.all(), elsewhere.case.key)
    assert deputy.trail.on_behalf_of_key == ""
    assert deputy.trail.cases == {world.case.key, elsewhere.case.key}


def test_ones_own_report_is_read_by_ones_own_right_also_by_who_replaces_a_director(world: World) -> None:
    a_member(world, world.people["deputy"])
    report = a_report(world, "deputy", circle="directors")
    deputy = world.viewer("deputy")
    find_or_404(deputy, Report.objects.all(), report.key)
    assert deputy.trail.on_behalf_of_key == ""


def test_what_no_grant_opens_is_named_and_on_nobodys_behalf_whatever_was_looked_at_before(world: World) -> None:
    hidden = a_report(world, "case_direction", circle="care")
    deputy = world.viewer("deputy")
    find_or_404(deputy, Case.objects.all(), world.case.key)
    note_look(deputy, hidden)
    assert (deputy.trail.object_key, deputy.trail.cases) == (hidden.key, {world.case.key})
    assert deputy.trail.on_behalf_of_key == ""
