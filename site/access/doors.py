"""The second consumer of the rule, and the door through which one thing is found."""

from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404

from access.grants import Grant
from access.querysets import ProtectedQuerySet
from access.registry import rule_of
from access.rules import Rule
from access.viewer import Viewer
from audit.models import Action
from audit.trail import Change, record_change

M = TypeVar("M", bound=Model)


def grant_to_see(viewer: Viewer, thing: Model) -> Grant | None:
    """The grant by which this viewer sees this thing, or none."""
    return _grant(viewer, rule_of(type(thing)), thing)


def _grant(viewer: Viewer, rule: Rule, thing: Any) -> Grant | None:
    since = rule.since(thing)
    grants = (viewer.grant_for(token, since) for token in sorted(rule.tokens(thing)))
    return min((grant for grant in grants if grant), key=_own_right_first, default=None)


def may_see(viewer: Viewer, thing: Model) -> bool:
    return grant_to_see(viewer, thing) is not None


def may_see_row(viewer: Viewer, model: type[Model], row: Any) -> bool:
    """The same for a bare row of this noun, that holds all that its rule asks."""
    return _grant(viewer, rule_of(model), row) is not None


def find_or_404(viewer: Viewer, queryset: ProtectedQuerySet[M], key: str) -> M:
    """The thing with this public key, if this viewer may see it; noted on their trail.

    Raises Http404 for what may not be seen, exactly as for what never existed.
    """
    thing = queryset.visible_to(viewer).filter(key=key).first()
    if thing is None:
        raise Http404
    note_look(viewer, thing)
    return thing


def note_look(viewer: Viewer, thing: Model) -> None:
    """Name a thing on the viewer's trail, with its case and the person on whose behalf it is seen."""
    rule = rule_of(type(thing))
    viewer.trail.looked_at(thing._meta.label_lower, str(getattr(thing, "key", thing.pk)))
    if case_key := rule.case_key(thing):
        viewer.trail.touched([case_key])
    grant = grant_to_see(viewer, thing)
    viewer.trail.on_behalf_of_key = grant.basis.on_behalf_of_key if grant else ""


def note_beside(viewer: Viewer, thing: Model) -> None:
    """Another thing whose text the same page shows: it stands in the same line."""
    viewer.trail.looked_beside(thing._meta.label_lower, str(getattr(thing, "key", thing.pk)))


def note_change(viewer: Viewer, thing: Model, action: Action, *, step: str = "", on_behalf_of_key: str = "") -> None:
    """Write the line of a change, inside the caller's transaction."""
    record_change(
        viewer.trail,
        Change(
            noun=thing._meta.label_lower,
            key=str(getattr(thing, "key", thing.pk)),
            action=action,
            case_key=rule_of(type(thing)).case_key(thing),
            step=step,
            on_behalf_of_key=on_behalf_of_key,
        ),
    )


def _own_right_first(grant: Grant) -> bool:
    return bool(grant.basis.on_behalf_of_key)
