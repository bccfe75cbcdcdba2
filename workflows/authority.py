"""Who may fire a step: the clause (paper) and the holding of its function (person). Upper rooms plug both in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.viewer import Viewer
from accounts.models import User
from workflows.refusals import Text
from workflows.steps import Kind, Step


@dataclass(frozen=True)
class Clause:
    """The paper behind an authority: this function may take the step."""

    function: str
    text: Text
    matrix_version_id: int | None = None
    statement_id: int | None = None


@dataclass(frozen=True)
class Held:
    """A function as somebody holds it for one thing, themselves or on behalf of a person they replace (D-25)."""

    function: str
    on_behalf_of: User | None = None

    @property
    def on_behalf_of_key(self) -> str:
        return self.on_behalf_of.key if self.on_behalf_of else ""


class Clauses(Protocol):
    """The adopted role matrices. None: no matrix binds the step; an empty list: the matrix says nobody (D-12)."""

    def clauses(self, step: Step, thing: Any, machine: "Machine") -> list[Clause] | None:
        """The clauses of the matrix that governs this thing."""

    def scopes(self, step: Step, machine: "Machine") -> Iterable[tuple[Q, list[Clause] | None]]:
        """A partition of the machine's table by governing matrix."""

    def read(self) -> "Clauses":
        """The same papers as they stand at this moment, read once: for one page that asks of many steps."""


class Machine(Protocol):
    """What `workflows` must know of the nouns of one machine."""

    @property
    def name(self) -> str: ...

    @property
    def model(self) -> type[Model]: ...

    @property
    def scope_path(self) -> str:
        """The way to municipality and meeting type, a matrix's scope (D-19): nothing, or `case__`."""

    def held(self, viewer: Viewer, step: Step, function: str, thing: Any) -> Held | None:
        """How the viewer holds this function for this thing."""

    def holding(self, viewer: Viewer, step: Step, function: str) -> Q:
        """The same as a condition on the machine's table."""

    def people(self, function: str, thing: Any) -> Sequence[User]:
        """Who holds this function for this thing today."""

    def function_label(self, function: str) -> Text:
        """The function in the reader's words."""


class NoMatrix:
    """Before `documents` is plugged in, every step keeps its default clause."""

    def clauses(self, step: Step, thing: Any, machine: Machine) -> list[Clause] | None:
        return None

    def scopes(self, step: Step, machine: Machine) -> Iterable[tuple[Q, list[Clause] | None]]:
        return [(Q(), None)]

    def read(self) -> Clauses:
        return self


_machines: dict[str, Machine] = {}
_clauses: list[Clauses] = [NoMatrix()]


def register_machine(machine: Machine) -> None:
    _machines[machine.name] = machine


def register_clauses(clauses: Clauses) -> None:
    _clauses[0] = clauses


def machine(name: str) -> Machine:
    return _machines[name]


def machines() -> list[Machine]:
    return [_machines[name] for name in sorted(_machines)]


def default_clause(step: Step) -> Clause:
    """What holds where no matrix decides: the product's default, or the constitution."""
    text = pgettext_lazy("clause", "by default") if step.kind == Kind.GOVERNED else _("fixed by the system")
    return Clause(step.function, text)


def read_papers() -> Clauses:
    """One reading of the papers, for what one page asks; never kept longer, and never for an action (D-14)."""
    return _clauses[0].read()


def clauses_for(step: Step, thing: Any, *, papers: Clauses | None = None) -> list[Clause]:
    """Which clauses decide who may fire this step on this thing; none at all means nobody."""
    if step.kind != Kind.GOVERNED:
        return [default_clause(step)]
    bound = (papers or _clauses[0]).clauses(step, thing, machine(step.machine))
    return [default_clause(step)] if bound is None else bound


def clause_scopes(step: Step, of: Machine, *, papers: Clauses | None = None) -> list[tuple[Q, list[Clause]]]:
    """The machine's table, cut by the clauses that decide this step."""
    if step.kind != Kind.GOVERNED:
        return [(Q(), [default_clause(step)])]
    scopes = (papers or _clauses[0]).scopes(step, of)
    return [(scope, [default_clause(step)] if clauses is None else clauses) for scope, clauses in scopes]


def ways_to(viewer: Viewer, step: Step, thing: Any, *, papers: Clauses | None = None) -> Iterator[tuple[Held, Clause]]:
    """Every way in which the viewer holds a function that this step asks for: by their own right first (D-25)."""
    of, clauses = machine(step.machine), clauses_for(step, thing, papers=papers)
    for right in viewer.rights:
        for clause in clauses:
            if held := of.held(right, step, clause.function, thing):
                yield held, clause
