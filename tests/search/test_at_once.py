"""Does what was narrowed stay out of sight while the indexer works at the same moment?"""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from search.indexer import drain
from search.query import Query
from search.service import search, suggest
from tests.search.rooms import Room

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
PATIENCE = 30  # seconds


@pytest.fixture
def _indexer(reports: Room) -> Iterator[None]:
    """A worker that never rests."""
    drain()
    stop = threading.Event()
    worker = threading.Thread(target=_work, args=(stop,))
    worker.start()
    yield
    stop.set()
    worker.join(PATIENCE)


def _work(stop: threading.Event) -> None:
    while not stop.is_set():
        drain()
    connection.close()


@pytest.mark.usefixtures("_indexer")
def test_a_narrowed_thing_is_not_found_from_the_moment_of_its_commit(reports: Room, viewer: Any) -> None:
    for number in range(12):
        reports.put(str(number), body="overlast")
        _until_found(viewer)
        reports.put(str(number), body="overlast", tokens=frozenset({"b"}), narrowed=True)
        for _look in range(5):
            answer = search(viewer, Query("overlast"))
            assert (answer.hits, answer.count, answer.facets["kind"]) == ((), 0, {})
            assert suggest(viewer, "over") == ()


def _until_found(viewer: Any) -> None:
    give_up = time.monotonic() + PATIENCE
    while not search(viewer, Query("overlast")).count:
        assert time.monotonic() < give_up, "the indexer never came round to it"
