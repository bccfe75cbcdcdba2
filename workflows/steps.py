"""What a step of a process is, and how a model declares one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.functional import Promise
from django_fsm import transition

from access.viewer import Viewer
from workflows.refusals import Unmet

F = TypeVar("F", bound=Callable[..., Any])
Text = str | Promise
Guard = Callable[[Any, Viewer], Unmet | None]


class Kind(StrEnum):
    """Governed steps are decided by the role matrix; constitutional ones are fixed in code and never bound (D-12)."""

    GOVERNED = "governed"
    CONSTITUTIONAL = "constitutional"


@dataclass(frozen=True)
class Step:
    """One step of one machine. `function` is the default clause: who may fire it where no matrix says otherwise."""

    id: str
    label: Text
    sources: tuple[str, ...]
    target: str
    function: str
    kind: Kind = Kind.GOVERNED
    guards: tuple[Guard, ...] = ()
    four_eyes: bool = False
    needs_reason: bool = False
    # Somebody is waiting for this step: it stands in the inbox of who may fire it.
    awaited: bool = False
    # Still open to process and case direction when no covenant is in force (D-1).
    closing: bool = False
    # Wording by which an authority statement is recognised when a matrix is imported.
    phrases: tuple[str, ...] = ()

    @property
    def machine(self) -> str:
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        return self.id.partition(".")[2]


Effect = Callable[[Any, Any], None]

_steps: dict[str, Step] = {}
_effects: dict[str, list[Effect]] = {}


def step(declared: Step) -> Callable[[F], F]:
    """Declare a model's method as this step; its body changes fields of the instance and nothing else."""

    def register(method: F) -> F:
        if method.__name__ != declared.method:
            raise TypeError(f"{declared.id} must be a method called {declared.method}")
        _steps[declared.id] = declared
        decorated: F = transition(
            field="state", source=list(declared.sources), target=declared.target, custom={"step": declared}
        )(method)
        return decorated

    return register


def after(*step_ids: str) -> Callable[[F], F]:
    """Register what follows from a step, in its transaction: called with the thing and the Transition.

    Apart from the declaration, because an effect knows models that the declaring model must not know.
    """

    def register(effect: F) -> F:
        for step_id in step_ids:
            _effects.setdefault(step_id, []).append(effect)
        return effect

    return register


def effects_of(step_id: str) -> list[Effect]:
    return _effects.get(step_id, [])


def step_by_id(step_id: str) -> Step:
    """The step with this id; a KeyError for an unknown one."""
    return _steps[step_id]


def all_steps() -> list[Step]:
    return sorted(_steps.values(), key=lambda one: one.id)


def governed_steps() -> list[Step]:
    """The steps that a role matrix may bind."""
    return [one for one in all_steps() if one.kind == Kind.GOVERNED]


def steps_of(machine: str) -> list[Step]:
    """The steps of one machine, in the order in which they were declared."""
    return [one for one in _steps.values() if one.machine == machine]


def steps_from(machine: str, state: str) -> list[Step]:
    return [one for one in steps_of(machine) if state in one.sources]


def unmet(conditions: Iterable[Guard], *, thing: Any, viewer: Viewer) -> list[Unmet]:
    """Every guard that does not hold, in order; never only the first."""
    return [refusal for guard in conditions if (refusal := guard(thing, viewer)) is not None]
