"""The one search: everything a person finds, counts or is offered comes through here, trimmed to what they may see."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.db import transaction

from access.viewer import Viewer
from search.advice import Advice, Asking, advice
from search.analysis.tokens import tokenise
from search.documents import Text, document_id, kind_and_key
from search.engines import engine
from search.engines.base import EngineUnavailable, Found, IndexMissing, Page, Reader, Request
from search.errors import IndexOutOfStep, SearchUnavailable
from search.fields import FIELDS, Period
from search.highlight import Marker, Segments
from search.order import Place
from search.outbox import changed
from search.query import Clauses, Query, parse, pieces
from search.registry import searchable
from search.state import Snapshot, snapshot

MIN_SUGGEST_LETTERS = 3
MAX_SUGGESTIONS = 8

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit:
    """One thing that was found; its texts come from the database, cut into segments."""

    kind: str
    key: str
    title: Segments
    snippet: Segments
    date: datetime
    # Where the snippet stands in the thing, in words: a page, a heading.
    place: str = ""
    anchor: str = ""

    @property
    def url(self) -> str:
        """Its page in the portal, at the place where it has one; it never holds a word that was asked."""
        page = searchable(self.kind).url(self.key)
        return f"{page}#{self.anchor}" if self.anchor else page


@dataclass(frozen=True)
class Answer:
    """A page of hits. `facets`: per facet, per value, how many would be found if that value were chosen.

    `next`: the `after` of a question for the page that follows; empty where this is the last one.
    """

    hits: tuple[Hit, ...]
    count: int
    facets: Mapping[str, Mapping[str, int]]
    next: str = ""


class _OutOfStep(Exception):
    """The index shows what the database does not, for once."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = ids


def search(viewer: Viewer, query: Query) -> Answer:
    """What this viewer finds, noted on their trail.

    Raises `SearchUnavailable`, or its `IndexOutOfStep` where index and database disagree twice.
    """
    viewer.trail.searched(query.text, [])
    answer = _twice(lambda: _search(viewer, query))
    viewer.trail.searched(query.text, [document_id(hit.kind, hit.key) for hit in answer.hits])
    return answer


def suggest(viewer: Viewer, text: str) -> tuple[str, ...]:
    """How the last word of this text could end, from three letters on, in what is found by all before it."""
    typed = tokenise(text)
    if not typed or len(typed[-1][0]) < MIN_SUGGEST_LETTERS or pieces(text)[-1].kind in FIELDS:
        return ()
    viewer.trail.searched(text, [])
    last, place = typed[-1]
    words = _twice(lambda: _complete(viewer, text[: place.start()], last))
    return tuple(word for word in words if word != last)[:MAX_SUGGESTIONS]


def advise(viewer: Viewer, query: Query) -> Advice:
    """What else this viewer could ask, where `search` found nothing: nobody needs it otherwise, and it takes long."""
    viewer.trail.searched(query.text, [])
    return _twice(lambda: _advise(viewer, query))


def _search(viewer: Viewer, query: Query) -> Answer:
    now = snapshot()
    request = _request(viewer, now, query)
    page = _reader(now).find(request)
    following = str(page.next) if page.next else ""
    return Answer(hits=_hits(viewer, page, request.clauses), count=page.count, facets=page.facets, next=following)


def _advise(viewer: Viewer, query: Query) -> Advice:
    now = snapshot()
    return advice(Asking(_reader(now), partial(_request, viewer, now)), query)


def _request(viewer: Viewer, now: Snapshot, query: Query) -> Request:
    return Request(
        clauses=parse(query.text, now.synonyms.widen),
        scope=viewer.scope(),
        hidden=now.hidden,
        selection=query.selection,
        period=Period(query.since, query.until),
        oldest=query.oldest,
        after=Place.read(query.after),
        limit=query.limit,
    )


def _complete(viewer: Viewer, before: str, prefix: str) -> list[str]:
    now = snapshot()
    clauses = parse(before, now.synonyms.widen)
    return _reader(now).complete(Request(clauses, viewer.scope(), now.hidden), prefix)


def _reader(now: Snapshot) -> Reader:
    return engine().reader(now.name, generation=now.generation)


def _twice(attempt: Callable[[], T]) -> T:
    """A change may commit between two looks; the second attempt starts from the state after it. There is no third."""
    try:
        return _answered(attempt)
    except (_OutOfStep, IndexMissing):
        pass
    try:
        return _answered(attempt)
    except IndexMissing as missing:
        raise SearchUnavailable("the index is gone: run rebuild_index") from missing
    except _OutOfStep as difference:
        _alarm(difference.ids)
        raise IndexOutOfStep("index and database disagree") from difference


def _answered(attempt: Callable[[], T]) -> T:
    """An engine that does not answer is not asked again: a person is waiting."""
    try:
        return attempt()
    except EngineUnavailable as error:
        log.warning("the search engine does not answer: %s", error)
        raise SearchUnavailable("the engine does not answer") from error


def _alarm(ids: Sequence[str]) -> None:
    """Told to the operator by key; the things themselves leave every answer until they are indexed anew."""
    log.error("search index out of step with the database: %s", ", ".join(ids))
    with transaction.atomic():
        for id in ids:
            kind, key = kind_and_key(id)
            changed(kind, key, narrowed=True)


def _hits(viewer: Viewer, page: Page, clauses: Clauses) -> tuple[Hit, ...]:
    texts = _texts_of_visible(viewer, page.hits)
    if lost := [found.id for found in page.hits if found.id not in texts]:
        raise _OutOfStep(lost)
    marker = Marker(clauses, [name for text in texts.values() for name in text.names])
    return tuple(_hit(found, texts[found.id], marker) for found in page.hits)


def _texts_of_visible(viewer: Viewer, hits: Iterable[Found]) -> dict[str, Text]:
    """The database has the last word: what it does not show to this viewer has no text."""
    keys: dict[str, list[str]] = defaultdict(list)
    for found in hits:
        kind, key = kind_and_key(found.id)
        keys[kind].append(key)
    return {
        document_id(kind, key): text
        for kind, wanted in keys.items()
        for key, text in searchable(kind).seen(viewer, wanted).items()
    }


def _hit(found: Found, text: Text, marker: Marker) -> Hit:
    kind, key = kind_and_key(found.id)
    title = marker.whole(text.title)
    if not text.parts:
        return Hit(kind, key, title=title, snippet=marker.snippet(text.body), date=found.date)
    part = text.parts[marker.best([part.text for part in text.parts])]
    snippet = marker.snippet(part.text)
    if not any(segment.marked for segment in snippet):
        # Found by its title alone: no place answers better than its beginning.
        return Hit(kind, key, title=title, snippet=snippet, date=found.date)
    return Hit(kind, key, title=title, snippet=snippet, date=found.date, place=part.place, anchor=part.anchor)
