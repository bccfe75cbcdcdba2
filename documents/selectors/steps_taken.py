"""Which steps were taken on a thing: when, by whom, by which clause, and with which reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from access.viewer import Viewer
from documents.access import may_make
from documents.selectors.clause_places import clause_urls
from workflows.authority import machine, machines
from workflows.models import Transition
from workflows.refusals import Text
from workflows.steps import step_by_id, steps_of

NO_NOUNS: Mapping[str, Text] = MappingProxyType({})


@dataclass(frozen=True)
class Moved:
    """One step that was taken, as `components/steps_taken.html` shows it. `noun` empty: the page says of what."""

    at: datetime
    label: Text
    noun: Text
    source: str
    target: str
    who: str
    function: str
    clause: str
    reason: str
    # Where the clause stands, for who may read that version of the matrix.
    clause_url: str = ""


def steps_taken(thing: Any, *, viewer: Viewer) -> list[Moved]:
    """For who makes this agreement or decides on it; to other readers what led to it is not theirs."""
    if not (may_make(viewer) or _decides(thing, viewer)):
        return []
    return all_in_words(transitions_of(thing), viewer=viewer)


def transitions_of(thing: Any) -> QuerySet[Transition]:
    return with_words(Transition.objects.filter(noun=thing._meta.label_lower, thing_id=thing.pk))


def with_words(rows: QuerySet[Transition]) -> QuerySet[Transition]:
    """With all that a line of the list shows."""
    return rows.select_related("actor__organisation", "on_behalf_of", "reason")


def all_in_words(rows: Iterable[Transition], *, viewer: Viewer, nouns: Mapping[str, Text] = NO_NOUNS) -> list[Moved]:
    """With the way to each clause, in one query for all of them; `nouns`: what the thing of each machine is called."""
    moved = list(rows)
    urls = clause_urls(viewer, (one.statement_id for one in moved))
    return [_in_words(one, urls.get(one.statement_id or 0, ""), nouns) for one in moved]


def _decides(thing: Any, viewer: Viewer) -> bool:
    """Whether any step on this thing, in whatever state, asks for a function that the viewer holds."""
    of = next(one for one in machines() if isinstance(thing, one.model))
    asked = {step.function: step for step in steps_of(of.name)}
    return any(of.held(viewer, step, function, thing) for function, step in asked.items())


def _in_words(moved: Transition, clause_url: str, nouns: Mapping[str, Text]) -> Moved:
    step = step_by_id(moved.step)
    of = machine(step.machine)
    state: Any = of.model._meta.get_field("state")
    states = dict(state.choices)
    who = f"{moved.actor} ({moved.actor.organisation})"
    if moved.on_behalf_of:
        who = f"{who}, {_('in place of %(absent)s') % {'absent': moved.on_behalf_of}}"
    return Moved(
        at=moved.at,
        label=step.label,
        noun=nouns.get(step.machine, ""),
        source=str(states[moved.source]),
        target=str(states[moved.target]),
        who=who,
        function=str(of.function_label(moved.function)),
        clause=moved.clause,
        reason=moved.reason.text if hasattr(moved, "reason") else "",
        clause_url=clause_url,
    )
