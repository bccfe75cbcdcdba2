"""What do the pages that everybody opens cost: how many queries, and how much time beside a bare view?"""

from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.viewer import resolve
from accounts.keys import random_key
from accounts.models import User
from casefiles.models import Case, Report, ReportVersion
from casustafel.demo.synthetic.region import BENCH, bench_email
from tests.bench.timing import in_turns

ROUNDS = 30
# The case with most in it that is expected, and what its reader opens first.
CROWD = 2_000
OF_A_CASE = (
    ("case page", "casefiles:case"),
    ("journal page", "casefiles:journal"),
    ("timeline", "casefiles:timeline"),
    ("closing page", "casefiles:closing"),
)
BARE = "/bench/bare/"
BACKEND = "accounts.backends.DatedRoleBackend"


def measure() -> list[dict[str, Any]]:
    """The pages of one who is in fifty cases; my work of each of those who measure."""
    middle = _signed_in(bench_email(BENCH[1]))
    small, large = _smallest_and_largest(bench_email(BENCH[1]))
    rows = []
    for page, name in OF_A_CASE:
        for size, (case, reports) in (("few", small), ("many", large)):
            rows.append(_row(page, f"{size}: {reports} reports", get=middle, path=reverse(name, args=[case.key])))
    crowded = _crowded(large[0], CROWD)
    for page, name in OF_A_CASE:
        rows.append(_row(page, f"crowded: {crowded} reports", get=middle, path=reverse(name, args=[large[0].key])))
    for cases in BENCH:
        get = _signed_in(bench_email(cases))
        rows.append(_row("my work", f"{cases} cases", get=get, path=reverse("my_work")))
    return rows


Get = Callable[[str], None]


def _signed_in(email: str) -> Get:
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(email=email), backend=BACKEND)

    def get(path: str) -> None:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)

    return get


def _row(page: str, of: str, *, get: Get, path: str) -> dict[str, Any]:
    queries = {name: _queries(get, where) for name, where in (("page", path), ("bare", BARE))}
    times = in_turns({"page": lambda: get(path), "bare": lambda: get(BARE)}, rounds=ROUNDS)
    return {
        "page": page,
        "of": of,
        "queries": queries["page"],
        "bare_queries": queries["bare"],
        "time": times["page"].as_json(),
        "bare": times["bare"].as_json(),
    }


def _queries(get: Get, path: str) -> int:
    get(path)
    with CaptureQueriesContext(connection) as captured:
        get(path)
    return len(captured)


@transaction.atomic
def _crowded(case: Case, wanted: int) -> int:
    """The reports of this case for its team once more and again, until there are so many; search is not told."""
    there = list(ReportVersion.objects.filter(case=case, circle="team").select_related("report"))
    for version in islice(cycle(there), max(0, wanted - len(there))):
        report = version.report
        report.pk, report.key, report._state.adding = None, random_key(), True
        report.save(force_insert=True)
        version.pk, version.key, version.report, version._state.adding = None, random_key(), report, True
        version.save(force_insert=True)
    return Report.objects.filter(case=case, circle="team").count()


def _smallest_and_largest(email: str) -> tuple[tuple[Case, int], tuple[Case, int]]:
    viewer = resolve(User.objects.get(email=email))
    of_the_team = Count("report", filter=Q(report__circle="team"))
    cases = Case.objects.visible_to(viewer).filter(state="active").annotate(reports=of_the_team)
    # An empty page asks less: nothing is looked up for what is not there.
    ordered = sorted(cases.filter(reports__gt=0), key=lambda case: case.reports)
    return (ordered[0], ordered[0].reports), (ordered[-1], ordered[-1].reports)
