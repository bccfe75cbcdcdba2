"""Does a change reach the index exactly when it is made, and does what was narrowed disappear at that very moment?"""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from pytest_django import DjangoAssertNumQueries, Settings

from search.errors import SearchUnavailable
from search.indexer import drain
from search.models import IndexState, PendingChange, SynonymGroup
from search.outbox import all_changed, changed
from search.state import Snapshot, snapshot, use
from search.synonyms import synonyms

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def _in_use() -> None:
    use("index", recipe="today")


@pytest.mark.django_db(transaction=True)
def test_a_change_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError):
        changed("report", "1")


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_never_was() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        changed("report", str(1 // 0))
    with pytest.raises(RuntimeError), transaction.atomic():
        _change_and_fail()
    assert not PendingChange.objects.exists()


def _change_and_fail() -> None:
    changed("report", "1", narrowed=True)
    raise RuntimeError


@pytest.mark.usefixtures("_in_use")
def test_generation_must_not_list_and_synonyms_are_read_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    all_changed("report", ["1", "2"], narrowed=True)
    changed("plan", "3")
    SynonymGroup.objects.create(words="herrie\nlawaai")
    equal = synonyms(frozenset({"herrie\nlawaai"}))
    with django_assert_num_queries(1):
        assert snapshot() == Snapshot("index", 1, frozenset({"report:1", "report:2"}), equal)


def test_what_waits_is_named_by_its_key_and_words_by_themselves() -> None:
    names = [str(PendingChange(kind="report", key="1")), str(SynonymGroup(words="herrie\nlawaai"))]
    assert names == ["report:1", "herrie, lawaai"]


@pytest.mark.usefixtures("_in_use")
def test_what_is_indexed_and_kept_for_a_rebuild_is_not_hidden() -> None:
    changed("report", "1", narrowed=True)
    PendingChange.objects.update(indexed=True)
    assert snapshot().hidden == frozenset()


@pytest.mark.usefixtures("_in_use")
def test_above_the_cap_search_says_that_it_is_unavailable(settings: Settings) -> None:
    settings.SEARCH_PENDING_CAP = 2
    all_changed("report", ["1", "2"], narrowed=True)
    assert len(snapshot().hidden) == 2
    all_changed("report", ["2", "3"], narrowed=True)
    with pytest.raises(SearchUnavailable):
        snapshot()


def test_without_an_index_search_says_that_it_is_unavailable() -> None:
    changed("report", "1", narrowed=True)
    with pytest.raises(SearchUnavailable):
        snapshot()


@pytest.mark.usefixtures("_in_use")
def test_taking_an_index_in_use_raises_the_generation() -> None:
    use("next", recipe="today")
    assert (snapshot().name, snapshot().generation) == ("next", 2)


@pytest.mark.usefixtures("reports")
def test_models_are_named_for_an_operator() -> None:
    changed("report", "1")
    assert str(PendingChange.objects.get()) == "report:1"
    drain()
    assert str(IndexState.objects.get()).endswith("@2")
