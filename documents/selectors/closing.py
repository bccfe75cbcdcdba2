"""What closes when a covenant ends, in kinds; rooms that know cases add what a reader may count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.models.covenant import GIVES_COVER, CovenantVersion

Source = Callable[[CovenantVersion, Viewer], Iterable[str]]
_sources: list[Source] = []


def register_closing_source(source: Source) -> None:
    """What another room knows of it, one sentence each; it counts only what this viewer may see (D-10)."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class Closing:
    closes: tuple[str, ...]
    stays_open: tuple[str, ...]
    counted: tuple[str, ...] = ()


def is_over(version: CovenantVersion, *, on: date) -> bool:
    """It ended, and so did its winding down: nothing closes any more."""
    return version.readable_until is not None and version.readable_until < on


def closing(version: CovenantVersion, *, viewer: Viewer) -> Closing | None:
    """None for an agreement that opens nothing: a guide, a declaration of intent."""
    if version.covenant.kind not in GIVES_COVER:
        return None
    days = {"days": version.winding_down_days}
    return Closing(
        closes=(
            _("Nobody of the parties can share anything new in a case."),
            _("Nobody of the parties can be added to a case team."),
            _("Members read what they could read for another %(days)s days. After that they read nothing.") % days,
        ),
        stays_open=(
            _("Process direction and case direction keep reading, to end or hand over cases."),
            _("Retention periods, and requests of people to see their own data."),
        ),
        counted=tuple(line for source in _sources for line in source(version, viewer)),
    )
