"""One size of house in a process of its own: made, indexed, asked and opened. Prints what was measured as JSON."""

import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from casustafel.demo.database import migrate  # noqa: E402
from casustafel.demo.synthetic.making import Size, make  # noqa: E402
from search.rebuild import rebuild  # noqa: E402
from search.status import status  # noqa: E402
from tests.bench import pages, searching, word  # noqa: E402

SEED = 2026


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--reports", type=int, required=True)
    asked = parser.parse_args()
    measured = measure(Size(asked.cases, asked.reports, SEED))
    sys.stdout.write(json.dumps(measured))


def measure(size: Size) -> dict[str, Any]:
    migrate()
    made = _seconds(lambda: make(size, now=timezone.now(), progress=_silent))
    indexed = _seconds(rebuild)
    documents = status()["documents"]
    return {
        "cases": size.cases,
        "reports": size.reports,
        "made_seconds": made,
        "index_seconds": indexed,
        "documents": documents,
        "index_bytes": _bytes_below(Path(settings.SEARCH_INDEX_DIR)),
        "database_bytes": Path(settings.DATABASES["default"]["NAME"]).stat().st_size,
        "search": searching.measure(),
        "pages": pages.measure(),
        "word": word.measure(),
    }


def _seconds(action: Any) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _silent(what: str, done: int, total: int) -> None:
    """The parent says how far it is."""


def _bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
