"""What stands around every page: menu, name, role, search. Costs no query beyond the viewer's own."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from casustafel.portal.menu import may_search, menu_of, role_line


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of `base.html`; nothing for who is not signed in."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {}
    search_url = reverse("search")
    return {
        "frame": {
            "menu": menu_of(viewer, request.path),
            "user_name": viewer.user.name,
            "role_line": role_line(viewer),
            # The pages of search have a field of their own, with what was asked.
            "may_search": may_search(viewer) and not request.path.startswith(search_url),
            "search_url": search_url,
            "account_url": reverse("my_access"),
            "logout_url": reverse("logout"),
            "help_url": reverse("pages:explanations"),
        }
    }
