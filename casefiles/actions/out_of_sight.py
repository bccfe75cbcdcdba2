"""How all rows of an item leave everybody's sight, and come back: what a seal and a restriction have in common."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from casefiles.actions.destroy import forget_in_search
from casefiles.belongings import belongings
from casefiles.models import PlanCareSection, Restriction, Seal
from casefiles.rules import SEALED
from casefiles.sealing import sealed_rows, thing_of
from search.outbox import changed

Keeper = Seal | Restriction


def hide(thing: Any) -> list[list[Any]]:
    """Out of every page, file and search answer with this commit; returns what `show_again` must know of each row."""
    # The rule of a care section follows the circle of its plan.
    rows = [row for row in sealed_rows(thing) if not isinstance(row, PlanCareSection)]
    before = [[row._meta.label_lower, row.pk, row.circle, row.desk_reads] for row in rows]
    for row in rows:
        type(row)._base_manager.filter(pk=row.pk).update(circle=SEALED, desk_reads=False)
    _tell_search(thing)
    return before


def show_again(keeper: Keeper) -> None:
    """Each row to the circle that it had; what another seal or restriction holds as well goes back with that one."""
    for noun, pk, circle, desk_reads in keeper.before:
        # What was out of sight before as well stays with who holds it.
        if circle == SEALED or _left_to_another(keeper, [noun, pk, circle, desk_reads]):
            continue
        model: Any = apps.get_model(noun)
        model._base_manager.filter(pk=pk, circle=SEALED).update(circle=circle, desk_reads=desk_reads)
    _tell_search(thing_of(keeper))


def never_again(keeper: Keeper) -> None:
    """What was erased is given back by nobody; and no other keeper of it goes on telling why."""
    gone = [one[:2] for one in keeper.before]
    for other in _others(keeper):
        kept = [one for one in other.before if one[:2] not in gone]
        if len(kept) < len(other.before):
            type(other)._default_manager.filter(pk=other.pk).update(before=kept, explanation="")


def _left_to_another(keeper: Keeper, row: list[Any]) -> bool:
    """The other one found this row out of sight; from now on it knows the circle to give back."""
    for other in _others(keeper):
        kept = [row if one[:2] == row[:2] else one for one in other.before]
        if any(one[:2] == row[:2] for one in other.before):
            type(other)._default_manager.filter(pk=other.pk).update(before=kept)
            return True
    return False


def _others(keeper: Keeper) -> Iterator[Any]:
    for model in (Seal, Restriction):
        rows = model._default_manager.filter(case=keeper.case_id, state__in=model.IN_FORCE)
        yield from rows.exclude(pk=keeper.pk) if isinstance(keeper, model) else rows


def _tell_search(thing: Any) -> None:
    forget_in_search(belongings(thing))
    changed("case", thing.case.key, narrowed=True)
