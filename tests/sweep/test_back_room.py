"""Does every route of Wagtail's admin open for who writes pages only, show no hidden word, and leave one line?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import RoleAssignment
from audit.models import AccessLogEntry
from tests.factories.people import a_role
from tests.sweep.answer import UNKNOWN, Nowhere, what_is_told
from tests.sweep.back_room import LEADER, OPEN, PAGES, WagtailRoute, address, wagtail_routes
from tests.sweep.canary import canary
from tests.sweep.scene import ANONYMOUS, PERSONAS, Scene
from tests.sweep.test_sweep import leaks, log_faults

pytestmark = pytest.mark.django_db
ROUTES = wagtail_routes()
EDITED = [route for route in ROUTES if route.name in OPEN]
each_route = pytest.mark.parametrize("route", ROUTES, ids=[f"{one.name}-{one.pattern}" for one in ROUTES])
each_open_route = pytest.mark.parametrize("route", EDITED, ids=[one.name for one in EDITED])


def test_the_sweep_finds_the_routes_of_wagtail() -> None:
    assert len(ROUTES) > 100
    assert set(OPEN) <= {route.name for route in ROUTES}


@each_route
def test_a_route_of_wagtail_answers_everybody_as_the_oracle_says(
    route: WagtailRoute, scene: Scene, clients: dict[str, Client], nowhere: Nowhere
) -> None:
    """Each persona, each page: the status, no hidden word, one line; closed is the same as never existed."""
    wrong = {}
    for path, page in addresses(route, scene).items():
        for persona, client in clients.items():
            if faults := faults_of(client, persona, path, expected_of(route, persona, page), nowhere):
                wrong[path, persona] = faults
    assert wrong == {}


@each_route
def test_posting_to_a_closed_route_of_wagtail_is_as_to_what_never_existed(
    route: WagtailRoute, scene: Scene, clients: dict[str, Client], nowhere: Nowhere
) -> None:
    for path in addresses(route, scene):
        for persona in set(PERSONAS) - ANONYMOUS:
            if persona != LEADER or route.name not in OPEN:
                assert what_is_told(clients[persona].post(path)) == nowhere.at(path, "post", persona), (path, persona)


@each_open_route
def test_the_back_room_closes_on_the_next_request(
    route: WagtailRoute, scene: Scene, clients: dict[str, Client]
) -> None:
    """The day after the last day of the role; and the moment that an account is deactivated."""
    leader, path = scene.users[LEADER], address(route, scene, "house_page")
    assert leader is not None
    assert clients[LEADER].get(path).status_code == route.expected("house_page")
    RoleAssignment.objects.filter(user=leader).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert what_is_told(clients[LEADER].get(path)) == what_is_told(clients[LEADER].get(UNKNOWN))
    a_role(leader, "project_leader")
    assert clients[LEADER].get(path).status_code == route.expected("house_page")
    type(leader).objects.filter(pk=leader.pk).update(is_active=False)
    response = clients[LEADER].get(path)
    assert (response.status_code, response["Location"]) == (302, reverse("login"))


@each_open_route
def test_a_row_of_permissions_opens_nothing(route: WagtailRoute, scene: Scene, clients: dict[str, Client]) -> None:
    """Somebody adds a partner to Wagtail's group of editors, by hand in the database."""
    stranger: Any = scene.users["stranger"]
    stranger.groups.add(*stranger.groups.model.objects.all())
    assert stranger.groups.count() > 0
    path = address(route, scene, "house_page")
    assert what_is_told(clients["stranger"].get(path)) == what_is_told(clients["stranger"].get(UNKNOWN))


@pytest.mark.parametrize(
    ("name", "page"), [("edit", "draft_page"), ("view_draft", "next_page"), ("edit", "house_page")]
)
def test_its_writer_finds_the_texts_there(name: str, page: str, scene: Scene, clients: dict[str, Client]) -> None:
    """The control: the hidden words of pages do stand behind these doors."""
    thing: Any = scene.things[page]
    shown = clients[LEADER].get(reverse(f"wagtailadmin_pages:{name}", args=[thing.pk])).content.decode()
    assert canary("next_text" if page == "next_page" else page) in shown


@pytest.mark.parametrize("name", ["edit", "view_draft", "delete", "history", "unpublish", "preview_on_edit"])
def test_for_its_writer_a_page_outside_the_house_is_as_one_that_never_existed(
    name: str, clients: dict[str, Client]
) -> None:
    root, unknown = (reverse(f"wagtailadmin_pages:{name}", args=[number]) for number in (1, 999_999))
    assert what_is_told(clients[LEADER].get(root)) == what_is_told(clients[LEADER].get(unknown))
    assert clients[LEADER].get(root).status_code == 404


def expected_of(route: WagtailRoute, persona: str, page: str) -> int:
    if persona in ANONYMOUS:
        return 302
    return route.expected(page) if persona == LEADER else 404


def addresses(route: WagtailRoute, scene: Scene) -> dict[str, str]:
    """Address → page. Behind a closed door it makes no difference which page is named."""
    pages = PAGES if route.name in OPEN else PAGES[:1]
    return {address(route, scene, page): page for page in pages}


def faults_of(client: Client, persona: str, path: str, expected: int, nowhere: Nowhere) -> list[str]:
    last = AccessLogEntry.objects.values_list("pk", flat=True).first() or 0
    response = client.get(path)
    lines = list(AccessLogEntry.objects.filter(pk__gt=last))
    faults = [*leaks(persona, response, lines), *log_faults(response, lines)]
    if response.status_code != expected:
        faults.append(f"{response.status_code} instead of {expected}")
    elif expected == 404 and what_is_told(response) != nowhere.at(path, "get", persona):
        faults.append("differs from what never existed")
    elif persona in ANONYMOUS and response["Location"] != reverse("login"):
        faults.append(f"leads to {response['Location']}")
    return faults
