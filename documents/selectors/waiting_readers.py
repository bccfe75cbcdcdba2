"""For whom a decided agreement waits: to be confirmed as read or, when it is a declaration, to be signed."""

from datetime import date
from typing import Any

from access.viewer import Viewer
from accounts.models import User
from documents.in_use import in_use
from documents.models.covenant import CovenantVersion
from documents.models.declaration import Declaration
from documents.selectors.declarations import are_in_force
from documents.selectors.reading import readers_of, request_for


def waiting_readers(version: Any, *, viewer: Viewer) -> set[User]:
    """`viewer` is the project leader who changes something about it; for project leaders themselves it never waits."""
    return _to_confirm(version, viewer) | to_sign(version, on=viewer.today)


def to_sign(version: Any, *, on: date) -> set[User]:
    """Who may sign this declaration today, and is not bound by it already."""
    if not isinstance(version, CovenantVersion) or not are_in_force(on).filter(pk=version.pk).exists():
        return set()
    bound = Declaration.objects.valid(on).filter(version__covenant=version.covenant_id, user__isnull=False)
    signed = set(bound.values_list("user_id", flat=True))
    return {reader.user for reader in readers_of(version, on=on) if reader.user.pk not in signed}


def _to_confirm(version: Any, viewer: Viewer) -> set[User]:
    request = request_for(version)
    if request is None or not in_use(request.kind, viewer).filter(pk=version.pk).exists():
        return set()
    return {reader.user for reader in readers_of(version, on=viewer.today) if reader.confirmed_at is None}
