"""How long does something take? Medians and 95th percentiles in milliseconds, of things measured in turns."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True)
class Times:
    p50: float
    p95: float
    number: int

    @classmethod
    def of(cls, seconds: list[float]) -> "Times":
        milliseconds = [1000 * one for one in seconds]
        return cls(median(milliseconds), quantiles(milliseconds, n=20)[-1], len(milliseconds))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def in_turns(actions: Mapping[str, Callable[[], object]], *, rounds: int, warm_up: int = 2) -> dict[str, Times]:
    """Each once, then each again: what disturbs the machine disturbs them alike."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for turn in range(warm_up + rounds):
        for name, action in actions.items():
            began = time.perf_counter()
            action()
            if turn >= warm_up:
                taken[name].append(time.perf_counter() - began)
    return {name: Times.of(seconds) for name, seconds in taken.items()}
