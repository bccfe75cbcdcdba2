"""What do the searches that Wagtail and PostgreSQL bring cost, trimmed to what the same viewers may see?

Reports alone: only those are given to them. Each answers as much as it can of what a search page shows: how many, the
twenty first, and how many in each municipality.
"""

import time
from collections.abc import Callable
from random import Random
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Count
from wagtail.search.backends import get_search_backend

from access.viewer import Viewer
from casefiles.models import Report
from casustafel.demo.synthetic.region import BENCH
from search.query import Query
from search.service import search
from tests.bench.models import FoundReport
from tests.bench.questions import NORMAL, questions
from tests.bench.searching import bench_viewer
from tests.bench.timing import Times

QUESTIONS = 18
PAGE = 20
BATCH = 500
# A search that takes longer than this for all its questions together is measured on fewer of them.
PATIENCE = 60  # seconds
Search = Callable[[Viewer, str], int]


def measure() -> list[dict[str, Any]]:
    """Per database: ours, Wagtail's, and PostgreSQL's full text where that is the database."""
    searches: dict[str, Search] = {"ours": _ours, "Wagtail's": _wagtail}
    _give_to_wagtail()
    if connection.vendor == "postgresql":
        _give_to_postgresql()
        searches["PostgreSQL's full text"] = _postgresql
    return [row for cases in BENCH for row in _of(cases, searches)]


def _of(cases: int, searches: dict[str, Search]) -> list[dict[str, Any]]:
    viewer = bench_viewer(cases)
    # What all of them understand: words.
    asked = [query.text for query in questions(Random(cases), normal=2 * QUESTIONS, facet="")[NORMAL]]
    words = [text for text in asked if text.replace(" ", "").isalpha()][:QUESTIONS]
    return [
        {"database": connection.vendor, "search": name, "cases": cases} | _timed(one, viewer, words)
        for name, one in searches.items()
    ]


def _timed(one: Search, viewer: Viewer, words: list[str]) -> dict[str, Any]:
    taken: list[float] = []
    found = [one(viewer, words[0])]
    began = time.perf_counter()
    for text in words:
        start = time.perf_counter()
        found.append(one(viewer, text))
        taken.append(time.perf_counter() - start)
        if len(taken) > 1 and time.perf_counter() - began > PATIENCE:
            break
    return Times.of(taken).as_json() | {"found": sum(found)}


def _ours(viewer: Viewer, text: str) -> int:
    return search(viewer, Query(text, kinds=frozenset({"report"}))).count


def _wagtail(viewer: Viewer, text: str) -> int:
    seen = Report.objects.visible_to(viewer).values_list("pk", flat=True)
    rows = FoundReport.objects.filter(report_id__in=list(seen)).order_by("-published_at")
    results = get_search_backend().search(text, rows, operator="and", order_by_relevance=False)
    list(results[:PAGE])
    results.facet("municipality")
    return int(results.count())


def _postgresql(viewer: Viewer, text: str) -> int:
    vector = SearchVector("story", config="dutch")
    rows = Report.objects.visible_to(viewer).annotate(words=vector)
    rows = rows.filter(words=SearchQuery(text, config="dutch"))
    list(rows.order_by("-published_at")[:PAGE].values("key", "story"))
    list(rows.values("case__municipality__name").order_by().annotate(number=Count("pk")))
    return int(rows.count())


def _give_to_wagtail() -> None:
    if FoundReport._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(FoundReport)
    rows = Report.objects.values_list("pk", "story", "published_at", "case__municipality__name")
    made = [
        FoundReport(report_id=pk, story=story, published_at=at, municipality=place) for pk, story, at, place in rows
    ]
    FoundReport.objects.bulk_create(made, batch_size=BATCH)
    index = get_search_backend().get_index_for_model(FoundReport)
    for start in range(0, len(made), BATCH):
        index.add_items(FoundReport, made[start : start + BATCH])


def _give_to_postgresql() -> None:
    """With the index that its documentation asks for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE INDEX bench_words ON casefiles_report"
            " USING GIN (to_tsvector('dutch'::regconfig, COALESCE(story, '')))"
        )
        cursor.execute("ANALYZE")
