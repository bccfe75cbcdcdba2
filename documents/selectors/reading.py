"""Who is asked to confirm that they read an agreement, who did, and what a reader has still to confirm."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from access.explain import who
from access.viewer import Viewer
from accounts.models import Role, RoleAssignment, User
from documents.access import may_make
from documents.in_use import in_use
from documents.kinds import kind_of
from documents.models.reading import ReadingConfirmation, ReadingRequest


@dataclass(frozen=True)
class Asked:
    """What one reader is asked of one version; `confirmed_at` none: not yet."""

    due_on: date
    confirmed_at: datetime | None


@dataclass(frozen=True)
class ToConfirm:
    version: Any
    due_on: date


@dataclass(frozen=True)
class Reader:
    """Somebody of the audience of today, and when they confirmed."""

    user: User
    confirmed_at: datetime | None


def request_for(version: Any) -> ReadingRequest | None:
    return ReadingRequest.objects.filter(kind=kind_of(version), version_id=version.pk).first()


def asked_of(viewer: Viewer, version: Any) -> Asked | None:
    """None for who makes agreements, where nobody asks, and of what is over; the caller has found the version."""
    request = None if may_make(viewer) else request_for(version)
    if request is None:
        return None
    own = ReadingConfirmation.objects.filter(user=viewer.user, kind=request.kind, version_id=version.pk).first()
    if own is None and not in_use(request.kind, viewer).filter(pk=version.pk).exists():
        return None
    return Asked(request.due_on, own.confirmed_at if own else None)


def to_confirm(viewer: Viewer) -> list[ToConfirm]:
    """What this viewer may read, holds now or soon, and was asked to confirm; five queries at most."""
    if may_make(viewer):
        return []
    done = set(ReadingConfirmation.objects.filter(user=viewer.user).values_list("kind", "version_id"))
    open_days: dict[str, dict[int, date]] = defaultdict(dict)
    for kind, version_id, due_on in ReadingRequest.objects.values_list("kind", "version_id", "due_on"):
        if (kind, version_id) not in done:
            open_days[kind][version_id] = due_on
    return [
        ToConfirm(version, days[version.pk])
        for kind, days in sorted(open_days.items())
        for version in in_use(kind, viewer).filter(pk__in=days).select_related(kind)
    ]


def readers_of(version: Any, *, on: date) -> Sequence[Reader]:
    """Everyone of the audience of today but project leaders, who make it: those who have still to confirm first."""
    leaders = RoleAssignment.objects.current(on).filter(role=Role.PROJECT_LEADER)
    makers = set(leaders.values_list("user_id", flat=True))
    rows = ReadingConfirmation.objects.filter(kind=kind_of(version), version_id=version.pk)
    confirmed = dict(rows.values_list("user_id", "confirmed_at"))
    # The audience is read once, however many people it is held against.
    whole = type(version).objects.prefetch_related("audience__entries").get(pk=version.pk)
    found = [Reader(user, confirmed.get(user.pk)) for user, _chain in who(whole) if user.pk not in makers]
    return sorted(found, key=lambda one: (one.confirmed_at is not None, one.user.name))
