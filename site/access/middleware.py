"""How a request gets its viewer: once, from the database."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from access.viewer import Viewer, resolve
from accounts.models import User
from audit.middleware import origin_of


class ViewerRequest(HttpRequest):
    """A request of somebody who is signed in."""

    viewer: Viewer
    user: User
    request_id: str


class ViewerMiddleware:
    """Sets `request.viewer`; none for anonymous people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Files of the look (static) never come here; every other request of a signed-in person needs its viewer.
        user = request.user
        viewer = resolve(user) if user.is_authenticated else None
        if viewer is not None:
            viewer.trail.origin = origin_of(request)
        request.viewer = viewer  # type: ignore[attr-defined]
        return self.get_response(request)
