"""`make bench`: measure houses of several sizes on both engines, and write docs/performance.md."""

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bench.machine import description
from tests.bench.paper import performance
from tests.bench.servers import NotHere, elasticsearch, postgresql

ROOT = Path(__file__).resolve().parents[2]
PAPER = ROOT / "docs" / "performance.md"
SIZES = (10_000, 100_000, 500_000)
# Up to so many reports → so many cases; more than that: the last.
CASES = {2_000: 600, 10_000: 1_000, 100_000: 2_000, 500_000: 5_000}
ENGINES = ("tantivy", "elasticsearch")
# More than this the searches that come with Wagtail and PostgreSQL are not asked to bear.
BEARABLE = 10_000


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--reports", type=int, nargs="*", default=SIZES, help="how many; several make several houses")
    parser.add_argument("--engine", nargs="*", choices=ENGINES, default=ENGINES)
    parser.add_argument("--paper", type=Path, default=PAPER, help="where to write (docs/performance.md)")
    parser.add_argument("--out", type=Path, help="where to write all that was measured, as JSON")
    asked = parser.parse_args()
    run: dict[str, Any] = {"machine": description(), "sizes": []}
    for reports in asked.reports:
        run["sizes"].append(_measured(reports, asked.engine))
        # After each, so that a run that is broken off leaves what it measured.
        if asked.out:
            asked.out.write_text(json.dumps(run, indent=1), encoding="utf-8")
        asked.paper.write_text(performance(run["sizes"], machine=run["machine"]), encoding="utf-8")
    sys.stdout.write(f"Written to {asked.paper}\n")
    return 0


def _measured(reports: int, engines: tuple[str, ...]) -> dict[str, Any]:
    """One house, in a folder of its own, on each engine."""
    size = ["--reports", str(reports), "--cases", str(_cases(reports))]
    with tempfile.TemporaryDirectory(prefix="casustafel-bench-", ignore_cleanup_errors=True) as folder:
        data = {"CASUSTAFEL_DATA": f"{folder}/house"}
        measured = _part("house", size, data)
        measured["engines"] = {name: _engine(name, size, data, Path(folder)) for name in engines}
        measured["compared"] = _compared(size, data, Path(folder)) if reports <= BEARABLE else []
        return measured | _part("pages", size, data)


def _cases(reports: int) -> int:
    return next((cases for most, cases in CASES.items() if reports <= most), CASES[max(CASES)])


def _engine(name: str, size: list[str], data: Mapping[str, str], folder: Path) -> dict[str, Any]:
    if name == "tantivy":
        return _part("engine", size, data)
    try:
        with elasticsearch(folder / name) as url:
            named = {"CASUSTAFEL_ELASTICSEARCH_NODES": url, "CASUSTAFEL_ELASTICSEARCH_SECONDS": "60"}
            return _part("engine", size, {**data, **named})
    except NotHere as reason:
        _say(f"{name} is left out: {reason}")
        return {"missing": str(reason)}


def _compared(size: list[str], data: Mapping[str, str], folder: Path) -> list[dict[str, Any]]:
    """In the house that there is, and in one like it on PostgreSQL."""
    rows: list[dict[str, Any]] = _part("compared", size, data)["compared"]
    try:
        with postgresql() as url:
            there = {"CASUSTAFEL_DATA": f"{folder}/postgresql", "CASUSTAFEL_BENCH_POSTGRES_URL": url}
            _part("house", size, there)
            return rows + _part("compared", size, there)["compared"]
    except NotHere as reason:
        _say(f"PostgreSQL is left out: {reason}")
        return rows


def _part(name: str, size: list[str], given: Mapping[str, str]) -> dict[str, Any]:
    """In a process of its own: settings are read once."""
    began = time.perf_counter()
    _say(f"{' '.join(size)}: {name} begins")
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.measuring", name, *size],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.bench.settings"} | given,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    _say(f"{name} took {time.perf_counter() - began:.0f} s")
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
