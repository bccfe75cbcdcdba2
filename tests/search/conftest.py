"""What does every test of search start from? A fresh folder, an engine on it, and rooms made of dictionaries."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from pytest_django import Settings

from access.scope import Scope
from audit.trail import Trail
from search import registry
from search.engines import tantivy_queries
from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine
from tests.search.rooms import Room
from tests.search.worlds import scope

# Every way of answering that the product has passes the same tests; few tokens and many go different ways in Tantivy.
WAYS = {"tantivy few tokens": (TantivyEngine, tantivy_queries.FEW), "tantivy many tokens": (TantivyEngine, 0)}


@pytest.fixture(params=WAYS, scope="session")
def new_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Engine]]:
    """Makes an engine on a folder of its own, as often as a property draws a world."""
    made, few = WAYS[request.param]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tantivy_queries, "FEW", few)
        yield lambda: made(tmp_path_factory.mktemp("index"))


@pytest.fixture
def engine(new_engine: Callable[[], Engine]) -> Engine:
    return new_engine()


@pytest.fixture
def index_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return tmp_path / "index"


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
