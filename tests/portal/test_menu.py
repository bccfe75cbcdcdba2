"""Is every role offered what it can use, and nothing else? The table of face.md 2, as far as it is built."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from casustafel.portal.context import frame
from tests.factories.cases import a_case, viewer_of
from tests.factories.people import a_person
from tests.portal.conftest import SignedIn

pytestmark = pytest.mark.django_db

WORK, CASES, AGREEMENTS, OVERSIGHT = "/", "/casussen/", "/convenanten/", "/toezicht/"
ADMINISTRATION = "/beheer/overeenkomsten/"
PEOPLE = "/mensen/"
TERMS = "/toezicht/bewaartermijnen/"
# Role → where it begins, and its menu in order.
OFFERED = {
    "project_leader": (AGREEMENTS, [AGREEMENTS, ADMINISTRATION]),
    "municipal_director": (WORK, [WORK, CASES, AGREEMENTS, TERMS]),
    "ggz_case_coordinator": (WORK, [WORK, CASES, AGREEMENTS]),
    "process_director": (WORK, [WORK, CASES, AGREEMENTS]),
    "process_manager": (WORK, [WORK, CASES, AGREEMENTS, TERMS]),
    "safety_broker": (WORK, [WORK, CASES]),
    "care_case_manager": (CASES, [WORK, CASES, AGREEMENTS]),
    "community_officer": (CASES, [WORK, CASES, AGREEMENTS]),
    "expert_by_experience": (CASES, [WORK, CASES, AGREEMENTS]),
    "partner": (CASES, [WORK, CASES, AGREEMENTS]),
    # Protocols say how the desk works: it reads them in the list.
    "back_office_worker": (CASES, [WORK, CASES, AGREEMENTS]),
    "privacy_officer": (OVERSIGHT, [WORK, OVERSIGHT]),
    "data_protection_officer": (OVERSIGHT, [WORK, OVERSIGHT]),
    "signatory": (WORK, [WORK, AGREEMENTS]),
    "administrator": (PEOPLE, [PEOPLE]),
}


def asked_by(*roles: str, path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.viewer = viewer_of(a_person(None, *roles))  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize("role", OFFERED)
def test_each_role_has_the_menu_of_the_table(role: str) -> None:
    menu = frame(asked_by(role))["frame"]["menu"]
    assert [url for _label, url, _current in menu] == OFFERED[role][1]


@pytest.mark.parametrize("role", OFFERED)
def test_each_role_begins_where_the_table_says(role: str, signed_in: SignedIn) -> None:
    assert signed_in(a_person(None, role)).get("/begin/").headers["Location"] == OFFERED[role][0]


def test_who_administers_only_is_offered_no_search() -> None:
    assert not frame(asked_by("administrator"))["frame"]["may_search"]
    assert frame(asked_by("administrator", "partner"))["frame"]["may_search"]


def test_a_member_without_a_role_still_reaches_their_cases() -> None:
    world = a_case()
    world.people["member"].role_assignments.all().delete()
    request = RequestFactory().get("/")
    request.viewer = world.viewer("member")  # type: ignore[attr-defined]
    assert [url for _label, url, _current in frame(request)["frame"]["menu"]] == [WORK, CASES]


@pytest.mark.parametrize("path", ["/casussen/K7P-3MX/", "/meldingen/x/", "/plannen/x/", "/aanmeldingen/"])
def test_the_pages_of_a_case_belong_to_the_item_cases(path: str) -> None:
    menu = frame(asked_by("partner", path=path))["frame"]["menu"]
    assert [url for _label, url, current in menu if current] == [CASES]


def test_the_role_line_names_every_role_in_full_and_the_organisation() -> None:
    request = asked_by("partner", "municipal_director")
    organisation = request.viewer.user.organisation  # type: ignore[attr-defined]
    line = frame(request)["frame"]["role_line"]
    assert line == f"{Role.MUNICIPAL_DIRECTOR.label}, {Role.PARTNER.label}, {organisation}"


def test_the_frame_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = asked_by("municipal_director")
    with django_assert_num_queries(0):
        frame(request)


def test_who_is_not_signed_in_gets_no_frame(client: Client) -> None:
    assert "frame" not in client.get("/inloggen/").context
