"""What do the tests of the portal start from? A person who is signed in, and an index of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from search.indexer import drain

SignedIn = Callable[[User], Client]


def ask(client: Client, **question: Any) -> Any:
    """The page to which asking this leads."""
    return client.post("/zoeken/", question, follow=True)


@pytest.fixture
def signed_in(client: Client) -> SignedIn:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def index(settings: Settings, tmp_path: Path) -> Iterator[Callable[[], int]]:
    """An index in a folder of its own; calling it brings it up to date."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return drain
