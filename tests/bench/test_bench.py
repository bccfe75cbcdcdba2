"""Does the bench still measure, and write down nothing but what it measured?"""

from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone

from casefiles.models import Report
from casustafel.demo.synthetic.making import Size, make
from search.rebuild import rebuild
from tests.bench import hidden, pages, searching, word
from tests.bench.paper import performance
from tests.bench.timing import in_turns


@pytest.fixture
def small_house(db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    make(Size(cases=60, reports=300, seed=1), now=timezone.now(), progress=lambda what, done, total: None)
    hidden.hide_words()
    rebuild()
    monkeypatch.setattr(searching, "QUESTIONS", 6)
    monkeypatch.setattr(searching, "ROUNDS", 1)
    monkeypatch.setattr(pages, "ROUNDS", 2)
    monkeypatch.setattr(pages, "CROWD", 60)


@pytest.mark.usefixtures("small_house")
def test_search_is_measured_beside_its_floor_for_three_viewers_and_every_class_of_questions() -> None:
    rows = searching.measure()
    assert [row["cases"] for row in rows if row["class"] == "normal"] == [5, 50, 500]
    assert len({row["class"] for row in rows}) == 6
    assert all(0 < row["floor"]["p50"] < row["answer"]["p50"] for row in rows if row["found"])
    assert rows[-1]["found"] > 0


@pytest.mark.usefixtures("small_house")
def test_what_is_hidden_is_found_by_nobody_who_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "LOOKS", 3)
    assert {times["number"] for times in searching.timing_of_the_hidden().values()} == {3}
    assert Report.objects.filter(story__contains=hidden.HIDDEN_ONCE).count() == 1
    assert Report.objects.filter(story__contains=hidden.HIDDEN).count() > 1


@pytest.mark.usefixtures("small_house")
def test_pages_are_measured_beside_a_bare_view_and_cost_the_same_number_of_queries_whatever_is_on_them() -> None:
    with override_settings(ROOT_URLCONF="tests.bench.urls"):
        rows = pages.measure()
    queries: dict[str, set[int]] = {}
    for row in rows:
        assert row["bare_queries"] < row["queries"]
        queries.setdefault(row["page"], set()).add(row["queries"])
    assert {page: len(numbers) for page, numbers in queries.items()} == {
        "case page": 1,
        "journal page": 1,
        "timeline": 1,
        "closing page": 1,
        "my work": 1,
    }


@pytest.mark.usefixtures("small_house")
def test_word_files_are_measured_and_a_longer_matrix_costs_no_more_queries() -> None:
    covenant, matrix = word.measure(pages=2, rows=3)
    assert covenant["import_seconds"] > 0
    assert word.measure(pages=2, rows=9)[1]["page_queries"] == matrix["page_queries"]


def test_each_takes_its_turn_and_the_warm_up_does_not_count() -> None:
    order: list[str] = []
    times = in_turns({name: lambda name=name: order.append(name) for name in "ab"}, rounds=3, warm_up=1)
    assert "".join(order) == "abababab"
    assert {name: one.number for name, one in times.items()} == {"a": 3, "b": 3}


def test_the_paper_says_plainly_where_an_aim_was_not_met() -> None:
    times = {"p50": 2.0, "p95": 3.0}
    row = {"cases": 5, "class": "normal", "found": 3, "floor": times, "resolve": times}
    met, missed = ({**row, "answer": {"p50": slow, "p95": 9.0}} for slow in (5.0, 5.2))
    paper = performance([_size({"tantivy": _engine([met, missed])})], machine=[("processor", "one")])
    assert "| 2.5 | met |" in paper
    assert "| 2.6 | not met |" in paper
    assert "| 10 | Tantivy | 14 | 2 s | 7 | not met |" in paper


def test_the_paper_says_which_engine_was_not_measured_and_why() -> None:
    paper = performance([_size({"elasticsearch": {"missing": "no Java"}})], machine=[("processor", "one")])
    assert "Elasticsearch was not measured: no Java." in paper
    assert "## Search" not in paper


def _size(engines: dict[str, Any]) -> dict[str, Any]:
    return {"reports": 10, "cases": 2, "made_seconds": 1.0, "database_bytes": 10**6, "engines": engines}


def _engine(rows: list[dict[str, Any]]) -> dict[str, Any]:
    index = {"documents": 14, "index_seconds": 2.0, "index_bytes": 10**6}
    times = {"p50": 2.0, "p95": 3.0, "number": 4}
    words = dict.fromkeys(("hidden", "hidden once", "absent", "absent too"), times)
    web = {"rows": [{"cases": 5, "page": times, "bare": times}], "memory": [{"resident": 90.0, "own": 70.0}]}
    fresh = times | {"a_second": 20, "most": 4.0}
    return {"index": index, "search": rows, "hidden": words, "web": web, "fresh": fresh, "reconcile_seconds": 1.0}
