"""Which rows stand for which keys of the content, and who is looking?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from access.viewer import Viewer, resolve
from accounts.models import Municipality, Organisation, User
from casefiles.models import Case
from casustafel.demo.calendar import Calendar
from documents.models import DataCategory, MeetingType


@dataclass(frozen=True)
class World:
    """The demo region as far as it exists already: content key → row."""

    calendar: Calendar
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    meeting_types: dict[str, MeetingType] = field(default_factory=dict)
    categories: dict[str, DataCategory] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)

    def viewer(self, login: str) -> Viewer:
        """Who this person is at the moment that it is now in the history."""
        return resolve(self.people[login])

    def case(self, key: str) -> Case:
        """The case as it is by now: its state moves on."""
        return Case.objects.get(pk=self.cases[key].pk)


def now(thing: Any) -> Any:
    """The row as it is by now."""
    return type(thing)._default_manager.get(pk=thing.pk)


def rows(of: dict[str, Any], keys: Iterable[str]) -> tuple[Any, ...]:
    return tuple(of[key] for key in keys)
