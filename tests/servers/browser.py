"""Fixtures: a person at a screen, with Dutch settings, who may not leave this site and meets no script error."""

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.servers.chromium import find_chromium, start
from tests.servers.missing import missing

ARTIFACTS = Path(__file__).resolve().parents[2] / "artifacts"
# What was on the screen at every step, for `playwright show-trace`: of what fails, where somebody looks for the reason.
TRACED = "CASUSTAFEL_TEST_TRACE" in os.environ
OUTCOME = pytest.StashKey[pytest.TestReport]()
INSIDE = ("data:", "blob:", "about:")

Visit = Callable[..., Page]
Keep = Callable[[Page, str], Path]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember how the test itself went, for the fixtures that keep traces of failures."""
    report = yield
    if report.when == "call":
        item.stash[OUTCOME] = report
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of a process."""
    executable = find_chromium()
    if executable is None:
        missing("no Chromium on this machine (`make test` installs one)")
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop running in this thread; the tests themselves are plain synchronous Django.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = start(playwright, executable)
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """`visit(width=320)` gives the page of a new person: own cookies, own screen."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def arrive(*, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": width, "height": height},
        )
        if TRACED:
            context.tracing.start(snapshots=True)
        context.on("request", lambda sent: _note_stranger(sent.url, live_server.url, faults))
        context.on("console", lambda message: _note_error(message, faults))
        contexts.append(context)
        return context.new_page()

    yield arrive
    _leave(contexts, request)
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page of the one person in this test."""
    return visit()


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Keep:
    """`keep(page, "adopted")` leaves a screenshot of the whole page in artifacts/, to be looked at."""

    def shoot(page: Page, name: str) -> Path:
        path = _folder(request) / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return shoot


def _note_stranger(url: str, home: str, faults: list[str]) -> None:
    if not url.startswith((home, *INSIDE)):
        faults.append(f"the page asked another host: {url}")


def _note_error(message: ConsoleMessage, faults: list[str]) -> None:
    # A refused page (404, 403) is an expected answer; what the content security policy blocks is not.
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        faults.append(f"the browser's console says: {message.text}")


def _leave(contexts: list[BrowserContext], request: pytest.FixtureRequest) -> None:
    report = request.node.stash.get(OUTCOME, None)
    failed = report is not None and report.failed
    for number, context in enumerate(contexts, start=1):
        for page in context.pages if failed else []:
            page.screenshot(path=_folder(request) / f"failed-{number}.png", full_page=True)
            (_folder(request) / f"failed-{number}.html").write_text(page.content(), encoding="utf-8")
        if TRACED:
            context.tracing.stop(path=_folder(request) / f"trace-{number}.zip" if failed else None)
        context.close()


def _folder(request: pytest.FixtureRequest) -> Path:
    return ARTIFACTS / re.sub(r"[^\w.-]+", "-", request.node.name)
