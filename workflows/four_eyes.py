"""Four eyes counts natural persons: who had a hand in a thing never decides on it (D-16)."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext as _

from access.viewer import Viewer
from workflows.authority import Clause, Clauses, Held, ways_to
from workflows.fallback import by_fallback
from workflows.models import Contribution
from workflows.refusals import Unmet
from workflows.steps import Step


def contributors(thing: Model) -> set[int]:
    """The primary keys of everyone who had a hand in this thing."""
    rows = Contribution.objects.filter(noun=thing._meta.label_lower, thing_id=thing.pk)
    return set(rows.values_list("user_id", flat=True))


def held_by(viewer: Viewer, step: Step, thing: Any, *, papers: Clauses | None = None) -> tuple[Held, Clause] | None:
    """How the viewer takes this step, and by which clause; none when they hold no function that it asks for.

    Of several ways the first that four eyes leaves free: their own right, or else that of somebody whom they replace.
    """
    ways = [*ways_to(viewer, step, thing, papers=papers), *by_fallback(viewer, step, thing)]
    if not step.four_eyes or len(ways) < 2:
        return next(iter(ways), None)
    hands = contributors(thing)
    return next((way for way in ways if not _hands(viewer, way[0]) & hands), ways[0])


def own_work(step: Step, thing: Model, *, viewer: Viewer, held: Held | None) -> Unmet | None:
    """The refusal when the actor, or the person they act for (`held`: see `held_by`), contributed."""
    if step.four_eyes and _hands(viewer, held) & contributors(thing):
        return Unmet(_("You worked on this yourself. Somebody else must decide."), forbidden=True)
    return None


def not_own(model: type[Model], *, right: Viewer) -> Q:
    """The same as a condition on a table, by one of a viewer's `rights`: nothing that its people had a hand in."""
    mine = Contribution.objects.filter(
        noun=model._meta.label_lower, thing_id=OuterRef("pk"), user__key__in=right.principals
    )
    return ~Q(Exists(mine))


def _hands(viewer: Viewer, held: Held | None) -> set[int]:
    return {viewer.user.pk} | ({held.on_behalf_of.pk} if held and held.on_behalf_of else set())
