"""Does everything that changed end up in the index once, whatever happens to the indexer on the way?"""

import os
import signal
from collections.abc import Callable

import pytest
from django.db import connection

from search import engines, indexer, locks, state
from search.documents import SearchDocument
from search.engines.base import IndexMissing
from search.engines.tantivy import TantivyEngine, TantivyWriting
from search.indexer import drain
from search.models import PendingChange
from search.outbox import changed
from search.query import Query
from search.registry import UnknownKind
from search.service import search
from search.status import status
from tests.search.conftest import a_viewer
from tests.search.rooms import Room
from tests.search.worlds import document, scope

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def found(text: str = "melding", *tokens: str) -> list[str]:
    viewer = a_viewer(scope(*(tokens or ("a", "b"))))
    return [hit.key for hit in search(viewer, Query(text)).hits]


def test_an_empty_house_has_an_empty_index(reports: Room) -> None:
    assert drain() == 0
    assert found() == []
    assert status()["rebuild"] is False


def test_a_new_thing_is_found_once_it_is_indexed(reports: Room) -> None:
    drain()
    reports.put("1")
    assert found() == []
    assert drain() == 1
    assert found() == ["1"]


def test_a_thing_that_changed_often_is_indexed_once(reports: Room) -> None:
    for title in ("eerste melding", "tweede melding"):
        reports.put("1", title=title)
    assert drain() == 2
    assert (found(), found("eerste"), status()["documents"]) == (["1"], [], 1)


def test_a_thing_that_is_gone_leaves_the_index(reports: Room) -> None:
    reports.put("1")
    reports.put("2")
    drain()
    reports.take_away("1")
    drain()
    assert (found(), status()["documents"]) == (["2"], 1)


def test_more_than_one_batch_is_handled(reports: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexer, "BATCH", 2)
    monkeypatch.setattr(indexer, "_STATEMENT", 1)
    for number in range(5):
        reports.put(str(number))
    assert drain() == 5
    assert (len(found()), PendingChange.objects.count()) == (5, 0)


def test_a_change_made_while_indexing_is_not_lost(reports: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    reports.put("1", title="eerste melding")
    commit = TantivyWriting.commit

    def change_before_commit(writing: TantivyWriting) -> None:
        monkeypatch.undo()
        reports.put("1", title="tweede melding")
        commit(writing)

    monkeypatch.setattr(TantivyWriting, "commit", change_before_commit)
    monkeypatch.setattr("search.registry._searchables", {"report": reports})
    indexer._drain_batch()
    assert PendingChange.objects.count() == 1


def test_a_kind_that_nobody_knows_stops_the_indexer_and_loses_nothing(reports: Room) -> None:
    changed("unheard-of", "1")
    with pytest.raises(UnknownKind):
        drain()
    assert PendingChange.objects.count() == 1


@pytest.mark.parametrize("given", [[document("2")], [document("1"), document("1")]])
def test_a_room_that_returns_what_was_not_asked_for_is_refused(
    reports: Room, monkeypatch: pytest.MonkeyPatch, given: list[SearchDocument]
) -> None:
    reports.put("1")
    monkeypatch.setattr(reports, "documents", lambda _keys: given)
    with pytest.raises(ValueError, match="report"):
        drain()
    assert PendingChange.objects.count() == 1


def test_an_index_that_was_lost_is_not_begun_anew_in_silence(reports: Room) -> None:
    state.use("lost", recipe="today")
    reports.put("1")
    with pytest.raises(IndexMissing):
        drain()
    assert status()["rebuild"] is True


def test_a_second_writer_is_kept_out_by_the_lock(reports: Room) -> None:
    assert not locks.is_held(locks.INDEXER)
    with locks.held(locks.INDEXER):
        assert locks.is_held(locks.INDEXER)
    assert not locks.is_held(locks.INDEXER)


def killed_before(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    monkeypatch.setattr(owner, name, lambda *_args, **_options: os.kill(os.getpid(), signal.SIGKILL))


def killed_after(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> None:
    original = getattr(owner, name)

    def do_and_die(*args: object, **options: object) -> None:
        original(*args, **options)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(owner, name, do_and_die)


def in_a_process_that_dies(work: Callable[[], object]) -> None:
    """Run this in a child of its own, and see that it was killed and did not end by itself."""
    connection.close()
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(1)
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended)
    assert os.WTERMSIG(ended) == signal.SIGKILL


DEATHS = {
    "before anything is written": (killed_before, TantivyWriting, "replace"),
    "before the commit": (killed_before, TantivyWriting, "commit"),
    "after the commit": (killed_after, TantivyWriting, "commit"),
    "before the writer is closed": (killed_after, TantivyWriting, "replace"),
    "while settling": (killed_after, indexer, "settle"),
    "before the settling is committed": (killed_after, state, "raise_generation"),
    "while the first index is made": (killed_after, TantivyEngine, "create"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("death", DEATHS)
def test_a_killed_indexer_loses_and_doubles_nothing(reports: Room, death: str) -> None:
    kill, owner, name = DEATHS[death]
    for key in ("kept", "changed", "gone"):
        reports.put(key, title="oude melding")
    if owner is not TantivyEngine:
        drain()
    reports.put("changed", title="nieuwe melding", tokens=frozenset({"b"}), narrowed=True)
    reports.put("added")
    reports.take_away("gone")
    with pytest.MonkeyPatch.context() as patch:
        kill(patch, owner, name)
        in_a_process_that_dies(drain)
    drain()
    assert sorted(found()) == ["added", "changed", "kept"]
    assert (found("oude"), found("nieuwe", "a"), found("nieuwe", "b")) == (["kept"], [], ["changed"])
    assert (status()["documents"], status()["backlog"]) == (3, 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("death", [death for death in DEATHS if "first" not in death])
def test_what_was_narrowed_stays_hidden_when_the_indexer_is_killed(reports: Room, death: str) -> None:
    kill, owner, name = DEATHS[death]
    reports.put("narrowed")
    drain()
    reports.put("narrowed", tokens=frozenset({"b"}), narrowed=True)
    with pytest.MonkeyPatch.context() as patch:
        kill(patch, owner, name)
        in_a_process_that_dies(drain)
    assert found("melding", "a") == []


def test_one_engine_a_process(reports: Room) -> None:
    assert engines.engine() is engines.engine()
