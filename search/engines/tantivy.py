"""The embedded engine: one machine, one folder per index, one writer at a time."""

import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur

from search.documents import SearchDocument
from search.engines.base import FACETS, Choice, Found, IndexMissing, Page, Request
from search.engines.tantivy_queries import Part, Queries, both, values_of
from search.engines.tantivy_schema import schema, to_tantivy
from search.engines.terms import MOST_VALUES, completions, nearest
from search.order import Place, date_of

# Taken as documents come, not beforehand. Enough for one segment of 100,000 reports: a scope is looked up per segment.
HEAP_BYTES = 256_000_000

# How many ids are told at a time when all are asked for.
HELD = 2_000

# Where each stands, and where it lies.
Hits = list[tuple[Place, tantivy.DocAddress]]


class TantivyReader:
    """One state of one index."""

    def __init__(self, index: tantivy.Index, queries: Queries) -> None:
        self._searcher = index.searcher()
        self._queries = queries

    def find(self, request: Request) -> Page:
        if request.empty:
            return Page()
        # Made once: the terms of a scope are many.
        within = self._queries.within(request)
        facets = self._facets(request, [*self._queries.wanted(request.clauses), *within])
        count = sum(number for kind, number in facets["kind"].items() if _chosen(kind, request.choices.get("kind")))
        # One more than is shown tells whether there is a next page.
        most = min(request.limit + 1, count)
        hits = self._hits(request, [*within, *self._queries.chosen(request)], most) if count else []
        shown = hits[: request.limit]
        return Page(
            hits=tuple(Found(self._id(address), date_of(place.key)) for place, address in shown),
            count=count,
            facets=facets,
            next=shown[-1][0] if len(hits) > len(shown) else None,
        )

    def complete(self, request: Request, prefix: str) -> list[str]:
        return [] if request.scope.empty else completions(self._words(prefix, self._trimmed(request)))

    def near(self, request: Request, surface: str) -> list[str]:
        if request.scope.empty:
            return []
        holding = (Occur.Must, self._queries.near("words", surface))
        return nearest(self._words("", [holding, *self._trimmed(request)]), surface)

    def count(self, request: Request) -> int:
        if request.empty:
            return 0
        # Its stub knows the hits only.
        found: Any = self._searcher.search(both(self._trimmed(request)), limit=1, count=True)
        return int(found.count)

    def documents(self) -> int:
        return int(self._searcher.num_docs)

    def _trimmed(self, request: Request) -> list[Part]:
        """What the whole request finds."""
        queries = self._queries
        return [*queries.wanted(request.clauses), *queries.within(request), *queries.chosen(request)]

    def _words(self, prefix: str, trimmed: list[Part]) -> list[str]:
        """Without a limit: Tantivy's own would keep the most frequent, and frequency is no reason here."""
        terms = self._searcher.terms_with_prefix("suggestions", prefix, both(trimmed))
        return [term for term, _count in terms]

    def held(self, ids: Sequence[str] | None = None) -> Iterator[tuple[str, str]]:
        """From the newest on. Several may share the key at which a page ends: those are asked for again."""
        wanted = tantivy.Query.all_query() if ids is None else self._queries.any_of("id", ids)
        last, told = None, set[str]()
        while True:
            query = self._queries.all_of([wanted, *self._queries.between("newest", None, last)])
            most = HELD + len(told)
            page = [(key, *self._id_and_digest(at)) for key, at in self._by_date(query, most, oldest=False)]
            yield from ((id, kept) for _, id, kept in page if id not in told)
            if len(page) < most:
                return
            last = page[-1][0]
            told = {id for key, id, _ in page if key == last}

    def _id_and_digest(self, address: tantivy.DocAddress) -> tuple[str, str]:
        stored = self._searcher.doc(address)
        return str(stored["id"][0]), str(stored["digest"][0])

    def _hits(self, request: Request, within: list[Part], most: int) -> Hits:
        """Tiers are asked one by one, as far as the page needs them; a document stands in the first that it is in.

        On a later page what stands in an earlier tier is left out by the question: it was not asked for again.
        """
        ordered: dict[tuple[int, int], tuple[Place, tantivy.DocAddress]] = {}
        after, passed = request.after, list[Part]()
        for tier, parts in self._queries.tiers(request.clauses):
            if after is None or tier >= after.tier:
                rest = [self._queries.beyond(after, oldest=request.oldest)] if after and tier == after.tier else []
                for key, address in self._by_date(both(parts, passed, rest, within), most, oldest=request.oldest):
                    ordered.setdefault((address.segment_ord, address.doc), (Place(tier, key), address))
            if len(ordered) >= most:
                break
            if after:
                passed.append((Occur.MustNot, both(parts)))
        return list(ordered.values())[:most]

    def _by_date(self, query: tantivy.Query, limit: int, *, oldest: bool) -> list[tuple[int, tantivy.DocAddress]]:
        order = tantivy.Order.Asc if oldest else tantivy.Order.Desc
        return self._searcher.search(query, limit=limit, count=False, order_by_field="newest", order=order).hits

    def _id(self, address: tantivy.DocAddress) -> str:
        return str(self._searcher.doc(address)["id"][0])

    def _facets(self, request: Request, trimmed: list[Part]) -> dict[str, dict[str, int]]:
        """Facets in which nothing was chosen share one pass."""
        apart = {*request.choices, *(["period"] if request.days else [])}
        free = [facet for facet in FACETS if facet not in apart]
        counted = self._count(free, both(trimmed, self._queries.chosen(request))) if free else {}
        for facet in apart:
            counted |= self._count([facet], both(trimmed, self._queries.chosen(request, without=facet)))
        return {facet: counted[facet] for facet in FACETS}

    def _count(self, facets: Sequence[str], query: tantivy.Query) -> dict[str, dict[str, int]]:
        wanted = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in facets}
        return values_of(self._searcher.aggregate(query, wanted), facets)


