"""One part of the bench in a process of its own, because settings are read once. Prints what it measured as JSON."""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from casustafel.demo.database import migrate  # noqa: E402
from casustafel.demo.synthetic.making import Size, make  # noqa: E402
from search.engines import connected  # noqa: E402
from search.rebuild import rebuild  # noqa: E402
from search.reconcile import reconcile  # noqa: E402
from search.status import status  # noqa: E402
from tests.bench import compared, fresh, pages, searching, web, word  # noqa: E402
from tests.bench.hidden import hide_words  # noqa: E402

SEED = 2026


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("part", choices=("house", "engine", "compared", "pages"))
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--reports", type=int, required=True)
    asked = parser.parse_args()
    size = Size(asked.cases, asked.reports, SEED)
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "house": lambda: house(size),
        "engine": engine,
        "compared": beside_others,
        "pages": lambda: {"pages": pages.measure(), "word": word.measure()},
    }
    sys.stdout.write(json.dumps(parts[asked.part]()))


def house(size: Size) -> dict[str, Any]:
    migrate()
    made = _seconds(lambda: make(size, now=timezone.now(), progress=_telling("made")))
    hidden = hide_words()
    return {"cases": size.cases, "reports": size.reports, "made_seconds": made, "hidden_reports": hidden} | _stored()


def engine() -> dict[str, Any]:
    """The engine that the settings name."""
    indexed = _seconds(lambda: rebuild(progress=lambda done, total: _tell("indexed", done, total)))
    documents = status()["documents"]
    index = {"documents": documents, "index_seconds": indexed, "index_bytes": _index_bytes()}
    measured: dict[str, Any] = {"index": index}
    for name, part in (
        ("search", searching.measure),
        ("hidden", searching.timing_of_the_hidden),
        ("web", web.measure),
        ("fresh", fresh.measure),
    ):
        began = time.perf_counter()
        measured[name] = part()
        _say(f"{name} measured in {time.perf_counter() - began:.0f} s")
    return measured | {"reconcile_seconds": _seconds(reconcile)}


def beside_others() -> dict[str, Any]:
    """With the embedded engine, on the database that the settings name."""
    if status()["rebuild"]:
        rebuild()
    return {"compared": compared.measure()}


def _stored() -> dict[str, int]:
    name = settings.DATABASES["default"]["NAME"]
    return {"database_bytes": Path(name).stat().st_size if connection.vendor == "sqlite" else 0}


def _index_bytes() -> int:
    if settings.ELASTICSEARCH_NODES:
        told = connected().indices.stats(index=f"{settings.ELASTICSEARCH_PREFIX}.*", metric="store")
        return int(told["_all"]["total"]["store"]["size_in_bytes"])
    folder = Path(settings.SEARCH_INDEX_DIR)
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _telling(what: str) -> Callable[[str, int, int], None]:
    return lambda which, done, total: _tell(f"{what}: {which}", done, total)


def _tell(what: str, done: int, total: int) -> None:
    """Some ten lines for each kind of thing."""
    if done == total or done % max(1, total // 10) < 500:
        _say(f"{what} {done:,} of {total:,}")


def _say(line: str) -> None:
    sys.stderr.write(f"  {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
