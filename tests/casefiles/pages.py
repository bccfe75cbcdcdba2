"""How tests open and send the pages of a case, as a browser would."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user, backend="accounts.backends.DatedRoleBackend")
    return browser


def opened(by: User, name: str, /, *args: str, **query: str) -> Any:
    """The answer to looking at the page of this address name."""
    return signed_in(by).get(reverse(f"casefiles:{name}", args=args), query)


def sent(by: User, name: str, /, *args: str, **fields: Any) -> Any:
    """The answer to sending a form to it."""
    return signed_in(by).post(reverse(f"casefiles:{name}", args=args), fields)


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def queries_of(user: User, name: str, *args: str) -> int:
    browser, url = signed_in(user), reverse(f"casefiles:{name}", args=args)
    browser.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)