def _chosen(kind: str, choice: Choice | None) -> bool:
    return choice is None or kind in choice.values or any(field.words == (kind,) for field in choice.fields)


class TantivyWriting:
    """Changes of one writer."""

    def __init__(self, writer: tantivy.IndexWriter, queries: Queries) -> None:
        self._writer = writer
        self._queries = queries

    def replace(self, ids: Sequence[str], documents: Iterable[SearchDocument]) -> None:
        # By query: `delete_documents_by_term` deletes nothing, without a word, when the types do not match.
        if ids:
            self._writer.delete_documents_by_query(self._queries.any_of("id", ids))
        for document in documents:
            self._writer.add_document(to_tantivy(document))

    def commit(self) -> None:
        self._writer.commit()


@dataclass(frozen=True)
class _Open:
    """The index that was read last."""

    name: str
    generation: int
    index: tantivy.Index
    queries: Queries


class TantivyEngine:
    """Indexes are folders under one root; readers are kept open and renewed when a newer generation is asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._open: _Open | None = None

    def create(self, name: str) -> None:
        folder = self._root / name
        folder.mkdir(parents=True)
        tantivy.Index(schema(), path=str(folder))

    def reader(self, name: str, *, generation: int) -> TantivyReader:
        with self._lock:
            if self._open is None or self._open.name != name:
                index = self._index(name)
                self._open = _Open(name, generation, index, Queries(index.schema))
            elif self._open.generation < generation:
                with self._missing(name):
                    self._open.index.reload()
                self._open = replace(self._open, generation=generation)
            return TantivyReader(self._open.index, self._open.queries)

    @contextmanager
    def writing(self, name: str) -> Iterator[TantivyWriting]:
        index = self._index(name)
        # Not as a context manager: that commits even when an error leaves it.
        writer = index.writer(HEAP_BYTES, num_threads=1)
        try:
            yield TantivyWriting(writer, Queries(index.schema))
        finally:
            writer.wait_merging_threads()

    def drop_all_but(self, name: str) -> None:
        for folder in self._root.iterdir():
            if folder.is_dir() and folder.name != name:
                shutil.rmtree(folder)

    def _index(self, name: str) -> tantivy.Index:
        """Opened with renewal by hand: a reader changes when we say so, not when a file watcher gets round to it."""
        with self._missing(name):
            index = tantivy.Index.open(str(self._root / name))
            index.config_reader("manual")
        return index

    @contextmanager
    def _missing(self, name: str) -> Iterator[None]:
        """Tell an index that is gone, maybe since a moment ago, from one that is broken."""
        try:
            yield
        except (ValueError, OSError) as error:
            if (self._root / name / "meta.json").exists():
                raise
            raise IndexMissing(name) from error
