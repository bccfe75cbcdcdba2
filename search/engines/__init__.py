"""Which engine is in use."""

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from elastic_transport.client_utils import DEFAULT
from elasticsearch import Elasticsearch

from search.analysis.forms import recipe as analysis_recipe
from search.engines import elasticsearch_mapping, tantivy_schema
from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.tantivy import TantivyEngine


def engine() -> Engine:
    """One per process, so that its readers or connections stay open. Elasticsearch where a node of it is named."""
    if settings.ELASTICSEARCH_NODES:
        return _elasticsearch(settings.ELASTICSEARCH_PREFIX, settings.ELASTICSEARCH_SECONDS)
    return _tantivy(Path(settings.SEARCH_INDEX_DIR))


def recipe() -> str:
    """How an index is made today; one made otherwise should be rebuilt."""
    if settings.ELASTICSEARCH_NODES:
        return f"elasticsearch-{elasticsearch_mapping.VERSION}-{analysis_recipe()}"
    return f"tantivy-{tantivy_schema.VERSION}-{analysis_recipe()}"


@lru_cache(maxsize=1)
def _tantivy(root: Path) -> TantivyEngine:
    return TantivyEngine(root)


@lru_cache(maxsize=1)
def _elasticsearch(prefix: str, seconds: float) -> ElasticsearchEngine:
    return ElasticsearchEngine(connected, prefix=prefix, seconds=seconds)


def connected() -> Elasticsearch:
    """The connections of this process: those of the process that it was split from belong to that one."""
    return _client(os.getpid(), tuple(settings.ELASTICSEARCH_NODES), settings.ELASTICSEARCH_SECONDS)


@lru_cache(maxsize=1)
def _client(process: int, nodes: tuple[str, ...], seconds: float) -> Elasticsearch:
    """A node that does not answer is passed over; who searches does not wait for the same node twice."""
    return Elasticsearch(
        list(nodes),
        api_key=settings.ELASTICSEARCH_API_KEY or None,
        ca_certs=settings.ELASTICSEARCH_CA or DEFAULT,
        request_timeout=seconds,
        max_retries=max(2, len(nodes)),
        retry_on_timeout=False,
    )
