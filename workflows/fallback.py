"""Who may take a four-eyes step when everybody else had a hand in it (D-27). An upper room says who that is."""

from collections.abc import Iterator
from typing import Any, Protocol

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from workflows.authority import Clause, Held, Machine
from workflows.steps import Step

FUNCTION = "fallback"


class Fallbacks(Protocol):
    """Open fallbacks, as the viewer holds them at this moment."""

    def held(self, viewer: Viewer, thing: Any) -> bool:
        """Whether this viewer was asked to decide on this thing."""

    def holding(self, viewer: Viewer, machine: Machine) -> Q:
        """The same as a condition on the machine's table."""


class NoFallbacks:
    """Before an upper room is plugged in."""

    def held(self, viewer: Viewer, thing: Any) -> bool:
        return False

    def holding(self, viewer: Viewer, machine: Machine) -> Q:
        return Q(pk__in=[])


_fallbacks: list[Fallbacks] = [NoFallbacks()]


def register_fallbacks(fallbacks: Fallbacks) -> None:
    _fallbacks[0] = fallbacks


def by_fallback(viewer: Viewer, step: Step, thing: Any) -> Iterator[tuple[Held, Clause]]:
    """The way that an open fallback gives, in one's own name: nobody stands in for who was asked."""
    if step.four_eyes and _fallbacks[0].held(viewer, thing):
        yield Held(FUNCTION), Clause(FUNCTION, _("fallback for four eyes, fixed by the system"))


def held_by_fallback(viewer: Viewer, step: Step, machine: Machine) -> Q:
    return _fallbacks[0].holding(viewer, machine) if step.four_eyes else Q(pk__in=[])
