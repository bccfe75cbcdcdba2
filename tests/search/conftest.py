"""What does every test of search start from? A fresh folder, an engine on it, and rooms made of dictionaries."""

import secrets
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from elasticsearch import Elasticsearch
from hypothesis import settings as given_settings
from pytest_django import Settings

from access.scope import Scope
from audit.trail import Trail
from search import engines, registry
from search.engines import tantivy_queries
from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_mapping import SETTINGS
from search.engines.tantivy import TantivyEngine
from tests.search.rooms import Room
from tests.search.worlds import scope

# Every way of answering that the product has passes the same tests; few tokens and many go different ways in Tantivy.
FEW = {"tantivy few tokens": tantivy_queries.FEW, "tantivy many tokens": 0}
WAYS = [*FEW, pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
# A world on Elasticsearch takes ten times as long as one on Tantivy.
FEWER_EXAMPLES = 5
# One is what a house has; counts and order that come together from several are the harder case.
SHARDS = 3
# Engines that a test has at hand at one moment; what older ones left behind is removed.
AT_ONCE = 2
# Beside the data of the tests: in memory, if the machine has room there.
MEMORY = Path(django_settings.DATA_DIR).parent


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """A property draws fewer worlds on Elasticsearch."""
    test = getattr(item, "obj", None)
    if not (item.get_closest_marker("elasticsearch") and getattr(test, "is_hypothesis_test", False)):
        return (yield)
    whole = test._hypothesis_internal_use_settings
    few = given_settings(whole, max_examples=whole.max_examples // FEWER_EXAMPLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(test, "_hypothesis_internal_use_settings", few)
        return (yield)


@pytest.fixture(params=WAYS, scope="session")
def new_engine(request: pytest.FixtureRequest) -> Iterator[Callable[[], Engine]]:
    """Makes an engine of which nothing is kept yet, as often as a property draws a world."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param not in FEW:
            patch.setitem(SETTINGS, "number_of_shards", SHARDS)
            # No test of these loses its machine: nothing waits for a disk.
            patch.setitem(SETTINGS, "translog.durability", "async")
            with Elasticsearch(request.getfixturevalue("elasticsearch_url"), request_timeout=60) as client:
                yield Clean(lambda prefix: ElasticsearchEngine(lambda: client, prefix=prefix, seconds=60))
            return
        patch.setattr(tantivy_queries, "FEW", FEW[request.param])
        with in_memory() as folder:
            # Not every test puts something in its engine.
            yield Clean(lambda name: TantivyEngine(Path(mkdtemp(prefix=name, dir=folder))))


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder that goes away by itself."""
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


class Clean:
    """Engines in one place, each with a name of its own."""

    def __init__(self, make: Callable[[str], Engine]) -> None:
        self._make = make
        self._made: list[Engine] = []

    def __call__(self) -> Engine:
        if len(self._made) >= AT_ONCE:
            self._made.pop(0).drop_all_but("nothing")
        self._made.append(self._make(f"test-{secrets.token_hex(6)}"))
        return self._made[-1]


@pytest.fixture
def engine(new_engine: Callable[[], Engine]) -> Engine:
    return new_engine()


@pytest.fixture
def index_folder(settings: Settings) -> Iterator[Path]:
    with in_memory() as folder:
        settings.SEARCH_INDEX_DIR = folder / "index"
        yield folder / "index"


@pytest.fixture
def on_elasticsearch(settings: Settings, elasticsearch_url: str) -> Iterator[None]:
    """The house keeps its index there; the test may take the server away meanwhile."""
    settings.ELASTICSEARCH_NODES = [elasticsearch_url]
    settings.ELASTICSEARCH_PREFIX = f"test-{secrets.token_hex(6)}"
    settings.ELASTICSEARCH_SECONDS = 60
    yield
    settings.ELASTICSEARCH_NODES = [elasticsearch_url]
    engines.engine().drop_all_but("nothing")


@pytest.fixture
def reports(index_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """The only room of the house, beside an empty index."""
    monkeypatch.setattr(registry, "_searchables", {})
    room = Room("report")
    registry.register(room)
    return room


@pytest.fixture
def viewer() -> SimpleNamespace:
    return a_viewer(scope("a"))


def a_viewer(seen: Scope) -> SimpleNamespace:
    """As much of a viewer as search looks at."""
    return SimpleNamespace(scope=lambda: seen, trail=Trail())
