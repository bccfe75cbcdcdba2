"""Does the clock of the demo's history reach every way in which the product asks for the time?"""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from audit.models import AccessLogEntry
from casefiles.models import ActionProgress
from casustafel.demo.calendar import AMSTERDAM, Calendar
from casustafel.demo.clock import at
from casustafel.demo.history import Event, play
from documents.days import today

LONG_AGO = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)


def test_inside_the_block_it_is_that_moment_and_afterwards_now() -> None:
    with at(LONG_AGO):
        assert timezone.now() == LONG_AGO
        assert timezone.localdate() == today() == date(2024, 3, 1)
    assert (datetime.now(UTC) - timezone.now()).total_seconds() < 5


def test_columns_that_hold_the_function_itself_are_reached() -> None:
    with at(LONG_AGO):
        assert ActionProgress().at == LONG_AGO
        assert AccessLogEntry().at == LONG_AGO


def test_an_error_inside_does_not_leave_the_clock_behind() -> None:
    with pytest.raises(ZeroDivisionError), at(LONG_AGO):
        _ = 1 // 0
    assert timezone.now() > LONG_AGO


def test_events_happen_in_order_of_time_each_at_its_own_moment() -> None:
    calendar = Calendar(datetime(2026, 11, 22, 4, tzinfo=UTC))
    seen: list[datetime] = []
    done: list[tuple[int, int]] = []
    events = [Event(day, time(12), lambda: seen.append(timezone.now())) for day in (-1, -30, -7)]
    play(events, calendar=calendar, progress=lambda *of: done.append(of))
    assert [f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" for moment in seen] == [
        "2026-10-20 12:00",
        "2026-11-12 12:00",
        "2026-11-18 12:00",
    ]
    assert done == [(1, 3), (2, 3), (3, 3)]


def test_nothing_happens_later_than_now() -> None:
    early_on_thursday = datetime(2026, 11, 19, 3, tzinfo=AMSTERDAM)
    calendar = Calendar(early_on_thursday)
    assert calendar.day(0) == date(2026, 11, 19)
    assert calendar.moment(0, time(8, 40)) == early_on_thursday
    assert calendar.moment(-1, time(8, 40)) == datetime(2026, 11, 18, 8, 40, tzinfo=AMSTERDAM)
