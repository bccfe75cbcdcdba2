"""Elasticsearch as the engine: several machines, one index per name, with an alias for the one in use."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import Ids, MatchAll, Query
from elasticsearch.dsl.response import Response
from elasticsearch.helpers import ScanError, scan, streaming_bulk

from search.analysis.nearness import errors_in
from search.documents import SearchDocument
from search.engines import elasticsearch_queries as queries
from search.engines.base import FACETS, EngineUnavailable, Found, IndexMissing, Page, Request
from search.engines.elasticsearch_mapping import SETTINGS, mapping, to_elasticsearch
from search.engines.terms import MOST_VALUES, WRITTEN, completions, nearest
from search.order import Place, date_of

# How long a reading of all ids may pause between two pages.
SCROLL = "10m"
# What one request of writing holds at most: so many documents, so many bytes.
CHUNK = 500
CHUNK_BYTES = 10_000_000
# Writing may wait longer than a person who searches.
WRITING_SECONDS = 60
# Tried again when a node says that it is too busy, or that it misses a shard just now.
TRIES = 4
PASSING = (429, 503)
# Between the prefix of a house and the name of an index; a prefix holds none, so that no house drops another's.
POINT = "."
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]*")


class ElasticsearchReader:
    """Each question is one request, answered from the last commit."""

    def __init__(self, client: Elasticsearch, index: str, seconds: float) -> None:
        self._client = client
        self._index = index
        self._seconds = seconds

    def find(self, request: Request) -> Page:
        if request.empty:
            return Page()
        answer = self._whole(_in_order(self._search(queries.in_tiers(request)), request))
        # One more than is shown tells whether there is a next page.
        places = [Place(queries.tier_of(hit["sort"][0]), hit["sort"][1]) for hit in answer["hits"]["hits"]]
        shown = places[: request.limit]
        return Page(
            hits=tuple(
                Found(hit["_id"], date_of(at.key)) for hit, at in zip(answer["hits"]["hits"], shown, strict=False)
            ),
            count=answer["hits"]["total"]["value"],
            facets={facet: _values(answer["aggregations"][facet]["values"]) for facet in FACETS},
            next=shown[-1] if len(places) > len(shown) else None,
        )

    def complete(self, request: Request, prefix: str) -> list[str]:
        # A prefix is letters and digits, which a pattern takes as they are.
        return [] if request.scope.empty else completions(self._words(f"{prefix}.*", queries.found(request)))

    def near(self, request: Request, surface: str) -> list[str]:
        if request.scope.empty:
            return []
        holding = queries.found(request) & queries.near("words", surface)
        letters, errors = len(surface), errors_in(surface)
        return nearest(self._words(f".{{{letters - errors},{letters + errors}}}({WRITTEN}.*)?", holding), surface)

    def count(self, request: Request) -> int:
        return 0 if request.empty else self._number(queries.found(request))

    def documents(self) -> int:
        return self._number(MatchAll())

    def _number(self, query: Query) -> int:
        counted = self._search(query).extra(track_total_hits=True, size=0)
        return int(self._whole(counted)["hits"]["total"]["value"])

    def _words(self, pattern: str, query: Query) -> Iterable[str]:
        asked = self._search(query).extra(size=0)
        asked.aggs.bucket(
            "words", "terms", field="suggestions", include=pattern, size=MOST_VALUES, order={"_key": "asc"}
        )
        return _values(self._whole(asked)["aggregations"]["words"])

    def held(self, ids: Sequence[str] | None = None) -> Iterator[tuple[str, str]]:
        wanted = MatchAll() if ids is None else Ids(values=list(ids))
        asked = {"query": wanted.to_dict(), "_source": False, "docvalue_fields": ["digest"], "sort": ["_doc"]}
        client = self._client.options(request_timeout=WRITING_SECONDS)
        with _asking(self._index):
            for hit in scan(client, query=asked, index=self._index, scroll=SCROLL):
                yield hit["_id"], hit["fields"]["digest"][0]

    def _search(self, query: Query) -> Search[Any]:
        return Search(using=self._client, index=self._index).query(query).source(False)

    def _whole(self, search: Search[Any]) -> Mapping[str, Any]:
        """All of the answer, or none: what a shard or a late node leaves out would be missed in silence."""
        search = search.params(allow_partial_search_results=False).extra(timeout=f"{int(self._seconds * 1000)}ms")
        with _asking(self._index):
            answer: Response[Any] = search.execute()
        told: dict[str, Any] = answer.to_dict()
        if told["timed_out"] or told["_shards"]["failed"]:
            raise EngineUnavailable("a part of the index did not answer in time")
        return told


class ElasticsearchWriting:
    """Changes of one writer, kept here until the commit; an index that nobody reads yet takes them in passing."""

    def __init__(self, client: Elasticsearch, index: str, *, unread: bool) -> None:
        self._client = client.options(request_timeout=WRITING_SECONDS)
        self._index = index
        self._unread = unread
        # By id, so that nothing is sent twice at once: of two copies the older one could be tried again last.
        self._waiting: dict[str, dict[str, Any]] = {}

    def replace(self, ids: Sequence[str], documents: Iterable[SearchDocument]) -> None:
        # A document replaces its older copy by itself, because it has the same id. With a version, a request that was
        # thought lost and comes in late does not take the place of what was written since; and a machine whose clock
        # was set back writes nothing until that time has come again.
        as_of = {"version": time.time_ns(), "version_type": "external_gte"}
        self._waiting |= {id: {"_op_type": "delete", "_id": id, **as_of} for id in ids}
        self._waiting |= {
            document.id: {"_id": document.id, "_source": to_elasticsearch(document), **as_of} for document in documents
        }
        if self._unread and len(self._waiting) >= CHUNK:
            self._send()

    def commit(self) -> None:
        """In every copy. One that was being made meanwhile shows its beginning only: wait for it, and tell it too."""
        self._send()
        with _asking(self._index):
            if not self._told_to_all():
                waited = self._client.cluster.health(index=self._index, wait_for_no_initializing_shards=True)
                if waited["timed_out"]:
                    raise EngineUnavailable("a copy of the index is still being made")
                self._told_to_all()

    def _told_to_all(self) -> bool:
        """Whether every copy that there should be shows what was written; one that is nowhere shows nothing."""
        shards = self._client.indices.refresh(index=self._index)["_shards"]
        if shards["failed"]:
            raise EngineUnavailable("a part of the index did not commit")
        return bool(shards["successful"] == shards["total"])

    def _send(self) -> None:
        with _asking(self._index):
            sent = streaming_bulk(
                self._client,
                list(self._waiting.values()),
                index=written(self._index),
                # An index that is gone is missed, not made anew without our mapping.
                require_alias=True,
                chunk_size=CHUNK,
                max_chunk_bytes=CHUNK_BYTES,
                max_retries=TRIES,
                initial_backoff=0.2,
                retry_on_status=PASSING,
                raise_on_error=False,
                yield_ok=False,
            )
            refused = [told for _, told in sent if not _was_not_there(told)]
        if refused:
            raise _refusal(refused)
        self._waiting = {}


class ElasticsearchEngine:
    """All that this house keeps begins with its prefix, so that several houses can share a cluster."""

    def __init__(self, client: Callable[[], Elasticsearch], *, prefix: str, seconds: float) -> None:
        if not _PREFIX.fullmatch(prefix):
            raise ValueError(f"no prefix for indexes of Elasticsearch: {prefix!r}")
        self._connected = client
        self._prefix = prefix
        self._seconds = seconds

    def create(self, name: str) -> None:
        index = self._index(name)
        with _asking(index):
            taken = self._client.indices.exists_alias(name=self._prefix)
            self._client.options(request_timeout=WRITING_SECONDS).indices.create(
                index=index,
                settings=SETTINGS,
                mappings=mapping().to_dict(),
                aliases={written(index): {}} | ({} if taken else {self._prefix: {}}),
            )

    def reader(self, name: str, *, generation: int) -> ElasticsearchReader:
        """A commit is everywhere before its generation is raised: each question sees it."""
        return ElasticsearchReader(self._client, self._index(name), self._seconds)

    @contextmanager
    def writing(self, name: str) -> Iterator[ElasticsearchWriting]:
        unread = self.reader(name, generation=0).documents() == 0
        yield ElasticsearchWriting(self._client, self._index(name), unread=unread)

    def drop_all_but(self, name: str) -> None:
        client = self._client.options(request_timeout=WRITING_SECONDS)
        kept = self._index(name)
        with _asking(kept):
            dropped = [index for index in client.indices.get_alias(index=f"{self._prefix}{POINT}*") if index != kept]
            if client.indices.exists(index=kept):
                in_use = {"index": kept, "alias": self._prefix}
                others = [{"remove": in_use | {"index": index, "must_exist": False}} for index in dropped]
                client.indices.update_aliases(actions=[*others, {"add": in_use}])
            for index in dropped:
                client.indices.delete(index=index)

    @property
    def _client(self) -> Elasticsearch:
        return self._connected()

    def _index(self, name: str) -> str:
        return f"{self._prefix}{POINT}{name}"


def _in_order(search: Search[Any], request: Request) -> Search[Any]:
    """The hits of one page, their number and facets. The highest score first is how Elasticsearch sorts by it."""
    asked = search.post_filter(queries.chosen(request)).sort("_score", "newest" if request.oldest else "-newest")
    asked = asked.extra(track_total_hits=True)[: request.limit + 1]
    if after := request.after:
        asked = asked.extra(search_after=[queries.score_of(after.tier), after.key])
    for facet in FACETS:
        counted = A("filter", filter=queries.chosen(request, without=facet))
        counted.bucket("values", "terms", field=facet, size=MOST_VALUES, order={"_key": "asc"})
        asked.aggs.bucket(facet, counted)
    return asked


def written(index: str) -> str:
    """The alias that an index is written through."""
    return f"{index}-written"


@contextmanager
def _asking(index: str) -> Iterator[None]:
    """Tell an index that is gone from an engine that is.

    What Elasticsearch gives as its reason is left behind: it may quote a question or a text, and this ends in a log.
    """
    try:
        yield
    except NotFoundError:
        raise IndexMissing(index) from None
    except (ApiError, TransportError, ScanError) as error:
        raise EngineUnavailable(type(error).__name__) from None


def _was_not_there(told: Mapping[str, Any]) -> bool:
    """To take away what is not there is no error."""
    return bool(told.get("delete", {}).get("status") == 404 and told["delete"].get("result") == "not_found")


def _refusal(refused: Sequence[Mapping[str, Any]]) -> Exception:
    """By key and kind of error: the reason that Elasticsearch gives may quote the text."""
    items = [item for told in refused for item in told.values()]
    kinds = {item["error"]["type"] for item in items}
    if "index_not_found_exception" in kinds:
        return IndexMissing(items[0]["_index"])
    keys = ", ".join(str(item["_id"]) for item in items)
    return EngineUnavailable(f"not indexed: {keys} ({', '.join(sorted(kinds))})")


def _values(counted: Mapping[str, Any]) -> dict[str, int]:
    """Sorted by value. A count is exact when no value was left out and no shard kept one to itself."""
    if counted["sum_other_doc_count"] or counted.get("doc_count_error_upper_bound", 0) > 0:
        raise EngineUnavailable("more values than can be counted exactly")
    return {bucket["key"]: bucket["doc_count"] for bucket in sorted(counted["buckets"], key=lambda one: one["key"])}
