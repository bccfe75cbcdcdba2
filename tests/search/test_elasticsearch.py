"""Does search on Elasticsearch keep its promises when the engine is used as a house uses it, or fails?"""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from pytest_django import Settings

from search import engines, rebuild, state
from search.documents import SearchDocument
from search.engines.base import EngineUnavailable, IndexMissing
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.tantivy import TantivyEngine
from search.errors import SearchUnavailable
from search.indexer import drain
from search.models import PendingChange
from search.query import Query
from search.service import search, suggest
from search.status import status
from tests.search.rooms import Room
from tests.search.test_engine_contract import NAME, ask, read
from tests.search.test_indexer import found
from tests.search.worlds import document, scope

pytestmark = pytest.mark.django_db
on_a_server = pytest.mark.elasticsearch


@pytest.fixture
def house(on_elasticsearch: None, reports: Room) -> Room:
    """A house of one room that keeps its index on Elasticsearch."""
    return reports


@pytest.fixture
def server(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url, request_timeout=60) as client:
        yield client


def an_engine(server: Elasticsearch) -> ElasticsearchEngine:
    return ElasticsearchEngine(lambda: server, prefix=f"test-{secrets.token_hex(6)}", seconds=60)


def test_one_setting_chooses_the_engine_and_asks_for_a_rebuild(settings: Settings) -> None:
    embedded = engines.recipe()
    assert isinstance(engines.engine(), TantivyEngine)
    settings.ELASTICSEARCH_NODES = ["https://es.example:9200"]
    assert isinstance(engines.engine(), ElasticsearchEngine)
    assert engines.recipe() != embedded


@pytest.mark.parametrize("prefix", ["", "a.b", "a*", "A", "_a", "a,b"])
def test_a_prefix_that_could_name_the_indexes_of_another_house_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        ElasticsearchEngine(engines.connected, prefix=prefix, seconds=1)


@on_a_server
def test_a_house_begins_changes_and_is_told_its_status(house: Room, viewer: Any) -> None:
    assert drain() == 0
    house.put("1", body="overlast")
    house.put("2", tokens=frozenset({"c"}))
    assert drain() == 2
    assert (found(), suggest(viewer, "over")) == (["1"], ("overlast",))
    house.put("1", body="overlast", tokens=frozenset({"c"}), narrowed=True)
    assert found() == []
    drain()
    told = status()
    assert (found(), told["answers"], told["documents"], told["rebuild"]) == ([], True, 2, False)


@on_a_server
def test_a_rebuild_goes_on_while_things_change_and_leaves_one_index(
    house: Room, server: Elasticsearch, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "BATCH", 1)
    for key in ("1", "2", "3"):
        house.put(key)
    drain()

    def meanwhile(done: int, total: int) -> None:
        if done == total:
            house.put("1", tokens=frozenset({"c"}), narrowed=True)
            house.put("4")
            drain()
            house.take_away("2")
        assert sorted(found()) == (["3", "4"] if done == total else ["1", "2", "3"])

    rebuild.rebuild(progress=meanwhile)
    assert (sorted(found()), PendingChange.objects.count()) == (["3", "4"], 0)
    prefix = settings.ELASTICSEARCH_PREFIX
    assert list(server.indices.get(index=f"{prefix}*")) == [f"{prefix}.{state.snapshot().name}"]
    assert list(server.indices.get_alias(name=prefix)) == [f"{prefix}.{state.snapshot().name}"]


@on_a_server
def test_an_index_that_was_lost_is_not_begun_anew_in_silence(house: Room, server: Elasticsearch) -> None:
    engine = an_engine(server)
    read(engine, [document("1")])
    with engine.writing(NAME) as writing:
        writing.replace(["report:2"], [document("2")])
        engine.drop_all_but("nothing")
        with pytest.raises((IndexMissing, EngineUnavailable)):
            writing.commit()
    with pytest.raises(IndexMissing):
        engine.reader(NAME, generation=1).documents()
    assert not list(server.indices.get(index=f"{engine._prefix}*"))


