"""Is what changed behind the back of the index found and mended, and is a change on its way left alone?"""

import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError
from pytest_django import Settings

from search import engines, reconcile, state
from search.documents import SearchDocument
from search.engines.tantivy import TantivyReader
from search.indexer import drain
from search.models import IndexState, PendingChange, Reconciliation
from search.registry import register
from search.status import status
from tests.search.rooms import Room
from tests.search.test_index_commands import said
from tests.search.test_indexer import found
from tests.search.worlds import document

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)


@pytest.fixture(params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def house(request: pytest.FixtureRequest, settings: Settings, reports: Room) -> Iterator[Room]:
    """Three reports in the index, on each engine."""
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH_NODES = [request.getfixturevalue("elasticsearch_url")]
        settings.ELASTICSEARCH_PREFIX = f"test-{secrets.token_hex(6)}"
        settings.ELASTICSEARCH_SECONDS = 60
    for key in "123":
        reports.put(key, tokens=frozenset({"a"}))
    drain()
    yield reports
    if request.param == "elasticsearch":
        engines.engine().drop_all_but("nothing")


def compared() -> Reconciliation:
    found = reconcile.reconcile()
    assert found is not None
    return found


def numbers(found: Reconciliation) -> tuple[int, int, int, int]:
    return found.documents, found.missing, found.surplus, found.outdated


def test_where_nothing_differs_nothing_is_done(house: Room) -> None:
    generation = status()["generation"]
    assert numbers(compared()) == (3, 0, 0, 0)
    assert (status()["generation"], status()["backlog"]) == (generation, 0)


def test_what_the_index_never_heard_of_is_found_and_mended(house: Room) -> None:
    house.kept["4"] = document("4", tokens=frozenset({"a"}))
    assert sorted(found()) == ["1", "2", "3"]
    assert numbers(compared()) == (4, 1, 0, 0)
    assert sorted(found()) == ["1", "2", "3", "4"]


def test_what_is_gone_leaves_the_index(house: Room) -> None:
    del house.kept["2"]
    assert numbers(compared()) == (2, 0, 1, 0)
    assert sorted(found()) == ["1", "3"]
    assert numbers(compared()) == (2, 0, 0, 0)


def test_another_text_is_indexed_anew(house: Room) -> None:
    house.kept["2"] = document("2", title="Overlast", tokens=frozenset({"a"}))
    assert numbers(compared()) == (3, 0, 0, 1)
    assert found("overlast") == ["2"]


@pytest.mark.parametrize("fields", [{"tokens": frozenset({"b"})}, {"since": NIGHT}])
def test_who_reads_it_is_compared_as_well(house: Room, fields: dict[str, Any]) -> None:
    house.kept["2"] = document("2", **({"tokens": frozenset({"a"})} | fields))
    assert numbers(compared()) == (3, 0, 0, 1)


@pytest.mark.parametrize(
    ("values", "narrowed"),
    [({"tokens": frozenset({"b"})}, True), ({"title": "Iets anders", "tokens": frozenset({"a"})}, False)],
)
def test_what_reaches_too_far_leaves_every_answer_before_it_is_indexed(
    reports: Room, monkeypatch: pytest.MonkeyPatch, values: dict[str, Any], narrowed: bool
) -> None:
    reports.put("1", tokens=frozenset({"a"}))
    drain()
    monkeypatch.setattr(reconcile, "drain", lambda: 0)
    reports.kept["1"] = document("1", **values)
    compared()
    assert [row.narrowed for row in PendingChange.objects.all()] == [narrowed]


def test_what_waits_in_the_outbox_is_no_difference(house: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconcile, "drain", lambda: 0)
    house.put("2", title="Overlast")
    house.put("4")
    house.take_away("3")
    assert numbers(compared())[1:] == (0, 0, 0)
    assert PendingChange.objects.count() == 3


def test_what_is_written_and_indexed_meanwhile_is_no_difference(house: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is read as it was; by the time the database is asked, all of it has changed and is indexed."""
    batched = reconcile.batched

    def slow(items: Any, size: int) -> Iterator[list[Any]]:
        for batch in batched(items, size):
            house.put("2", title="Overlast", tokens=frozenset({"a"}))
            house.put(secrets.token_hex(4), tokens=frozenset({"a"}))
            house.take_away(next(iter(house.kept)))
            drain()
            yield batch

    monkeypatch.setattr(reconcile, "batched", slow)
    assert numbers(compared())[1:] == (0, 0, 0)


def test_many_that_share_a_moment_are_all_compared(
    house: Room, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setattr("search.engines.tantivy.HELD", 4)
    monkeypatch.setattr(reconcile, "BATCH", 3)
    for number in range(20):
        house.put(f"x{number}", tokens=frozenset({"a"}))
    drain()
    assert numbers(compared()) == (23, 0, 0, 0)


def test_a_page_of_ids_may_end_between_two_of_one_moment(reports: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of order are all but unique, not unique."""
    monkeypatch.setattr("search.engines.tantivy.HELD", 2)
    monkeypatch.setattr("search.engines.tantivy_schema.sort_key", lambda one: 7 if one.key in "23" else int(one.key))
    for key in "12345":
        reports.put(key)
    drain()
    current = state.index_in_use()
    assert current is not None
    held = list(engines.engine().reader(current.name, generation=current.generation).held())
    assert sorted(id for id, _ in held) == [f"report:{key}" for key in "12345"]


def test_a_kind_that_nobody_knows_is_counted_and_stops_nobody(house: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    old = Room("old")
    register(old)
    old.put("1")
    drain()
    monkeypatch.setattr("search.registry._searchables", {"report": house})
    assert numbers(compared()) == (3, 0, 1, 0)
    assert PendingChange.objects.count() == 0


def test_without_an_index_of_this_recipe_there_is_nothing_to_compare(reports: Room) -> None:
    assert reconcile.reconcile() is None
    drain()
    IndexState.objects.update(recipe="of old")
    assert reconcile.reconcile() is None
    with pytest.raises(CommandError):
        said("reconcile_index")


def test_the_database_is_asked_per_batch_and_never_per_document(
    reports: Room, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    for number in range(40):
        reports.put(str(number))
    drain()
    asked: list[int] = []
    documents = reports.documents
    monkeypatch.setattr(reports, "documents", lambda keys: asked.append(len(keys)) or documents(keys))
    monkeypatch.setattr(reconcile, "BATCH", 20)
    with django_assert_max_num_queries(20):
        compared()
    assert asked == [20, 20]


def test_the_worker_compares_once_a_night(reports: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    drain()
    at = [NIGHT]
    monkeypatch.setattr("search.reconcile.timezone.now", lambda: at[0])
    monkeypatch.setattr("search.reconcile.timezone.localtime", lambda: at[0])
    done: list[datetime] = []
    for hours in range(49):
        at[0] = NIGHT + timedelta(hours=hours)
        reconcile.nightly()
        done += [one.at for one in Reconciliation.objects.all() if one.at not in done]
    assert done == [NIGHT, NIGHT + timedelta(hours=23), NIGHT + timedelta(hours=47)]


def test_the_command_and_the_status_tell_what_was_found(reports: Room) -> None:
    drain()
    assert json.loads(said("index_status", "--json"))["compared"] is None
    reports.kept["1"] = document("1")
    assert "1 documents compared: 1 missing, 0 surplus, 0 outdated." in said("reconcile_index")
    told = json.loads(said("index_status", "--json"))
    assert (told["differences"], told["missing"], told["documents"]) == (1, 1, 1)
    assert told["compared"].startswith(f"{Reconciliation.objects.get().at:%Y-%m-%dT%H}")
    assert json.loads(said("reconcile_index", "--json"))["differences"] == 0


def test_a_reader_tells_of_these_alone(reports: Room) -> None:
    for key in "123":
        reports.put(key)
    drain()
    current = state.index_in_use()
    assert current is not None
    reader: Any = engines.engine().reader(current.name, generation=current.generation)
    assert isinstance(reader, TantivyReader)
    assert [id for id, _ in reader.held(["report:2", "report:9"])] == ["report:2"]


def test_every_field_of_a_document_is_in_its_digest() -> None:
    """A new field that is not compared would stay wrong unseen."""
    assert set(SearchDocument.__dataclass_fields__) == {
        *("kind", "key", "title", "body", "names", "tokens", "since"),
        *("case", "organisation", "municipality", "date", "language"),
    }
