"""On what was it measured? What decides the figures, and nothing that names the machine."""

import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path


def description() -> list[tuple[str, str]]:
    return [
        ("processor", f"{_processor()}, {os.cpu_count()} cores visible"),
        ("memory", f"{_memory():.0f} GB"),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("busy before it began", f"{os.getloadavg()[0]:.1f} processes on average in the last minute"),
        ("Python", platform.python_version()),
        ("Django · Wagtail", f"{version('django')} · {version('wagtail')}"),
        ("SQLite · tantivy", f"{sqlite3.sqlite_version} · {version('tantivy')}"),
    ]


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", file.read_text()) if file.exists() else None
    return found[1].strip() if found else platform.processor() or "unknown"


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
