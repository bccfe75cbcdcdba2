"""Is every answer whole or none, and is nothing lost, when one of three nodes of Elasticsearch goes?"""

import threading
import time
from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable, Request
from search.engines.elasticsearch import ElasticsearchEngine
from search.query import parse
from tests.search.test_engine_contract import NAME
from tests.search.worlds import document, scope
from tests.servers.elasticsearch import Node

pytestmark = pytest.mark.elasticsearch
PATIENCE = 90  # seconds
REQUEST = Request(parse("melding"), scope("a"))
SIZE = 2_000
BATCH = 250


@pytest.fixture
def engine(three_nodes: list[Node]) -> Iterator[ElasticsearchEngine]:
    with Elasticsearch([node.url for node in three_nodes], request_timeout=3, max_retries=3) as client:
        yield ElasticsearchEngine(lambda: client, prefix="three", seconds=3)


def write(engine: ElasticsearchEngine, *, after_half: threading.Event | None = None) -> None:
    with engine.writing(NAME) as writing:
        for first in range(0, SIZE, BATCH):
            made = [document(str(number)) for number in range(first, first + BATCH)]
            writing.replace([one.id for one in made], made)
            if after_half and first >= SIZE // 2:
                after_half.set()
        writing.commit()


def count(engine: ElasticsearchEngine) -> int | None:
    """What is found; none while there is no answer."""
    try:
        return engine.reader(NAME, generation=1).find(REQUEST).count
    except EngineUnavailable:
        return None


def seen_until_whole(engine: ElasticsearchEngine) -> set[int | None]:
    """Every answer on the way to one that is whole."""
    seen, give_up = set(), time.monotonic() + PATIENCE
    while SIZE not in seen:
        assert time.monotonic() < give_up, f"never whole again: {seen}"
        seen.add(count(engine))
    return seen


def holder(engine: ElasticsearchEngine, nodes: list[Node]) -> Node:
    """The node with the shard that is written first."""
    shards = engine._client.cat.shards(index=f"three.{NAME}", format="json", h="node,prirep")
    names = ("one", "two", "three")
    return nodes[names.index(next(shard["node"] for shard in shards if shard["prirep"] == "p"))]


def test_a_node_that_is_lost_in_the_middle_of_writing_and_searching_takes_nothing_along(
    engine: ElasticsearchEngine, three_nodes: list[Node]
) -> None:
    engine.create(NAME)
    write(engine)
    lost = holder(engine, three_nodes)
    with lost.frozen():
        assert seen_until_whole(engine) | {count(engine) for _ in range(3)} <= {SIZE, None}
    half, seen = threading.Event(), set[int | None]()
    killer = threading.Thread(target=lambda: (half.wait(PATIENCE), lost.kill()))
    killer.start()
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            write(engine, after_half=half)
            break
        except EngineUnavailable:
            assert time.monotonic() < give_up
            seen.add(count(engine))
    killer.join()
    assert seen | seen_until_whole(engine) <= {SIZE, None}
    assert engine.reader(NAME, generation=2).documents() == SIZE
