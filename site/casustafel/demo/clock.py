"""What time is it while the demo region lives through its history? The only place in the product that moves the clock.

The history is made by the real actions, and those ask Django for the time. A region in which everybody did everything
at the moment of filling would have no journal, no deadlines, no covenant that ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from typing import Self
from unittest.mock import patch


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside this block `django.utils.timezone.now()` answers this moment, in this process alone."""

    class Still(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return moment.astimezone(tz)  # type: ignore[return-value]  # what it stands in for is a plain datetime

    # Not the name `now` itself: columns with `default=timezone.now` hold the function, which looks this name up.
    with patch("django.utils.timezone.datetime", Still):
        yield
