"""Which part of the access log is open to whom, and with whose name beside it?"""

import pytest

from casustafel.portal.access import may_oversee, may_read_log_of, may_see_client_in_log, territory
from tests.factories.cases import World, a_case
from tests.factories.people import a_municipality, a_person, a_role

pytestmark = pytest.mark.django_db
OVERSEERS = ("privacy_officer", "data_protection_officer")


@pytest.fixture
def world() -> World:
    return a_case()


def test_a_privacy_officer_of_elsewhere_who_protects_data_here_reads_the_log_without_the_name(world: World) -> None:
    world.people["both"] = a_person()
    a_role(world.people["both"], "privacy_officer", municipality=a_municipality())
    a_role(world.people["both"], "data_protection_officer", municipality=world.municipality)
    assert may_read_log_of(world.viewer("both"), world.case)
    assert not may_see_client_in_log(world.viewer("both"), world.case)


@pytest.mark.parametrize("role", OVERSEERS)
def test_whoever_oversees_the_whole_region_has_no_bounds(role: str, world: World) -> None:
    world.people["officer"] = a_person(None, role)
    a_role(world.people["officer"], role, municipality=world.municipality)
    assert territory(world.viewer("officer")) is None
    assert may_oversee(world.viewer("officer"))


def test_the_territory_is_that_of_the_roles_that_oversee_and_of_no_other(world: World) -> None:
    elsewhere = a_municipality()
    world.people["officer"] = a_person(None, "partner")
    a_role(world.people["officer"], "municipal_director", municipality=a_municipality())
    for role, place in zip(OVERSEERS, (world.municipality, elsewhere), strict=True):
        a_role(world.people["officer"], role, municipality=place)
    assert territory(world.viewer("officer")) == {world.municipality.pk, elsewhere.pk}


def test_who_holds_no_such_role_oversees_nothing(world: World) -> None:
    director = world.viewer("process_direction")
    assert not may_oversee(director)
    assert territory(director) == frozenset()
