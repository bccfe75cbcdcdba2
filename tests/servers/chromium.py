"""Which Chromium drives the browser tests, and how is it started?"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

# The same browser that draws no window which nobody sees: less than half of the processor's time.
HEADLESS = "chromium-headless-shell"
NAMES = (HEADLESS, "chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_chromium() -> str | None:
    """The one the developer names, the system's, or the one playwright downloaded."""
    named = os.environ.get("CASUSTAFEL_TEST_CHROMIUM")
    installed = named or next(filter(None, map(shutil.which, NAMES)), None)
    return installed or _downloaded()


def _downloaded() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def start(playwright: Playwright, executable: str) -> Browser:
    """Chromium refuses its own sandbox to root, which is who runs the tests in a container."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=executable, args=[*QUIET, *as_root])
