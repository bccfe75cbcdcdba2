"""How a step is refused: with all that is unmet, and who can mend it."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Unmet:
    """One condition that does not hold: what is missing, who can mend it, and where."""

    text: Text
    who: Text = ""
    url: str = ""
    url_label: Text = ""
    # Not the actor's to decide, rather than not yet possible: answered with 403 instead of 409.
    forbidden: bool = False


class StepRefused(Exception):
    """The step may not be taken now. Nothing was changed."""

    def __init__(self, heading: Text, unmet: list[Unmet], *, clause: Text = "") -> None:
        super().__init__(heading)
        self.heading = heading
        self.unmet = unmet
        self.clause = clause

    def __str__(self) -> str:
        return f"{self.heading}: " + "; ".join(str(one.text) for one in self.unmet)

    @property
    def status(self) -> int:
        return 403 if any(one.forbidden for one in self.unmet) else 409


class Stale(Exception):
    """Somebody else changed the thing since the form was opened. Nothing was changed."""

    def __init__(self, current: Any) -> None:
        super().__init__(f"{type(current).__name__} {current.pk} was changed by somebody else")
        self.current = current
