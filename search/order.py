"""In which order equally good hits stand: newest first, by a key that is a function of the document alone."""

import hashlib
from datetime import UTC, datetime, timedelta

from search.documents import SearchDocument

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The key fits a signed number of 64 bits until the year 2242.
_TIE_BITS = 30


def sort_key(document: SearchDocument) -> int:
    """All but unique: seconds since 1970, then thirty bits of the id. Higher is newer."""
    seconds = (document.date - EPOCH) // timedelta(seconds=1)
    digest = hashlib.blake2b(document.id.encode(), digest_size=8).digest()
    return (seconds << _TIE_BITS) | (int.from_bytes(digest) >> (64 - _TIE_BITS))


def date_of(key: int) -> datetime:
    """The date in a sort key, to the second."""
    return EPOCH + timedelta(seconds=key >> _TIE_BITS)
