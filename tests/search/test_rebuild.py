"""Does a new index take over complete, while people search, write and index all the time?"""

from pathlib import Path

import pytest

from search import locks, rebuild, state
from search.engines.tantivy import TantivyEngine, TantivyWriting
from search.indexer import drain
from search.models import IndexState, PendingChange
from search.status import status
from tests.search.rooms import Room
from tests.search.test_indexer import found, in_a_process_that_dies, killed_after, killed_before

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def folders(index_folder: Path) -> list[str]:
    return [folder.name for folder in index_folder.iterdir() if folder.is_dir()]


@pytest.fixture
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild, "BATCH", 1)


def test_everything_that_rooms_have_is_in_the_new_index(reports: Room, index_folder: Path) -> None:
    for key in ("1", "2"):
        reports.put(key)
    PendingChange.objects.all().delete()
    assert rebuild.rebuild() == 2
    assert sorted(found()) == ["1", "2"]
    assert folders(index_folder) == [state.snapshot().name]


def test_the_old_index_is_removed_and_its_ghosts_with_it(reports: Room, index_folder: Path) -> None:
    reports.put("ghost")
    drain()
    before = state.snapshot()
    reports.kept.clear()
    rebuild.rebuild()
    assert (found(), status()["documents"]) == ([], 0)
    assert before.name not in folders(index_folder)
    assert state.snapshot().generation > before.generation


def test_an_index_of_another_recipe_is_made_anew_by_itself(reports: Room) -> None:
    assert rebuild.renew() == 0
    reports.put("1")
    drain()
    before = state.snapshot()
    assert (rebuild.renew(), state.snapshot()) == (0, before)
    IndexState.objects.update(recipe="of old")
    assert (status()["rebuild"], rebuild.renew(), status()["rebuild"]) == (True, 1, False)
    assert (found(), state.snapshot().name != before.name) == (["1"], True)


@pytest.mark.usefixtures("_small_batches")
def test_progress_is_told_after_every_batch(reports: Room) -> None:
    told = []
    reports.put("1")
    reports.put("2")
    rebuild.rebuild(progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.usefixtures("_small_batches")
def test_changes_made_meanwhile_are_in_both_indexes(reports: Room) -> None:
    for key in ("1", "2", "3"):
        reports.put(key)
    drain()

    def meanwhile(done: int, total: int) -> None:
        if done == total:
            reports.put("1", title="nieuwe melding", tokens=frozenset({"b"}), narrowed=True)
            reports.put("4")
            drain()
            assert sorted(found()) == ["1", "2", "3", "4"]
            reports.take_away("2")
            assert sorted(found()) == ["1", "3", "4"]

    rebuild.rebuild(progress=meanwhile)
    assert sorted(found()) == ["1", "3", "4"]
    assert (found("nieuwe", "a"), found("nieuwe", "b")) == ([], ["1"])
    assert (status()["documents"], PendingChange.objects.count()) == (3, 0)


@pytest.mark.usefixtures("_small_batches")
def test_the_indexer_keeps_what_it_indexed_only_while_a_rebuild_runs(reports: Room) -> None:
    reports.put("1")
    with locks.held(locks.REBUILD):
        drain()
    assert PendingChange.objects.filter(indexed=True).count() == 1
    rebuild.rebuild()
    assert PendingChange.objects.count() == 0


DEATHS = {
    "with an empty new index": (killed_after, TantivyEngine, "create"),
    "half-way": (killed_after, TantivyWriting, "replace"),
    "before the new index takes over": (killed_before, rebuild, "_take_over"),
    "before the taking over is committed": (killed_after, state, "use"),
    "before the old index is removed": (killed_after, rebuild, "_take_over"),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("death", DEATHS)
def test_a_killed_rebuild_leaves_an_index_that_answers_and_the_next_one_tidies_up(
    reports: Room, index_folder: Path, death: str
) -> None:
    kill, owner, name = DEATHS[death]
    reports.put("1")
    reports.put("2")
    drain()
    reports.take_away("2")
    with pytest.MonkeyPatch.context() as patch:
        kill(patch, owner, name)
        in_a_process_that_dies(rebuild.rebuild)
    assert found() == ["1"]
    drain()
    assert (found(), status()["documents"], PendingChange.objects.count()) == (["1"], 1, 0)
    rebuild.rebuild()
    assert (found(), folders(index_folder)) == (["1"], [state.snapshot().name])
