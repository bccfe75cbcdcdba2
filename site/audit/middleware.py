"""How every response with a body leaves exactly one line before it is sent."""

import logging
import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from audit.trail import Origin, Trail, record_denial, record_look

logger = logging.getLogger(__name__)
Respond = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives every request an id, so that its lines can be found together."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = secrets.token_hex(8)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response


class AccessLogMiddleware:
    """Writes the line of a look or a denial; without a line there is no answer (503)."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        trail = _trail_of(request)
        response = self.get_response(request)
        if trail is None or not _leaves_a_line(response):
            return response
        trail.origin = replace(trail.origin, route=_route(request))
        try:
            if response.status_code < 400:
                record_look(trail)
            else:
                record_denial(trail, details=_attempt(request, response))
        except DatabaseError:
            logger.exception("the access log could not be written")
            return render(request, "503.html", status=503)
        return response


def origin_of(request: HttpRequest) -> Origin:
    """Where a request comes from; a proxy's header is not trusted here."""
    return Origin(
        method=request.method or "",
        address=request.META.get("REMOTE_ADDR", ""),
        request_id=getattr(request, "request_id", ""),
    )


def _trail_of(request: HttpRequest) -> Trail | None:
    """Only signed-in people leave lines: an anonymous request reaches nothing but the sign-in page."""
    viewer = getattr(request, "viewer", None)
    return viewer.trail if viewer is not None else None


def _leaves_a_line(response: HttpResponse) -> bool:
    """Redirects carry nothing (their change has its own line); a failed page shows nothing."""
    return response.status_code < 300 or 400 <= response.status_code < 500


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""


def _attempt(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    match = request.resolver_match
    return {"status": response.status_code, "asked": {k: str(v)[:64] for k, v in match.kwargs.items()} if match else {}}
