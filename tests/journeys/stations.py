"""Where a journey stops to look around: a screenshot is kept, axe finds nothing, and nothing runs off the side."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.servers.browser import Keep

PHONE, SCREEN = 320, 1280
Look = Callable[..., None]
# Every rule is tried; what is in order stays in the browser, because it takes longer to tell than to find.
WHAT_FAILS = "() => axe.run({resultTypes: ['violations']}).then(found => found.violations)"
# What hangs over the right edge of a page that scrolls sideways; a region that scrolls by itself does not widen it.
RUNS_OFF = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5).map(one => `${one.tagName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`)
    : []"""


@pytest.fixture
def look(keep: Keep) -> Iterator[Look]:
    """`look(page, "my-work", narrow=True)`: at the page as it stands, and then on a phone of 320 px.

    What is wrong is told at the end, so that one journey tells all of it.
    """
    faults: list[str] = []

    def around(page: Page, name: str, *, narrow: bool = False) -> None:
        faults.extend(_judge(page, name, keep))
        if narrow:
            page.set_viewport_size({"width": PHONE, "height": 800})
            faults.extend(_judge(page, f"{name}-{PHONE}", keep))
            page.set_viewport_size({"width": SCREEN, "height": 900})

    yield around
    assert not faults, "\n".join(faults)


def _judge(page: Page, name: str, keep: Keep) -> Iterator[str]:
    page.wait_for_load_state("load")
    keep(page, name)
    if page.locator("h1").count() != 1:
        yield f"{name}: not exactly one h1"
    if hanging := page.evaluate(RUNS_OFF):
        yield f"{name}: scrolls sideways: {hanging}"
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for one in page.evaluate(WHAT_FAILS):
        yield f"{name}: {_in_words(one)}"


def _in_words(violation: dict[str, Any]) -> str:
    places = [node["target"] for node in violation["nodes"][:5]]
    return f"{violation['id']}: {violation['help']}: {places}"
