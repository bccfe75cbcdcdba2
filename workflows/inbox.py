"""What waits for whom, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from access.registry import rule_of
from access.viewer import Viewer
from accounts.models import User
from workflows.authority import Clause, Clauses, Machine, clause_scopes, clauses_for, machine, read_papers
from workflows.fallback import held_by_fallback
from workflows.four_eyes import not_own
from workflows.models import Transition
from workflows.steps import Step, steps_from, steps_of


@dataclass(frozen=True)
class Waiting:
    """A step that somebody must take: by which clauses, who may, and since when it waits."""

    step: Step
    clauses: Sequence[Clause]
    people: Sequence[User]
    since: datetime | None


def waiting_for(viewer: Viewer, of: Machine) -> QuerySet[Any]:
    """The things of one machine that wait for this viewer.

    State, authority, function and four eyes are one query; guards run on the thing's own page.
    """
    model: Any = of.model
    mine, papers = Q(pk__in=[]), read_papers()
    for step in steps_of(of.name):
        if step.awaited:
            mine |= awaiting(viewer, of, step=step, papers=papers)
    waiting: QuerySet[Any] = model._default_manager.filter(rule_of(model).q(viewer)).filter(mine)
    return waiting


def awaiting(viewer: Viewer, of: Machine, *, step: Step, papers: Clauses | None = None) -> Q:
    """Things on which this viewer may take this step, by state, clause, function and four eyes."""
    if not step.four_eyes:
        return Q(state__in=step.sources) & authorised(viewer, of, step=step, papers=papers)
    free = Q(pk__in=[])
    # What somebody whom the viewer replaces had a hand in bars that replacement only, not the viewer's own right.
    for right in viewer.rights:
        mine = authorised(right, of, step=step, papers=papers) | held_by_fallback(right, step, of)
        free |= mine & not_own(of.model, right=right)
    return Q(state__in=step.sources) & free


def authorised(viewer: Viewer, of: Machine, *, step: Step, papers: Clauses | None = None) -> Q:
    """Things for which this viewer holds a function that this step asks for: `held_by` as a condition on a table."""
    allowed = Q(pk__in=[])
    for scope, clauses in clause_scopes(step, of, papers=papers):
        for clause in clauses:
            allowed |= scope & of.holding(viewer, step, clause.function)
    return allowed


def blocked(thing: Any, *, name: str) -> list[Waiting]:
    """Which awaited steps stand open on this thing, and who must act."""
    of = machine(name)
    since = last_moved(thing)
    waiting, papers = [], read_papers()
    for step in steps_from(name, thing.state):
        if step.awaited:
            clauses = clauses_for(step, thing, papers=papers)
            people = [person for clause in clauses for person in of.people(clause.function, thing)]
            waiting.append(Waiting(step, clauses, people, since))
    return waiting


def last_moved(thing: Any) -> datetime | None:
    """When this thing came into its present state."""
    rows = Transition.objects.filter(noun=thing._meta.label_lower, thing_id=thing.pk)
    return rows.values_list("at", flat=True).first() or getattr(thing, "created_at", None)
