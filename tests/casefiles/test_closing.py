"""Is a project leader told what closes in cases when a covenant ends, and only of the cases that they see?"""

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from access.viewer import Viewer
from accounts.models import User
from casefiles.closing import closes_in_cases
from casefiles.models import Case
from documents.models import CovenantVersion
from documents.selectors.next_steps import next_steps
from tests.casefiles.pages import text_of
from tests.documents.pages import as_user, covenant_url
from tests.factories.cases import World, a_case, a_covenant, a_member, day, viewer_of
from tests.factories.documents import a_leader
from tests.factories.people import a_person, a_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def world() -> World:
    return a_case()


@pytest.fixture
def covenant(world: World) -> CovenantVersion:
    """Covers process direction, case direction and a member of this case, for as long as it lasts."""
    return CovenantVersion.objects.get()


def lines(covenant: CovenantVersion, viewer: Viewer) -> list[str]:
    return list(closes_in_cases(covenant, viewer))


def test_who_sees_the_case_reads_its_code_and_whose_access_ends(world: World, covenant: CovenantVersion) -> None:
    cases, members = lines(covenant, world.viewer("process_direction"))
    assert "1 open case " in cases
    assert world.case.key in cases
    assert "1 place " in members


def test_who_sees_no_case_reads_nothing_of_any(covenant: CovenantVersion) -> None:
    assert lines(covenant, viewer_of(a_leader())) == []


def test_a_case_that_the_reader_does_not_see_changes_no_number(world: World, covenant: CovenantVersion) -> None:
    before = lines(covenant, world.viewer("process_direction"))
    hidden = a_case()
    Case.objects.filter(pk=hidden.case.pk).update(municipality=world.municipality, meeting_type=world.purpose)
    a_member(hidden, world.people["member"])
    assert lines(covenant, world.viewer("process_direction")) == before


def test_what_another_covenant_covers_as_well_does_not_close(world: World, covenant: CovenantVersion) -> None:
    everybody = [user.organisation for user in world.people.values()]
    a_covenant(world.purpose, everybody[2:], world.municipality, last_day=999)
    cases, *members = lines(covenant, world.viewer("process_direction"))
    assert world.case.key in cases
    assert members == []
    a_covenant(world.purpose, everybody, world.municipality, last_day=999)
    assert lines(covenant, world.viewer("process_direction")) == []


@pytest.mark.parametrize(
    ("change", "value"), [("state", "closed"), ("municipality", None), ("meeting_type", None), ("state", "handed_over")]
)
def test_a_case_outside_of_it_does_not_close(world: World, covenant: CovenantVersion, change: str, value: str) -> None:
    viewer, other = world.viewer("process_direction"), a_case()
    Case.objects.filter(pk=world.case.pk).update(**{change: value or getattr(other.case, change)})
    assert lines(covenant, viewer) == []


def test_what_ended_already_closes_nothing_more(world: World, covenant: CovenantVersion) -> None:
    viewer = world.viewer("process_direction")
    CovenantVersion.objects.update(last_day=day(-1), readable_until=day(20))
    assert lines(CovenantVersion.objects.get(), viewer) == []


def a_leading_director(world: World) -> User:
    a_role(world.people["process_direction"], "project_leader")
    return world.people["process_direction"]


def test_the_back_room_tells_it_to_the_project_leader(world: World, covenant: CovenantVersion) -> None:
    url = covenant_url(covenant, "backroom:covenant")
    covenant.audience.entries.create(token="role:project_leader")
    mine, other = (text_of(as_user(user).get(url)) for user in (a_leading_director(world), a_leader()))
    assert (world.case.key in mine, world.case.key in other) == (True, False)
    assert "Nobody of the parties can share anything new in a case." in other


@pytest.mark.parametrize(("left", "warned"), [(20, True), (200, False)])
def test_the_warning_that_it_ends_says_what_closes(
    world: World, covenant: CovenantVersion, left: int, warned: bool
) -> None:
    covenant.audience.entries.create(token="role:project_leader")
    CovenantVersion.objects.update(last_day=day(left), readable_until=day(left + 30))
    texts = " ".join(str(one.text) for one in next_steps(viewer_of(a_leading_director(world))))
    assert (world.case.key in texts) == warned
    assert world.case.key not in " ".join(str(one.text) for one in next_steps(viewer_of(a_leader())))


def test_the_number_of_queries_does_not_grow(
    world: World, covenant: CovenantVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    viewer = world.viewer("process_direction")
    with django_assert_num_queries(5):
        lines(covenant, viewer)
    for _number in range(4):
        a_member(world, a_person(world.people["member"].organisation))
    viewer = world.viewer("process_direction")
    with django_assert_num_queries(5):
        lines(covenant, viewer)
