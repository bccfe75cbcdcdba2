"""Whoever uses no mouse: searching, and writing a report, with Tab, Space and Enter only."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django import Settings

from casefiles.models import Report
from search.indexer import drain
from tests.journeys.actors import open_page, sign_in
from tests.journeys.surroundings import Region, a_region
from tests.servers.browser import Keep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# More stops than any page here has; a page that cannot be got through fails.
MOST_STOPS = 80
# What has the focus, if it can be seen that it has: an outline or a shadow around it.
FOCUSED = """wanted => {
    const one = document.activeElement, style = getComputedStyle(one);
    if (!one.matches(wanted)) return "";
    return parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none" ? "seen" : "unseen";
}"""


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    region = a_region()
    drain()
    return region


def test_search_is_used_with_the_keyboard_only(region: Region, page: Page, keep: Keep) -> None:
    sign_in(page, region.member)
    tab_to(page, "#ct-search-top")
    page.keyboard.type("huur")
    page.keyboard.press("Enter")
    page.locator("#results").wait_for()
    tab_to(page, ".ct-hit a")
    keep(page, "a-result-has-the-focus")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('casefiles:report', args=[Report.objects.get(story__contains='huur').key])}**")


def test_a_report_is_written_with_the_keyboard_only(region: Region, page: Page, keep: Keep) -> None:
    open_page(sign_in(page, region.member), "casefiles:case", region.world.case.key)
    form = reverse("casefiles:write_report", args=[region.world.case.key])
    tab_to(page, f'a[href="{form}"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{form}")
    choose(page, "scope", "person")
    choose(page, "valence", "positive")
    tab_to(page, "textarea[name=story]")
    page.keyboard.type("Hij had schone kleren aan en maakte een grapje.")
    keep(page, "the-story-has-the-focus")
    tab_to(page, "select[name=data_category]")
    page.keyboard.press("ArrowDown")
    choose(page, "circle", "team")
    choose(page, "criminal", "no")
    tab_to(page, "main form.ct-form button.utrecht-button--primary-action")
    page.keyboard.press("Enter")
    page.wait_for_url("**/teruglezen/**")
    assert Report.objects.get(story__startswith="Hij had schone kleren").valence == "positive"


def tab_to(page: Page, wanted: str) -> None:
    """Go on with Tab until this has the focus, and shows it."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if shown := page.evaluate(FOCUSED, wanted):
            assert shown == "seen", f"{wanted} has the focus and does not show it"
            return
    pytest.fail(f"Tab does not lead to {wanted}")


def choose(page: Page, name: str, value: str) -> None:
    """Radio buttons: Tab leads to the group, the arrows to the answer."""
    tab_to(page, f"input[name={name}]")
    page.keyboard.press("Space")
    for _step in range(MOST_STOPS):
        if page.locator(f"input[name={name}]:checked").input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"the arrows do not lead to {value}")
