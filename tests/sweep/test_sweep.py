"""Does every route answer every persona as the oracle says, leave one line, and show nobody a hidden word?"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.keys import random_key
from audit.models import AccessLogEntry, Event
from tests.sweep.routes import ROUTES, Route
from tests.sweep.scene import ANONYMOUS, PERSONAS, SEEN_BY, Scene, a_scene, canary

pytestmark = pytest.mark.django_db
# Wagtail's own admin holds no case data and opens for a current role only; see the tests at the end.
BACK_ROOM = "beheer/"
IGNORED_HEADERS = {"Date", "X-Request-ID", "Content-Length"}


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """One scene for all: made once, outside any test's transaction, and taken away with the database's copy."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_scene()
        transaction.set_rollback(True)


@pytest.fixture
def clients(scene: Scene) -> dict[str, Client]:
    clients = {name: Client() for name in PERSONAS}
    for name, user in scene.users.items():
        if user is not None:
            clients[name].force_login(user)
    return clients


def route_names(patterns: list[Any], *, prefix: str = "", path: str = "") -> Iterator[str]:
    """Every named or unnamed route of the resolver, but for Wagtail's admin."""
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from route_names(pattern.url_patterns, prefix=space, path=here)
        elif isinstance(pattern, URLPattern) and BACK_ROOM not in here:
            yield f"{prefix}{pattern.name}" if pattern.name else here


def test_every_route_is_known_to_the_sweep() -> None:
    found = set(route_names(get_resolver().url_patterns))
    assert found - set(ROUTES) == set(), "these routes are not in tests/sweep/routes.py"
    assert set(ROUTES) - found == set(), "these routes do not exist any more"


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_answers_every_persona_as_the_oracle_says(name: str, scene: Scene, clients: dict[str, Client]) -> None:
    route, wrong = ROUTES[name], {}
    for persona, client in clients.items():
        response = client.get(address(name, route, scene))
        if response.status_code != route.expected(persona):
            wrong[persona] = (response.status_code, route.expected(persona))
    assert wrong == {}, "persona: (found, expected)"


@pytest.mark.parametrize("name", ROUTES)
def test_nobody_meets_a_word_that_is_hidden_from_them(name: str, scene: Scene, clients: dict[str, Client]) -> None:
    for persona, client in clients.items():
        words = everything_in(client.get(address(name, ROUTES[name], scene)))
        leaked = {thing for thing, people in SEEN_BY.items() if persona not in people and canary(thing) in words}
        assert leaked == set(), f"{persona} meets these on {name}"
    assert mail.outbox == []


@pytest.mark.parametrize("name", ROUTES)
def test_a_route_leaves_one_line_for_every_answer(name: str, scene: Scene, clients: dict[str, Client]) -> None:
    for persona, client in clients.items():
        before = AccessLogEntry.objects.count()
        response = client.get(address(name, ROUTES[name], scene))
        lines = AccessLogEntry.objects.order_by("-id")[: AccessLogEntry.objects.count() - before]
        expected = 0 if persona in ANONYMOUS or response.status_code in {302, 405} else 1
        assert len(lines) == expected or (response.status_code == 405 and len(lines) == 1), persona
        for line in lines:
            assert (line.event == Event.DENIAL) == (response.status_code >= 400), persona
            assert not any(canary(thing) in f"{line.details} {line.object_key}" for thing in SEEN_BY)


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.arguments])
def test_the_hidden_is_the_same_as_what_never_existed(name: str, scene: Scene, clients: dict[str, Client]) -> None:
    route = ROUTES[name]
    for persona, client in clients.items():
        if route.expected(persona) == 404:
            hidden, unknown = (client.get(address(name, route, scene, unknown=unknown)) for unknown in (False, True))
            assert what_is_told(hidden) == what_is_told(unknown), persona


@pytest.mark.parametrize("name", [name for name, route in ROUTES.items() if route.arguments])
def test_posting_to_the_hidden_is_the_same_as_to_what_never_existed(
    name: str, scene: Scene, clients: dict[str, Client]
) -> None:
    route = ROUTES[name]
    for persona, client in clients.items():
        if route.expected(persona) == 404:
            hidden, unknown = (client.post(address(name, route, scene, unknown=unknown)) for unknown in (False, True))
            assert what_is_told(hidden) == what_is_told(unknown), persona


def test_the_anonymous_get_one_redirect_whatever_they_ask(clients: dict[str, Client]) -> None:
    for path in ("/", "/casussen/K7P-3MX/", "/beheer/", "/convenanten/", "/bestaat-niet/"):
        for persona in ANONYMOUS:
            response = clients[persona].get(path)
            assert (response.status_code, response["Location"]) == (302, reverse("login"))


def test_the_back_room_is_not_found_without_a_current_role(clients: dict[str, Client]) -> None:
    for persona in set(PERSONAS) - ANONYMOUS - {"leader", "administrator"}:
        for path in ("/beheer/", "/beheer/pages/", "/beheer/reports/site-history/", "/beheer/images/"):
            assert clients[persona].get(path).status_code == 404, (persona, path)


@pytest.mark.parametrize("path", ["login/", "password_reset/", "account/", "users/", "groups/", "users/add/"])
def test_wagtails_own_forms_for_people_and_passwords_do_not_exist(path: str, clients: dict[str, Client]) -> None:
    for persona in ("leader", "administrator"):
        assert clients[persona].get(f"/beheer/{path}").status_code == 404


def address(name: str, route: Route, scene: Scene, *, unknown: bool = False) -> str:
    """The address for the scene's thing, or the same with a key that never existed."""
    arguments = {
        parameter: thing[1:] if thing.startswith("=") else random_key() if unknown else scene.key(thing)
        for parameter, thing in route.arguments.items()
    }
    return reverse(name, kwargs=arguments)


def everything_in(response: HttpResponse) -> str:
    """Body and headers as text; a Word file unpacked."""
    content = response.content if not response.streaming else b"".join(response)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            content = b"\n".join(file.read(part) for part in file.namelist())
    return content.decode("utf-8", "replace") + str(dict(response.headers))


def what_is_told(response: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in response.headers.items() if name not in IGNORED_HEADERS}
    return response.status_code, response.content, headers
