"""Can an operator see how the index is doing, and make it anew?"""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from search.indexer import drain
from search.models import IndexState
from tests.search.rooms import Room
from tests.search.test_indexer import found

pytestmark = pytest.mark.django_db


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_the_status_counts_documents_backlog_and_generation(reports: Room) -> None:
    reports.put("1")
    drain()
    reports.put("1", narrowed=True)
    reports.put("2")
    told = json.loads(said("index_status", "--json"))
    counted = {"documents": 1, "backlog": 2, "hidden": 1, "oldest": 0, "generation": 2}
    never = dict.fromkeys(("compared", "differences", "missing", "surplus", "outdated"))
    assert told == counted | never | {"answers": True, "rebuild": False}


def test_the_status_of_a_house_without_an_index_asks_for_a_rebuild(reports: Room) -> None:
    assert json.loads(said("index_status", "--json"))["rebuild"] is True


def test_an_index_made_by_another_recipe_asks_for_a_rebuild(reports: Room) -> None:
    drain()
    assert "rebuild      False" in said("index_status")
    IndexState.objects.update(recipe="of old")
    assert "rebuild      True" in said("index_status")


def test_a_rebuild_tells_how_far_it_is(reports: Room) -> None:
    reports.put("1")
    assert "1/1 (100 %)" in said("rebuild_index")
    assert found() == ["1"]


def test_a_rebuild_for_a_machine_prints_the_status_and_nothing_else(reports: Room) -> None:
    reports.put("1")
    assert json.loads(said("rebuild_index", "--json"))["documents"] == 1
