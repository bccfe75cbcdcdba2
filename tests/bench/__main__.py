"""`make bench`: measure houses of two sizes, and write docs/performance.md."""

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from tests.bench.machine import description
from tests.bench.paper import performance

ROOT = Path(__file__).resolve().parents[2]
PAPER = ROOT / "docs" / "performance.md"
# Reports → cases.
SIZES = {10_000: 1_000, 100_000: 2_000}


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--out", type=Path, default=PAPER, help="where to write (docs/performance.md)")
    parser.add_argument("--reports", type=int, nargs="*", choices=sorted(SIZES), default=sorted(SIZES))
    asked = parser.parse_args()
    machine = description()
    sizes = [_measured(reports) for reports in asked.reports]
    asked.out.write_text(performance(sizes, machine=machine), encoding="utf-8")
    sys.stdout.write(f"Written to {asked.out}\n")
    return 0


def _measured(reports: int) -> dict[str, Any]:
    """In a process and a folder of its own: settings read their folder once."""
    sys.stdout.write(f"Making, indexing and measuring {reports:,} reports\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory(prefix="casustafel-bench-") as folder:
        given = {"CASUSTAFEL_DATA": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        command = [sys.executable, "-m", "tests.bench.measuring", "--cases", str(SIZES[reports])]
        done = subprocess.run(
            [*command, "--reports", str(reports)],
            cwd=ROOT,
            env=os.environ | given,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


if __name__ == "__main__":
    sys.exit(main())
