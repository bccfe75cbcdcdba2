"""Somebody looks for something: typing, choosing, narrowing down, taking away, saving it, and finding it back."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from casefiles.models import Report
from search.indexer import drain
from search.models import Question
from search.outbox import all_changed
from tests.factories.cases import a_report
from tests.journeys.actors import open_page, press, sign_in, words_of
from tests.journeys.stations import Look, look
from tests.journeys.surroundings import Region, a_region
from tests.journeys.test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["look"]
RESULTS = "#results"


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> Region:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    region = a_region()
    for number in range(23):
        a_report(region.world, story=f"Gesproken over de huurschuld, keer {number}.", shared_days_ago=number + 1)
    indexed()
    return region


def indexed() -> None:
    with transaction.atomic():
        all_changed("report", Report.objects.values_list("key", flat=True))
    drain()


def found(page: Page) -> str:
    page.locator(RESULTS).wait_for()
    return page.locator(RESULTS).inner_text()


def test_a_question_is_asked_refined_saved_and_found_back_without_a_mouse(
    region: Region, page: Page, look: Look
) -> None:
    sign_in(page, region.member)
    # When they type in the bar, they may choose how the word could end, and leave again
    tab_to(page, "#ct-search-top")
    page.keyboard.type("huurs", delay=20)
    page.locator("#ct-suggestions button").first.wait_for()
    look(page, "search-suggestions-in-the-bar", narrow=True)
    page.locator("h1").click()
    expect(page.locator("#ct-suggestions")).to_be_hidden()
    open_page(page, "search")
    look(page, "search-nothing-asked", narrow=True)
    # When they type, and choose how the word could end
    tab_to(page, "#ct-search-page")
    page.keyboard.type("gesproken huurs", delay=20)
    page.locator("#ct-suggestions button").first.wait_for()
    look(page, "search-suggestions", narrow=True)
    tab_to(page, "#ct-suggestions button")
    page.keyboard.press("Enter")
    assert found(page) == "23 resultaten"
    look(page, "search-results", narrow=True)
    # And narrow it down to a kind
    tab_to(page, 'input[name="kind"]')
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".ct-chip")).to_have_count(3)
    # And take a word away
    tab_to(page, ".ct-chip")
    page.keyboard.press("Enter")
    expect(page.locator(".ct-chip")).to_have_count(2)
    # And go on to the next page, and back
    tab_to(page, 'a[rel="next"]')
    page.keyboard.press("Enter")
    page.locator('a[rel="prev"]').wait_for()
    look(page, "search-second-page")
    page.go_back()
    assert page.locator(".ct-hit").count() == 20
    save(page, look)


def save(page: Page, look: Look) -> None:
    tab_to(page, 'a[href$="/bewaren/"]')
    page.keyboard.press("Enter")
    look(page, "search-save", narrow=True)
    page.locator('input[name="alert"]').check()
    press(page, "Save search")
    found(page)
    address = page.url
    page.reload()
    assert (page.url, "Bewaarde zoekvraag" in words_of(page)) == (address, True)
    open_page(page, "search")
    look(page, "search-kept", narrow=True)
    saved = Question.objects.get(alert_at__isnull=False)
    tab_to(page, f'a[href="{reverse("search_question", args=[saved.key])}"]')
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_what_is_new_is_marked_and_what_finds_nothing_says_what_would(region: Region, page: Page, look: Look) -> None:
    owner = region.member
    question = Question.objects.create(
        owner=owner, text="huurschuld", name="Huur", asked_at=timezone.now(), seen=[], seen_at=timezone.now()
    )
    open_page(sign_in(page, owner), "search_question", question.key)
    look(page, "search-new", narrow=True)
    press(page, "Seen all")
    expect(page.locator(".ct-hit__new")).to_have_count(0)
    ask(page, "huurschuld zeppelin soort:fiets")
    look(page, "search-no-results", narrow=True)
    assert "niet begrepen" in words_of(page)
    ask(page, "huurschuldt keer")
    look(page, "search-spelling", narrow=True)
    Question.objects.filter(owner=owner, name="").update(asked_at=timezone.now() - timedelta(days=1))
    press(page, "Search", context="button")
    assert Question.objects.recent().first().text == "huurschuldt keer"  # type: ignore[union-attr]


def ask(page: Page, words: str) -> None:
    page.locator("#ct-search-page").fill(words)
    page.locator("#ct-search-page").press("Enter")
    page.locator(f'{RESULTS}:has-text("0 resultaten")').wait_for()
