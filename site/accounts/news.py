"""Whether there still is what a notice was made for: asked when it is sent, answered by the rooms above."""

from datetime import datetime
from typing import Protocol

from accounts.models.user import User


class News(Protocol):
    def __call__(self, user: User, *, since: datetime, at: datetime) -> bool:
        """Whether this person may see, at this moment, something that became new for others since then."""


_sources: dict[str, News] = {}


def register_news(name: str, source: News) -> None:
    """Called once per source, in `casustafel.wiring`; a second time replaces the first."""
    _sources[name] = source


def has_news(user: User, *, since: datetime, at: datetime) -> bool:
    """Without any source nobody has news: no mail goes by accident."""
    return any(source(user, since=since, at=at) for source in _sources.values())
