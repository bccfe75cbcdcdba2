"""The scene that both sweeps look at, and a browser for each persona."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.sweep.scene import PERSONAS, Scene, a_scene


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
