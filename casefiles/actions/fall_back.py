"""Asking somebody else to decide when four eyes stand still; ending that with the decision (D-27)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.actions.notify import notify
from audit.models import Action
from audit.trail import Change, Origin, Trail, record_change
from casefiles.fallbacks import (
    MACHINES,
    candidates,
    decisions,
    nobody_is_free,
    open_fallback,
    waits_too_long,
)
from casefiles.machines import people_in
from casefiles.models import Fallback, Rung
from casefiles.models.subject_notice import DIRECTION
from casefiles.rules import SEALED
from casefiles.working_days import working_days_after
from workflows.four_eyes import contributors
from workflows.models import Transition
from workflows.refusals import StepRefused, Unmet
from workflows.steps import after, steps_of


def may_ask(viewer: Viewer, thing: Any) -> bool:
    """Who waits: who had a hand in it, and who directs the case."""
    return viewer.user.pk in contributors(thing) or viewer.user in people_in(thing.case, DIRECTION)


def ask_fallback(thing: Any, *, viewer: Viewer) -> Fallback:
    """At once when nobody can decide; else from the sixth working day on."""
    with transaction.atomic():
        current = _locked(thing)
        if unmet := _refusals(current, viewer):
            raise StepRefused(_("Nobody else can be asked now"), unmet)
        rung, person = candidates(current, at=viewer.at)[0]
        opened = _open(current, (rung, person), at=viewer.at, opened_by=viewer.user)
        note_change(viewer, opened, Action.CREATE, step="fallback.open")
        return opened


# The day that this process looked last; the rows themselves say what was done.
_last_day: list[date] = []


def fallback_day(*, again: bool = False) -> int:
    """Once a day for each process that asks: what waits longer than five working days is asked of somebody else.

    When they stay silent as long, of the house. `again`: look although this process did so today.
    """
    at, opened = timezone.now(), 0
    if _last_day == [timezone.localdate(at)] and not again:
        return 0
    _last_day[:] = [timezone.localdate(at)]
    for of in MACHINES:
        states = {state for step in steps_of(of.name) if step.four_eyes for state in step.sources}
        rows: Any = of.model._default_manager.filter(state__in=states).exclude(circle=SEALED)
        for thing in rows.select_related("case__municipality", "case__meeting_type"):
            opened += _look_after(thing, at)
    return opened


@after(*(step.id for of in MACHINES for step in steps_of(of.name)))
def end_with_the_decision(thing: Any, moved: Transition) -> None:
    rows = Fallback.objects.filter(noun=thing._meta.label_lower, thing_id=thing.pk, ended_at__isnull=True)
    rows.update(ended_at=moved.at)


def _look_after(thing: Any, at: datetime) -> int:
    current = open_fallback(thing)
    if current is None:
        if not waits_too_long(thing, at=at):
            return 0
    elif not _silent(current, at):
        return 0
    with transaction.atomic():
        locked = _locked(thing)
        asked = set(Fallback.objects.filter(noun=locked._meta.label_lower, thing_id=locked.pk).values_list("person_id"))
        rungs = [Rung.PROCESS_MANAGER] if current else Rung.values
        found = [one for one in candidates(locked, at=at) if one[0] in rungs and (one[1].pk,) not in asked]
        if not (found and decisions(locked)):
            return 0
        if current:
            Fallback.objects.filter(pk=current.pk).update(ended_at=at)
        opened = _open(locked, found[0], at=at)
        trail = Trail(origin=Origin(method="command"))
        change = Change(opened._meta.label_lower, opened.key, Action.CREATE, locked.case.key, "fallback.open")
        record_change(trail, change)
    return 1


def _silent(current: Fallback, at: datetime) -> bool:
    since = working_days_after(current.opened_at, 5)
    return current.rung == Rung.OTHER_PARTY and timezone.localdate(at) > since


def _open(thing: Any, asked: tuple[str, Any], *, at: datetime, opened_by: Any = None) -> Fallback:
    rung, person = asked
    opened = Fallback.objects.create(
        case=thing.case,
        noun=thing._meta.label_lower,
        thing_id=thing.pk,
        person=person,
        rung=rung,
        opened_by=opened_by,
        opened_at=at,
    )
    notify([person], at=at)
    return opened


def _refusals(thing: Any, viewer: Viewer) -> list[Unmet]:
    if not decisions(thing):
        return [Unmet(_("This does not wait for a decision now."))]
    if not may_ask(viewer, thing):
        who = _("who wrote it, process direction or case direction")
        return [Unmet(_("This is asked by who waits for the decision."), who=who, forbidden=True)]
    if open_fallback(thing):
        return [Unmet(_("Somebody was asked already."))]
    if not (nobody_is_free(thing) or waits_too_long(thing, at=viewer.at)):
        return [Unmet(_("Somebody in the case can decide. Wait five working days first."))]
    if not candidates(thing, at=viewer.at):
        text = _("Nobody else is covered by a covenant in force, or everybody had a hand in it.")
        return [Unmet(text, who=_("project leader"))]
    return []


def _locked(thing: Any) -> Any:
    model: Any = type(thing)
    rows = model._default_manager.select_related("case__municipality", "case__meeting_type")
    return rows.select_for_update(of=("self",)).get(pk=thing.pk)
