"""Does everybody read what their access rests on?"""

import pytest

from casefiles.models import Replacement
from tests.factories.cases import a_case, a_covered_member, day
from tests.factories.people import a_person, a_role
from tests.portal.conftest import SignedIn

pytestmark = pytest.mark.django_db
URL = "/mijn-gegevens/"


def test_roles_stand_there_with_their_dates_and_what_is_over_does_not(signed_in: SignedIn) -> None:
    user = a_person(None, "partner")
    a_role(user, "community_officer", ends_on=day(10))
    a_role(user, "safety_broker", ends_on=day(-1))
    assert len(signed_in(user).get(URL).context["roles"].rows) == 2


def test_cases_stand_there_with_function_and_last_day(signed_in: SignedIn) -> None:
    world, hidden = a_case(), a_case()
    table = signed_in(world.people["member"]).get(URL).context["places"]
    assert [row.head for row in table.rows] == [world.case.key]
    assert hidden.case.key not in str(table)


def test_no_client_is_named_on_a_page_about_oneself(signed_in: SignedIn) -> None:
    assert "J. Verzonnen" not in signed_in(a_case().people["member"]).get(URL).content.decode()


def test_who_stands_in_for_whom_is_told_to_both(signed_in: SignedIn) -> None:
    world = a_case()
    absent = world.people["member"]
    deputy = a_person(absent.organisation, "partner")
    Replacement.objects.create(absent=absent, deputy=deputy, starts_on=day(0), ends_on=day(7), named_by=absent)
    assert deputy.name in signed_in(absent).get(URL).content.decode()
    page = signed_in(deputy).get(URL)
    assert absent.name in page.content.decode()
    assert [row.head for row in page.context["places"].rows] == [world.case.key]


def test_who_lost_a_place_reads_that_a_role_alone_gives_none(signed_in: SignedIn) -> None:
    world = a_case()
    a_covered_member(world, "former", last_day=-60)
    assert signed_in(world.people["former"]).get(URL).context["places"].rows == []
