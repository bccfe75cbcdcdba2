"""The only way a state moves."""

from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer, renew
from audit.models import Action
from workflows.authority import Clause, Held, clauses_for, machine
from workflows.claim import claim
from workflows.four_eyes import held_by, own_work
from workflows.models import Stateful, Transition, TransitionReason, contributed
from workflows.refusals import StepRefused, Unmet
from workflows.steps import Step, effects_of, step_by_id, unmet

T = TypeVar("T", bound=Stateful)


def fire(step_id: str, thing: T, *, viewer: Viewer, expected_version: int, reason: str = "") -> T:
    """Take one step and return the thing as it is now.

    Raises Http404 when the viewer may not see the thing (nothing else is looked at), Stale when it changed since the
    form was opened, StepRefused with all that is unmet. After any of these nothing was changed.
    """
    step = step_by_id(step_id)
    with transaction.atomic():
        # The lock comes first: what is checked below is what holds when the step is taken.
        fresh_viewer = renew(viewer, at=viewer.at)
        current = claim(thing, viewer=fresh_viewer, expected_version=expected_version)
        held, clause = _allowed(step, current, viewer=fresh_viewer, reason=reason)
        source = current.state
        getattr(current, step.method)()
        current.save()
        moved = _log(step, current, source=source, by=(fresh_viewer, held, clause), reason=reason.strip())
        # Deciding is no contribution: who sent a thing back may still decide on the next one (D-16 counts writers).
        if not step.four_eyes:
            contributed(current, viewer.user, held.on_behalf_of)
        for effect in effects_of(step.id):
            effect(current, moved)
    return current


def follow(step_id: str, thing: T, *, because: Transition) -> T:
    """Move a thing as a consequence of somebody else's step, inside its transaction: by the same hand and paper."""
    step = step_by_id(step_id)
    current: T = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    source = current.state
    current.version += 1
    getattr(current, step.method)()
    current.save()
    Transition.objects.create(
        **_names(current),
        step=step.id,
        source=source,
        target=current.state,
        **{name: getattr(because, name) for name in INHERITED},
    )
    return current


INHERITED = ("at", "actor", "on_behalf_of", "function", "clause", "matrix_version_id", "statement_id")


def refusals(step: Step, thing: Any, *, viewer: Viewer) -> list[Unmet]:
    """Everything that stands between this viewer and this step now (a missing reason apart); empty: it can be taken."""
    held = held_by(viewer, step, thing)
    found: list[Unmet | None] = [_wrong_state(step, thing, viewer), None if held else without_authority(step, thing)]
    found.append(own_work(step, thing, viewer=viewer, held=held[0] if held else None))
    return [one for one in found if one] + unmet(step.guards, thing=thing, viewer=viewer)


def _allowed(step: Step, thing: Any, *, viewer: Viewer, reason: str) -> tuple[Held, Clause]:
    found = refusals(step, thing, viewer=viewer)
    if step.needs_reason and not reason.strip():
        found.append(Unmet(_("A reason is needed.")))
    held = held_by(viewer, step, thing)
    if found or held is None:
        paper = ", ".join(str(clause.text) for clause in clauses_for(step, thing))
        raise StepRefused(_("This cannot be done now: %(step)s") % {"step": step.label}, found, clause=paper)
    return held


def _wrong_state(step: Step, thing: Any, viewer: Viewer) -> Unmet | None:
    """By the state that the viewer may know: a refusal may tell no more than the page."""
    state = thing.state_for(viewer)
    if state in step.sources:
        return None
    told = state == thing.state
    label = thing.get_state_display() if told else dict(type(thing)._meta.get_field("state").choices)[state]
    return Unmet(_("It is “%(state)s” now; this step does not start there.") % {"state": label})


def without_authority(step: Step, thing: Any) -> Unmet:
    of = machine(step.machine)
    clauses = clauses_for(step, thing)
    if not clauses:
        return Unmet(_("Nobody may take this step. The matrix has a gap here."), forbidden=True)
    labels = ", ".join(str(of.function_label(clause.function)) for clause in clauses)
    names = ", ".join(str(person) for clause in clauses for person in of.people(clause.function, thing))
    paper = ", ".join(str(clause.text) for clause in clauses)
    return Unmet(
        _("This is up to: %(function)s (%(clause)s).") % {"function": labels, "clause": paper},
        who=f"{labels}: {names}" if names else labels,
        forbidden=True,
    )


def _log(step: Step, thing: Stateful, *, source: str, by: tuple[Viewer, Held, Clause], reason: str) -> Transition:
    viewer, held, clause = by
    salt = TransitionReason.new_salt()
    note_change(viewer, thing, Action.EXECUTE, step=step.id, on_behalf_of_key=held.on_behalf_of_key)
    moved = Transition.objects.create(
        **_names(thing),
        step=step.id,
        source=source,
        target=thing.state,
        at=viewer.at,
        actor=viewer.user,
        on_behalf_of=held.on_behalf_of,
        function=held.function,
        clause=str(clause.text),
        matrix_version_id=clause.matrix_version_id,
        statement_id=clause.statement_id,
        reason_digest=TransitionReason.digest(reason, salt) if reason else "",
    )
    if reason:
        TransitionReason.objects.create(transition=moved, text=reason, salt=salt)
    return moved


def _names(thing: Stateful) -> dict[str, Any]:
    return {
        "noun": thing._meta.label_lower,
        "thing_id": thing.pk,
        "thing_key": str(getattr(thing, "key", thing.pk)),
    }
