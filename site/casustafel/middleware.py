"""What stands between a request and its page: sign-in, refusals as pages, the back room's door."""

from collections.abc import Callable

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.backends import BACK_ROOM_ROLES
from workflows.refusals import StepRefused

Respond = Callable[[HttpRequest], HttpResponse]
PUBLIC_PREFIXES = ("/inloggen/", "/static/", "/gezondheid/")
BACK_ROOM = "/beheer/"
PREVIEW_CSP = {"frame-ancestors": [SELF]}


class NotCachedMiddleware:
    """No page of a case may stay behind in a cache, a browser's history included."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # The same words on every page, and no `Expires`: headers of their own would tell one 404 from another.
        del response["Expires"]
        response["Cache-Control"] = "private, no-store"
        return response


class SignedInMiddleware:
    """Deny by default: whoever is not signed in gets one and the same redirect, whatever they asked for."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated or request.path.startswith(PUBLIC_PREFIXES):
            return self.get_response(request)
        return redirect(reverse(settings.LOGIN_URL))


class RefusalMiddleware:
    """A refused step is a page worth reading, also where a view forgot to answer it itself."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, StepRefused):
            return render(request, "refusal.html", {"refusal": exception}, status=exception.status)
        return None


class BackRoomMiddleware:
    """Wagtail's permissions are undated: a current role opens `/beheer/`, and its pages have a CSP of their own."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(BACK_ROOM):
            return self.get_response(request)
        viewer = getattr(request, "viewer", None)
        if viewer is None or not any(viewer.has_role(role) for role in BACK_ROOM_ROLES):
            return render(request, "404.html", status=404)
        response = self.get_response(request)
        # A preview is a page of the portal in a frame of the editor: as strict as there, but for that frame.
        framed = response.get("X-Frame-Options") == "SAMEORIGIN"
        response._csp_replace = PREVIEW_CSP if framed else settings.BACK_ROOM_CSP  # type: ignore[attr-defined]
        return response