@on_a_server
def test_a_field_that_is_not_in_the_mapping_is_refused_by_key_and_without_its_words(
    server: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = an_engine(server)
    read(engine, [document("1")])
    monkeypatch.setattr("search.engines.elasticsearch.to_elasticsearch", lambda _made: {"geheimpje": "geheimpje"})
    with engine.writing(NAME) as writing:
        writing.replace(["report:2"], [document("2")])
        with pytest.raises(EngineUnavailable, match="report:2") as refused:
            writing.commit()
    assert "geheimpje" not in str(refused.value)
    engine.drop_all_but("nothing")


@on_a_server
def test_what_was_refused_waits_in_the_outbox(house: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    drain()
    with monkeypatch.context() as patch:
        patch.setattr("search.engines.elasticsearch.to_elasticsearch", lambda _made: {"unknown": 1})
        house.put("1", narrowed=True)
        with pytest.raises(EngineUnavailable):
            drain()
    assert (status()["backlog"], status()["hidden"]) == (1, 1)
    drain()
    assert found() == ["1"]


@on_a_server
@pytest.mark.parametrize("since", [[document("1", tokens=frozenset({"b"}))], []])
def test_what_comes_in_late_does_not_take_the_place_of_what_was_written_since(
    server: Elasticsearch, since: list[SearchDocument]
) -> None:
    engine = an_engine(server)
    reader = read(engine, [document("1", tokens=frozenset({"c"}))])
    with engine.writing(NAME) as late, engine.writing(NAME) as writing:
        late.replace(["report:1"], [document("1")])
        writing.replace(["report:1"], since)
        writing.commit()
        with pytest.raises(EngineUnavailable, match="report:1"):
            late.commit()
    server.indices.refresh(index=f"{engine._prefix}*")
    assert (ask(reader, "melding", scope("a")), reader.documents()) == ([], len(since))
    engine.drop_all_but("nothing")


@on_a_server
def test_nothing_of_a_text_can_be_read_back(server: Elasticsearch) -> None:
    engine = an_engine(server)
    read(engine, [document("1", title="geheimpje", body="geheimpje", names=("geheimpje",))])
    told = server.search(
        index=f"{engine._prefix}*", source=True, stored_fields="_source", query={"ids": {"values": ["report:1"]}}
    )
    assert told["hits"]["total"]["value"] == 1
    assert "geheimpje" not in str(told)
    engine.drop_all_but("nothing")


@on_a_server
def test_what_is_written_is_seen_at_the_commit_and_not_before(server: Elasticsearch) -> None:
    engine = an_engine(server)
    reader = read(engine, [document("1")])
    with engine.writing(NAME) as writing:
        writing.replace(["report:2"], [document("2")])
        assert ask(reader, "melding", scope("a")) == ["1"]
        writing.commit()
        assert len(ask(reader, "melding", scope("a"))) == 2
    engine.drop_all_but("nothing")


@pytest.fixture
def half_told(server: Elasticsearch, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A server that makes a second copy while somebody writes; the times that it was told to show what is new."""
    indices, told = type(server.indices), list[str]()
    refresh = indices.refresh

    def refreshed(client: Any, *, index: str) -> dict[str, Any]:
        told.append(index)
        return {"_shards": refresh(client, index=index)["_shards"] | {"total": 1 + (len(told) == 1)}}

    monkeypatch.setattr(indices, "refresh", refreshed)
    return told


@on_a_server
def test_a_copy_that_was_being_made_is_told_as_well(server: Elasticsearch, half_told: list[str]) -> None:
    engine = an_engine(server)
    read(engine, [document("1")])
    assert len(half_told) == 2
    engine.drop_all_but("nothing")


@on_a_server
def test_nothing_counts_as_committed_while_a_copy_is_being_made(
    server: Elasticsearch, half_told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = an_engine(server)
    monkeypatch.setattr(type(server.cluster), "health", lambda _client, **_asked: {"timed_out": True})
    with pytest.raises(EngineUnavailable, match="being made"):
        read(engine, [document("1")])
    engine.drop_all_but("nothing")


@on_a_server
def test_the_backlog_drains_once_the_engine_is_back(
    house: Room, settings: Settings, elasticsearch_url: str, viewer: Any
) -> None:
    house.put("1")
    drain()
    settings.ELASTICSEARCH_NODES = ["http://127.0.0.1:1"]
    house.put("2")
    house.put("1", tokens=frozenset({"c"}), narrowed=True)
    for attempt in (drain, lambda: search(viewer, Query("melding"))):
        with pytest.raises((EngineUnavailable, SearchUnavailable)):
            attempt()
    settings.ELASTICSEARCH_NODES = [elasticsearch_url]
    assert found() == []
    assert drain() == 2
    assert found() == ["2"]
