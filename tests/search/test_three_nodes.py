"""Is every answer whole or none, and is nothing lost, when one of three nodes of Elasticsearch goes?"""

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from elasticsearch import Elasticsearch

from search.engines import elasticsearch
from search.engines.base import EngineUnavailable, Request
from search.engines.elasticsearch import ElasticsearchEngine, ElasticsearchWriting
from tests.search.test_engine_contract import NAME
from tests.search.worlds import asked, document, scope
from tests.servers.elasticsearch import Node, wait_for

pytestmark = pytest.mark.elasticsearch
PATIENCE = 90  # seconds
REQUEST = Request(asked("melding"), scope("a"))
SIZE = 2_000
BATCH = 250


@pytest.fixture
def engine(three_nodes: list[Node]) -> Iterator[ElasticsearchEngine]:
    with Elasticsearch([node.url for node in three_nodes], request_timeout=3, max_retries=3) as client:
        yield ElasticsearchEngine(lambda: client, prefix="three", seconds=3)


def write(engine: ElasticsearchEngine) -> None:
    with engine.writing(NAME) as writing:
        for first in range(0, SIZE, BATCH):
            made = [document(str(number)) for number in range(first, first + BATCH)]
            writing.replace([one.id for one in made], made)
        writing.commit()


def until_done(action: Callable[[], None]) -> None:
    """As the worker does: what failed is done again."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        try:
            action()
            break
        except EngineUnavailable:
            continue


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


@pytest.fixture
def kept(engine: ElasticsearchEngine, three_nodes: list[Node]) -> ElasticsearchEngine:
    """An engine with an index of which every document is found, and lies on two of the three nodes."""
    wait_for(three_nodes[0], "wait_for_nodes=3")
    # On a busy machine three nodes that are there may still be choosing who leads them.
    until_done(lambda: engine.drop_all_but("nothing"))
    engine.create(NAME)
    until_done(lambda: write(engine))
    wait_for(three_nodes[0], "wait_for_nodes=3&wait_for_status=green")
    return engine


def test_while_a_node_says_nothing_an_answer_is_whole_or_none(
    kept: ElasticsearchEngine, three_nodes: list[Node]
) -> None:
    with holder(kept, three_nodes).frozen():
        assert seen_until_whole(kept) | {count(kept) for _ in range(3)} <= {SIZE, None}


def test_a_node_that_is_lost_in_the_middle_of_writing_and_searching_takes_nothing_along(
    kept: ElasticsearchEngine, three_nodes: list[Node], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Many small requests, so that the node goes in the middle of them.
    monkeypatch.setattr(elasticsearch, "CHUNK", 20)
    sending, send = threading.Event(), ElasticsearchWriting._send
    monkeypatch.setattr(ElasticsearchWriting, "_send", lambda writing: (sending.set(), send(writing)))
    lost, seen = holder(kept, three_nodes), set[int | None]()
    writer = threading.Thread(target=until_done, args=[lambda: write(kept)])
    writer.start()
    sending.wait(PATIENCE)
    while writer.is_alive():
        seen.add(count(kept))
        if lost.process.poll() is None:
            lost.kill()
    assert seen | seen_until_whole(kept) <= {SIZE, None}
    assert kept.reader(NAME, generation=2).documents() == SIZE
