"""What a person at a screen does: sign in, follow a link, press a button, fill in a field; in the words of the page."""

import re

from django.urls import reverse
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Locator, Page

from accounts.models import User

PASSWORD = "welkom-in-de-proef"


def sign_in(page: Page, user: User) -> Page:
    """Through the front door, as everybody."""
    page.goto(reverse("login"))
    page.locator("input[name=username]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.locator(".ct-account").wait_for()
    return page


def follow(page: Page, name: str, *args: str) -> Page:
    """Click the link to this address; a page that does not offer it fails here."""
    page.locator(f'a[href^="{reverse(name, args=args)}"]:visible').first.click(timeout=5000)
    return page


def open_page(page: Page, name: str, *args: object) -> Page:
    page.goto(reverse(name, args=args))
    return page


def press(page: Page, words: str, *, context: str = "", about: str = "") -> Page:
    """The button with these words (a msgid), as far as the page, in its own language, has it."""
    said = pgettext(context, words) if context else gettext(words)
    name = re.compile(rf"^\s*{re.escape(said)}.*{re.escape(about)}", re.S)
    page.get_by_role("main").get_by_role("button", name=name).first.click()
    return page


def fill_in(page: Page, **fields: str) -> Page:
    for name, value in fields.items():
        field(page, name).fill(value)
    return page


def field(page: Page, name: str) -> Locator:
    return page.locator(f'main [name="{name}"]').first


def words_of(page: Page) -> str:
    """All that the page says in its main part."""
    return page.get_by_role("main").inner_text()


def search_for(page: Page, words: str) -> Page:
    """In the search field of the top bar, with the Enter key."""
    top = page.locator("#ct-search-top")
    top.fill(words)
    top.press("Enter")
    page.locator("#results").wait_for()
    return page
