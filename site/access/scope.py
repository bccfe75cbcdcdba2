"""What a search may find: made by the access rule and by nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self


@dataclass(frozen=True, init=False)
class Scope:
    """Tokens without limit, and tokens that reach no further than a moment."""

    unlimited: frozenset[str]
    limited: tuple[tuple[datetime, frozenset[str]], ...]

    def __init__(self) -> None:
        raise TypeError("a Scope is made by Viewer.scope() only")

    @classmethod
    def _make(cls, unlimited: Iterable[str], limited: Iterable[tuple[datetime, frozenset[str]]] = ()) -> Self:
        """For the access rule and its tests."""
        scope = object.__new__(cls)
        object.__setattr__(scope, "unlimited", frozenset(unlimited))
        object.__setattr__(scope, "limited", tuple(sorted(limited, key=lambda pair: pair[0])))
        return scope

    @property
    def empty(self) -> bool:
        return not self.unlimited and not self.limited
