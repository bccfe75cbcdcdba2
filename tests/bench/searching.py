"""What does an answer of search cost, beside the bare question to the index in the same run?"""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import tantivy
from django.conf import settings
from tantivy import Occur

from access.viewer import Viewer, resolve
from accounts.models import User
from casustafel.demo.synthetic.region import BENCH, bench_email
from casustafel.demo.synthetic.sentences import ABOUT, AGREED, DETAIL, RARE, SEEN
from search.engines.base import FACETS, Request
from search.engines.tantivy_queries import Queries, both
from search.query import Query, parse
from search.service import search
from search.state import index_in_use
from tests.bench.timing import Times, in_turns

QUESTIONS = 60
ROUNDS = 3
PAGE = 20
MOST_VALUES = 65_000


def measure() -> list[dict[str, Any]]:
    """One row for each of those who measure."""
    return [_of(cases) for cases in BENCH]


def _of(cases: int) -> dict[str, Any]:
    user = User.objects.select_related("organisation").get(email=bench_email(cases))
    resolving = in_turns({"resolve": lambda: resolve(user)}, rounds=20)["resolve"]
    viewer = resolve(user)
    questions = list(_questions(Random(cases)))
    floor, answer = _measured(viewer, questions)
    found = [search(viewer, Query(question)).count for question in questions]
    return {
        "cases": cases,
        "resolve": resolving.as_json(),
        "floor": floor.as_json(),
        "answer": answer.as_json(),
        "found": sorted(found)[len(found) // 2],
    }


def _measured(viewer: Viewer, questions: list[str]) -> tuple[Times, Times]:
    """Both for each question in turn, over all questions."""
    searcher, queries = _bare_index()
    prebuilt = [_prebuilt(queries, viewer, question) for question in questions]
    floors: list[float] = []
    answers: list[float] = []
    for turn in range(1 + ROUNDS):
        for question, query in zip(questions, prebuilt, strict=True):
            began = time.perf_counter()
            _ask(searcher, query)
            between = time.perf_counter()
            search(viewer, Query(question))
            ended = time.perf_counter()
            if turn:
                floors.append(between - began)
                answers.append(ended - between)
    return Times.of(floors), Times.of(answers)


def _bare_index() -> tuple[tantivy.Searcher, Queries]:
    state = index_in_use()
    assert state is not None
    index = tantivy.Index.open(str(Path(settings.SEARCH_INDEX_DIR) / state.name))
    return index.searcher(), Queries(index.schema)


def _prebuilt(queries: Queries, viewer: Viewer, question: str) -> tantivy.Query:
    request = Request(parse(question), viewer.scope())
    return both([(Occur.Must, queries.clause(clause)) for clause in request.clauses.wanted], queries.within(request))


def _ask(searcher: tantivy.Searcher, query: tantivy.Query) -> None:
    """Trimmed hits in order, their number, and four facets: what no answer can do without."""
    searcher.search(query, limit=PAGE, count=True, order_by_field="newest")
    searcher.aggregate(query, {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in FACETS})


def _questions(chance: Random) -> Iterator[str]:
    """As people type: a word or two out of a text, now and then a phrase, a beginning, or a word hardly ever used."""
    texts = [*ABOUT, *DETAIL, *AGREED, *SEEN]
    for number in range(QUESTIONS):
        words = [word.strip(".,“”") for word in chance.choice(texts).split() if len(word) > 3]
        match number % 6:
            case 0 | 1:
                yield chance.choice(words)
            case 2 | 3:
                yield " ".join(chance.sample(words, min(2, len(words))))
            case 4:
                yield f'"{" ".join(chance.choice(texts).split()[1:4])}"'
            case _:
                yield f"{chance.choice(words)[:4]}*" if number % 4 else chance.choice(RARE)
