"""In which order hits stand: in tiers, and within a tier by date, by a key that is a function of the document alone."""

import hashlib
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, Self

from django.utils.timezone import get_default_timezone

from search.documents import SearchDocument
from search.fields import YEARS, Period

# Who answers better stands in a lower tier: all in the title or the names, the exact phrase, all words anywhere, and
# last what answers only because a name may be written with an error.
TITLE, PHRASE, WORDS, NEAR = 1, 2, 3, 4

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The key fits a signed number of 64 bits until the year 2242.
_TIE_BITS = 30
_PLACE = re.compile(r"([1-9])\.(-?[0-9a-f]{1,16})")
_KEYS = range(-(2**62), 2**63 - 1)


class Place(NamedTuple):
    """Where a hit stands: what follows it stays the same whatever comes or goes before it."""

    tier: int
    key: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None for anything that `str` did not make."""
        found = _PLACE.fullmatch(text)
        place = cls(int(found[1]), int(found[2], 16)) if found else None
        return place if place and place.key in _KEYS else None

    def __str__(self) -> str:
        return f"{self.tier}.{self.key:x}"


def sort_key(document: SearchDocument) -> int:
    """All but unique: seconds since 1970, then thirty bits of the id. Higher is newer."""
    seconds = (document.date - EPOCH) // timedelta(seconds=1)
    digest = hashlib.blake2b(document.id.encode(), digest_size=8).digest()
    return (seconds << _TIE_BITS) | (int.from_bytes(digest) >> (64 - _TIE_BITS))


def date_of(key: int) -> datetime:
    """The date in a sort key, to the second."""
    return EPOCH + timedelta(seconds=key >> _TIE_BITS)


def keys_in(period: Period) -> tuple[int | None, int | None]:
    """The lowest and the highest key in these days; none: no limit. No year that a key cannot hold."""
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    since, until = (day and min(max(day, first), last) for day in (period.since, period.until))
    return _first_key(since) if since else None, _first_key(until + timedelta(1)) - 1 if until else None


def _first_key(day: date) -> int:
    begins = datetime.combine(day, time.min, get_default_timezone())
    return ((begins - EPOCH) // timedelta(seconds=1)) << _TIE_BITS
