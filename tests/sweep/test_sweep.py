"""Does every route answer every persona as the oracle says, leave one line, and show nobody a hidden word?"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.keys import random_key
from audit.models import AccessLogEntry, Event
from tests.sweep.answer import Nowhere, what_is_told
from tests.sweep.canary import canary
from tests.sweep.route import Route
from tests.sweep.routes import ROUTES
from tests.sweep.scene import ANONYMOUS, PERSONAS, SEEN_BY, Scene

pytestmark = pytest.mark.django_db
# Wagtail's own routes are swept in test_back_room.py.
BACK_ROOM = "beheer/"
IDS = [f"{name}-{'-'.join(route.arguments.values())}" for name, route in ROUTES]
WITH_A_KEY = [
    (name, route) for name, route in ROUTES if any(not one.startswith("=") for one in route.arguments.values())
]


def space_of_ours(prefix: str) -> bool:
    return prefix == "backroom:"


def route_names(patterns: list[Any], *, prefix: str = "", path: str = "") -> Iterator[str]:
    """Every named or unnamed route of the resolver, but for Wagtail's admin."""
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from route_names(pattern.url_patterns, prefix=space, path=here)
        elif isinstance(pattern, URLPattern) and (BACK_ROOM not in here or space_of_ours(prefix)):
            yield f"{prefix}{pattern.name}" if pattern.name else here


def test_every_route_is_known_to_the_sweep() -> None:
    found = set(route_names(get_resolver().url_patterns))
    known = {name for name, _route in ROUTES}
    assert found - known == set(), "these routes are not in tests/sweep/routes.py"
    assert known - found == set(), "these routes do not exist any more"


@pytest.mark.parametrize(("name", "route"), ROUTES, ids=IDS)
def test_a_route_answers_everybody_as_the_oracle_says_and_leaves_one_line(
    name: str, route: Route, scene: Scene, clients: dict[str, Client], nowhere: Nowhere
) -> None:
    """One look a persona: its status, no hidden word in it, exactly one line in the log; hidden is as never existed."""
    wrong, path = {}, address(name, route, scene)
    for persona, client in clients.items():
        last = AccessLogEntry.objects.values_list("pk", flat=True).first() or 0
        response = client.get(path)
        lines = list(AccessLogEntry.objects.filter(pk__gt=last))
        faults = [
            *status_faults(route, persona, response),
            *leaks(persona, response, lines),
            *log_faults(response, lines),
        ]
        if response.status_code == 404 and what_is_told(response) != nowhere.at(path, "get", persona):
            faults.append("differs from what never existed")
        if persona in ANONYMOUS and lines:
            faults.append("a line for who is not signed in")
        if faults:
            wrong[persona] = faults
    assert wrong == {}
    assert mail.outbox == []


def status_faults(route: Route, persona: str, response: HttpResponse) -> list[str]:
    expected = route.expected(persona)
    return [] if response.status_code == expected else [f"{response.status_code} instead of {expected}"]


def leaks(persona: str, response: HttpResponse, lines: list[AccessLogEntry]) -> list[str]:
    """Hidden words in body or headers; any word of a case in the log."""
    words, logged = everything_in(response), str([(line.details, line.object_key) for line in lines])
    hidden = [thing for thing, people in SEEN_BY.items() if persona not in people and canary(thing) in words]
    return [f"meets {thing}" for thing in hidden] + [f"{one} in the log" for one in SEEN_BY if canary(one) in logged]


def log_faults(response: HttpResponse, lines: list[AccessLogEntry]) -> list[str]:
    """One line for a body, none for a redirect; a denial is called one."""
    signed_in = response.wsgi_request.user.is_authenticated
    expected = int(signed_in and not 300 <= response.status_code < 400)
    if len(lines) != expected:
        return [f"{len(lines)} lines instead of {expected}"]
    denied = response.status_code >= 400
    return [] if all((line.event == Event.DENIAL) == denied for line in lines) else ["not called a denial"]


@pytest.mark.parametrize(("name", "route"), WITH_A_KEY)
def test_a_key_that_never_existed_is_told_in_no_words_of_its_own(
    name: str, route: Route, scene: Scene, clients: dict[str, Client], nowhere: Nowhere
) -> None:
    """The other half of "hidden is as never existed", for which one persona is enough; 405: it takes posts only."""
    persona, path = somebody_outside(route), address(name, route, scene, unknown=True)
    told = what_is_told(clients[persona].get(path))
    assert told == nowhere.at(path, "get", persona) or told[0] == 405


@pytest.mark.parametrize(("name", "route"), WITH_A_KEY)
def test_posting_to_the_hidden_is_the_same_as_to_what_never_existed(
    name: str, route: Route, scene: Scene, clients: dict[str, Client], nowhere: Nowhere
) -> None:
    """A page that takes no posts says so of any key, in the same words to all."""
    path, persona = address(name, route, scene), somebody_outside(route)
    unknown = what_is_told(clients[persona].post(address(name, route, scene, unknown=True)))
    takes_none = unknown[0] == 405
    assert takes_none or unknown == nowhere.at(path, "post", persona)
    for persona, client in clients.items():
        if route.expected(persona) == 404:
            expected = unknown if takes_none else nowhere.at(path, "post", persona)
            assert what_is_told(client.post(path)) == expected, persona


def somebody_outside(route: Route) -> str:
    return next((one for one in PERSONAS if route.expected(one) == 404), "director")


def test_the_anonymous_get_one_redirect_whatever_they_ask(clients: dict[str, Client]) -> None:
    for path in ("/", "/casussen/K7P-3MX/", "/beheer/", "/convenanten/", "/bestaat-niet/"):
        for persona in ANONYMOUS:
            response = clients[persona].get(path)
            assert (response.status_code, response["Location"]) == (302, reverse("login"))


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
