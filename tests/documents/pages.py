"""What do the tests of the pages about agreements start from? People who are signed in, and forms as they were sent."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from documents.models import CovenantVersion, MatrixVersion


def as_user(user: User) -> Client:
    """A browser of this person's own."""
    client = Client()
    client.force_login(user)
    return client


def covenant_url(version: CovenantVersion, name: str = "documents:covenant", *more: Any) -> str:
    return reverse(name, args=[version.key, *more])


def matrix_url(version: MatrixVersion, name: str = "documents:matrix", *more: Any) -> str:
    return reverse(name, args=[version.key, *more])


def now(version: Any) -> Any:
    """The same version as it stands in the database."""
    return type(version).objects.get(pk=version.pk)


def sent(version: Any, **values: Any) -> dict[str, Any]:
    """A form that was opened just now."""
    return {"version": now(version).version} | values
