"""The scene that both sweeps look at, and a browser for each persona."""

from collections.abc import Iterator
from copy import deepcopy
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.sweep.answer import Nowhere
from tests.sweep.scene import PERSONAS, Scene, a_scene


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """One scene for all: made once, outside any test's transaction, and taken away with the database's copy."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_scene()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cookies(scene: Scene, django_db_blocker: Any) -> dict[str, SimpleCookie]:
    """Who is signed in, by persona: signing in for every test would take longer than looking."""
    cookies = {}
    with django_db_blocker.unblock():
        for name in PERSONAS:
            client = Client()
            if user := scene.users.get(name):
                client.force_login(user)
            cookies[name] = client.cookies
    return cookies


@pytest.fixture(scope="module")
def nowhere(scene: Scene, cookies: dict[str, SimpleCookie], django_db_blocker: Any) -> Nowhere:
    with django_db_blocker.unblock():
        return Nowhere({name: signed_in(cookies[name]) for name in PERSONAS})


@pytest.fixture
def clients(cookies: dict[str, SimpleCookie]) -> dict[str, Client]:
    return {name: signed_in(cookies[name]) for name in PERSONAS}


def signed_in(cookies: SimpleCookie) -> Client:
    client = Client()
    client.cookies = deepcopy(cookies)
    return client
