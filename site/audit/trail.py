"""What one request (or command) looked at, and how it becomes a line in the access log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from audit.models import AccessLogCase, AccessLogEntry, Action, Event

# More hits than a page shows are never logged; a page shows fewer.
MAX_KEYS = 200


@dataclass(frozen=True)
class Identity:
    """Who acts, as the log writes it: keys only."""

    user_key: str = ""
    organisation_key: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a request came from."""

    route: str = ""
    method: str = ""
    address: str = ""
    request_id: str = ""


@dataclass
class Trail:
    """Collects what was looked at. The last thing named is the subject of the line; every case named is touched."""

    identity: Identity = field(default_factory=Identity)
    origin: Origin = field(default_factory=Origin)
    event: Event = Event.READ
    noun: str = ""
    object_key: str = ""
    on_behalf_of_key: str = ""
    purpose: str = ""
    cases: set[str] = field(default_factory=set)
    details: dict[str, Any] = field(default_factory=dict)

    def looked_at(self, noun: str, key: str) -> None:
        """Name the thing that the response is about."""
        self.noun, self.object_key = noun, key

    def looked_beside(self, noun: str, key: str) -> None:
        """Name another thing whose text the response shows as well."""
        self.details.setdefault("beside", []).append(f"{noun}:{key}")

    def touched(self, case_keys: Iterable[str]) -> None:
        """Name the cases of which something is shown."""
        self.cases.update(case_keys)

    def searched(self, query: str, keys: Sequence[str]) -> None:
        """Note a search: its words and the keys of the hits that were shown."""
        self.event = Event.SEARCH
        self.details.update(query=query[:500], keys=list(keys)[:MAX_KEYS])

    def downloaded(self, *, export: bool = False) -> None:
        """The response is a file: kept as it was (download) or made from what is visible now (export)."""
        self.event = Event.EXPORT if export else Event.DOWNLOAD


def record_look(trail: Trail) -> AccessLogEntry:
    """Write the line of a content response, in a short transaction of its own."""
    with transaction.atomic():
        return _write(trail, event=trail.event, action=_action_of(trail.event), details=trail.details)


def record_denial(trail: Trail, *, details: dict[str, Any]) -> AccessLogEntry:
    """Write the line of a refusal, after the refused work was rolled back."""
    with transaction.atomic():
        return _write(trail, event=Event.DENIAL, action=Action.EXECUTE, allowed=False, details=details)


@dataclass(frozen=True)
class Change:
    """One change, as the log writes it."""

    noun: str
    key: str
    action: Action = Action.UPDATE
    case_key: str = ""
    step: str = ""
    on_behalf_of_key: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def record_change(trail: Trail, change: Change) -> AccessLogEntry:
    """Write the line of a change inside the caller's transaction, so that neither exists without the other."""
    entry = AccessLogEntry.objects.create(
        event=Event.CHANGE,
        action=change.action,
        noun=change.noun,
        object_key=change.key,
        step=change.step,
        details=change.details,
        **_of(trail) | ({"on_behalf_of_key": change.on_behalf_of_key} if change.on_behalf_of_key else {}),
    )
    _touch(entry, {change.case_key} - {""})
    return entry


def record_session(trail: Trail, event: Event, *, details: dict[str, Any] | None = None) -> AccessLogEntry:
    """Write the line of a sign-in, a sign-out or a failed attempt."""
    return AccessLogEntry.objects.create(
        event=event, action=Action.EXECUTE, allowed=event != Event.LOGIN_FAILED, details=details or {}, **_of(trail)
    )


def _write(trail: Trail, **fields: Any) -> AccessLogEntry:
    entry = AccessLogEntry.objects.create(noun=trail.noun, object_key=trail.object_key, **fields, **_of(trail))
    _touch(entry, trail.cases)
    return entry


def _touch(entry: AccessLogEntry, cases: Iterable[str]) -> None:
    AccessLogCase.objects.bulk_create([AccessLogCase(entry=entry, case_key=key) for key in sorted(cases)])


def _of(trail: Trail) -> dict[str, str]:
    return {
        "user_key": trail.identity.user_key,
        "organisation_key": trail.identity.organisation_key,
        "roles": ",".join(trail.identity.roles),
        "on_behalf_of_key": trail.on_behalf_of_key,
        "purpose": trail.purpose,
        "route": trail.origin.route[:120],
        "method": trail.origin.method,
        "origin": trail.origin.address,
        "request_id": trail.origin.request_id,
    }


def _action_of(event: Event) -> Action:
    return Action.EXECUTE if event == Event.SEARCH else Action.READ
