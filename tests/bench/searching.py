"""What does an answer of search cost, beside the bare question to the index in the same run?"""

import time
from random import Random
from typing import Any

from access.viewer import Viewer, resolve
from accounts.models import User
from casefiles.models import Case
from casustafel.demo.synthetic.region import BENCH, bench_email
from search.query import Query
from search.service import search
from tests.bench.floors import floor
from tests.bench.hidden import ABSENT, HIDDEN, HIDDEN_ONCE, OTHER_ABSENT
from tests.bench.questions import questions
from tests.bench.timing import Times, in_turns

QUESTIONS = 60
ROUNDS = 3
LOOKS = 400


def measure() -> list[dict[str, Any]]:
    """A row for each of those who measure and each class of questions."""
    return [row for cases in BENCH for row in _of(cases)]


def bench_viewer(cases: int) -> Viewer:
    return resolve(User.objects.select_related("organisation").get(email=bench_email(cases)))


def timing_of_the_hidden() -> dict[str, Any]:
    """A word in many documents that this viewer may not see, one in a single such document, and two that are nowhere:
    what the two absent words differ among themselves is noise."""
    viewer = bench_viewer(BENCH[1])
    words = {"hidden": HIDDEN, "hidden once": HIDDEN_ONCE, "absent": ABSENT, "absent too": OTHER_ABSENT}
    assert not any(search(viewer, Query(word)).count for word in words.values())
    asking = {name: lambda word=word: search(viewer, Query(word)) for name, word in words.items()}
    return {name: times.as_json() for name, times in in_turns(asking, rounds=LOOKS, warm_up=20).items()}


def _of(cases: int) -> list[dict[str, Any]]:
    user = User.objects.select_related("organisation").get(email=bench_email(cases))
    resolving = in_turns({"resolve": lambda: resolve(user)}, rounds=20)["resolve"]
    viewer = resolve(user)
    place = Case.objects.visible_to(viewer).values_list("municipality__name", flat=True)[0]
    rows = []
    for name, asked in questions(Random(cases), normal=QUESTIONS, facet=place).items():
        least, answer = _measured(viewer, asked)
        found = sorted(search(viewer, query).count for query in asked)
        rows.append(
            {
                "cases": cases,
                "class": name,
                "resolve": resolving.as_json(),
                "floor": least.as_json(),
                "answer": answer.as_json(),
                "found": found[len(found) // 2],
            }
        )
    return rows


def _measured(viewer: Viewer, asked: list[Query]) -> tuple[Times, Times]:
    """Both for each question in turn, over all questions."""
    prebuilt = floor()
    least = [prebuilt(viewer, query) for query in asked]
    floors: list[float] = []
    answers: list[float] = []
    for turn in range(1 + ROUNDS):
        for query, ask in zip(asked, least, strict=True):
            began = time.perf_counter()
            ask()
            between = time.perf_counter()
            search(viewer, query)
            ended = time.perf_counter()
            if turn:
                floors.append(between - began)
                answers.append(ended - between)
    return Times.of(floors), Times.of(answers)
