"""Which steps wait for this viewer, and which wait for somebody else in what they see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, Case, IntegerField, Q, Value, When

from access.viewer import Viewer
from casustafel.portal.selectors.rows import Row
from casustafel.portal.selectors.things import SHAPES, case_code, listed, moves_of, url_of
from workflows.authority import Clause, Clauses, Machine, clause_scopes, machines
from workflows.inbox import awaiting
from workflows.models import Transition
from workflows.steps import Step, steps_of

# What lies with others is shown for what somebody takes part in; agreements have a list of their own.
FOLLOWED = frozenset(
    {
        "plan",
        "deviation",
        "report",
        "referral",
        "occurrence",
        "seal",
        "restriction",
        "extract",
        "destruction",
        "postponement",
        "request_answer",
        "rights_request",
        "pack",
        "invitation",
        "handover",
        "scaling",
        "emergency",
    }
)


@dataclass(frozen=True)
class Awaited:
    """One step that one thing waits for, the clauses that say who takes it, and how the thing came there."""

    of: Machine
    step: Step
    thing: Any
    clauses: Sequence[Clause]
    mine: bool
    moved: Transition | None = None


def awaited_steps(viewer: Viewer, papers: Clauses, *, of_agreements: bool = False) -> list[Awaited]:
    """Every awaited step on what this viewer sees, in a number of queries that does not grow with the things."""
    asked = [of for of in machines() if not of_agreements or of.name not in FOLLOWED]
    found = [one for of in asked for step in _open_steps(viewer, of) for one in _awaited(viewer, of, step, papers)]
    moves = moves_of(one.thing for one in found)
    return [replace(one, moved=moves.get(one.thing.last_move)) for one in found]


def _open_steps(viewer: Viewer, of: Machine) -> list[Step]:
    """The awaited steps that start where something visible stands: for the others no paper need be read."""
    model: Any = of.model
    awaited = [step for step in steps_of(of.name) if step.awaited]
    sources = {source for step in awaited for source in step.sources}
    shown = model.objects.visible_to(viewer).annotate(shown_state=model.shown_state(viewer))
    there = shown.filter(shown_state__in=sources).order_by()
    states = set(there.values_list("shown_state", flat=True).distinct())
    return [step for step in awaited if states & set(step.sources)]


def _awaited(viewer: Viewer, of: Machine, step: Step, papers: Clauses) -> Iterable[Awaited]:
    mine = awaiting(viewer, of, step=step, papers=papers)
    if of.name not in FOLLOWED:
        return [Awaited(of, step, thing, (), mine=True) for thing in listed(viewer, of).filter(mine)]
    scopes = clause_scopes(step, of, papers=papers)
    things = (
        listed(viewer, of)
        .annotate(shown_state=of.model.shown_state(viewer))  # type: ignore[attr-defined]
        .filter(shown_state__in=step.sources)
        .annotate(
            mine=Case(When(mine, then=Value(True)), default=Value(False), output_field=BooleanField()),
            clause_scope=_number_of_scope([scope for scope, _clauses in scopes]),
        )
    )
    return [Awaited(of, step, thing, scopes[thing.clause_scope][1], thing.mine) for thing in things]


def _number_of_scope(scopes: Sequence[Q]) -> Case:
    """Which part of the partition a row lies in; an empty condition is the part that holds for all."""
    whole = next((number for number, scope in enumerate(scopes) if not scope), 0)
    parts = [When(scope, then=Value(number)) for number, scope in enumerate(scopes) if scope]
    return Case(*parts, default=Value(whole), output_field=IntegerField())


def row_of(awaited: Awaited, **more: Any) -> Row:
    of, thing = awaited.of, awaited.thing
    return Row(
        title=awaited.step.label,
        url=url_of(of, thing),
        case=case_code(of, thing),
        detail=SHAPES[of.name].about(thing, awaited.moved),
        apart=SHAPES[of.name].apart,
        since=awaited.moved.at if awaited.moved else thing.created_at,
        **more,
    )
