"""What of an answer tells something (all of it but when it was given), and what is told where nothing ever was."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.test import Client

from tests.sweep.scene import ANONYMOUS

IGNORED_HEADERS = {"Date", "X-Request-ID", "Content-Length"}
# Addresses that never existed; the two zones have a content security policy each.
BACK_ROOM = "/beheer/"
UNKNOWN = f"{BACK_ROOM}dit-bestaat-niet/"
UNKNOWN_IN_THE_PORTAL = "/bestaat-niet/"
Told = tuple[int, bytes, dict[str, str]]


def what_is_told(response: HttpResponse) -> Told:
    headers = {name: value for name, value in response.headers.items() if name not in IGNORED_HEADERS}
    return response.status_code, response.content, headers


class Nowhere:
    """What each persona is told, by method, at an address that never existed."""

    def __init__(self, clients: Mapping[str, Client]) -> None:
        self.told = {
            (method, persona, address): what_is_told(getattr(client, method)(address))
            for persona, client in clients.items()
            if persona not in ANONYMOUS
            for method in ("get", "post")
            for address in (UNKNOWN, UNKNOWN_IN_THE_PORTAL)
        }

    def at(self, path: str, method: str, persona: str) -> Told:
        return self.told[method, persona, UNKNOWN if path.startswith(BACK_ROOM) else UNKNOWN_IN_THE_PORTAL]
