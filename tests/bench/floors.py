"""What is the least that an answer needs, on each engine: the prebuilt, trimmed question to the index itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings

from access.viewer import Viewer
from search.engines import connected, elasticsearch_queries
from search.engines.base import FACETS, Request
from search.engines.tantivy_queries import Queries, both
from search.engines.terms import MOST_VALUES
from search.query import Query, parse
from search.state import index_in_use

PAGE = 20
TERMS = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in FACETS}
Ask = Callable[[], object]


def floor() -> Callable[[Viewer, Query], Ask]:
    """Trimmed hits in order, their number, and the facets: what no answer can do without."""
    state = index_in_use()
    assert state is not None
    return _elasticsearch(state.name) if settings.ELASTICSEARCH_NODES else _tantivy(state.name)


def _request(viewer: Viewer, query: Query) -> Request:
    return Request(parse(query.text), viewer.scope(), selection=query.selection)


def _tantivy(name: str) -> Callable[[Viewer, Query], Ask]:
    index = tantivy.Index.open(str(Path(settings.SEARCH_INDEX_DIR) / name))
    searcher, queries = index.searcher(), Queries(index.schema)

    def prebuilt(viewer: Viewer, query: Query) -> Ask:
        request = _request(viewer, query)
        asked = both(queries.wanted(request.clauses), queries.within(request), queries.chosen(request))

        def ask() -> None:
            searcher.search(asked, limit=PAGE, count=True, order_by_field="newest")
            searcher.aggregate(asked, TERMS)

        return ask

    return prebuilt


def _elasticsearch(name: str) -> Callable[[Viewer, Query], Ask]:
    client, index = connected(), f"{settings.ELASTICSEARCH_PREFIX}.{name}"

    def prebuilt(viewer: Viewer, query: Query) -> Ask:
        request = _request(viewer, query)
        filters = [elasticsearch_queries.trimmed(request), elasticsearch_queries.chosen(request)]
        asked: dict[str, Any] = {
            "query": {"bool": {"filter": [one.to_dict() for one in filters]}},
            "sort": [{"newest": "desc"}],
            "size": PAGE,
            "track_total_hits": True,
            "_source": False,
            "aggs": TERMS,
        }
        return lambda: client.search(index=index, body=asked)

    return prebuilt
