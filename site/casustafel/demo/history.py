"""In which order does everything happen? Each event at its own moment, with the clock of Django set to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import time

from casustafel.demo.calendar import Calendar
from casustafel.demo.clock import at

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Event:
    """What somebody did on a day. Of one moment, what was listed first happens first."""

    day: int
    at: time
    act: Callable[[], object]


def play(events: Iterable[Event], *, calendar: Calendar, progress: Progress) -> int:
    """Let everything happen; `progress` is told (done, total). Returns how many events there were."""
    ordered = sorted(events, key=lambda event: (event.day, event.at))
    for done, event in enumerate(ordered, start=1):
        with at(calendar.moment(event.day, event.at)):
            event.act()
        progress(done, len(ordered))
    return len(ordered)
