"""Which steps will have no one once a matrix is in effect: shown before adoption, acknowledged one by one (D-12)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Municipality, Role, RoleAssignment
from documents.days import today
from documents.models.binding import Binding
from workflows.steps import step_by_id


@dataclass(frozen=True)
class Gap:
    """A step without anyone. The id changes with the gap: an old acknowledgement does not cover a new one.

    The id is the same for every reader; the text may name what this reader sees, and nothing else (D-10).
    """

    id: str
    text: str


Source = Callable[[Any, Viewer], Iterable[Gap]]
_sources: list[Source] = []


def register_gap_source(source: Source) -> None:
    """What other rooms know of a matrix version: which open cases would have a step without anyone."""
    if source not in _sources:
        _sources.append(source)


def keep_gaps(version: Any, *, viewer: Viewer) -> None:
    """For a page that asks for them in several places: work them out once, for this instance and this viewer alone.

    An action fetches its own row and renews its viewer, so it always works them out itself (D-14).
    """
    version.gaps_kept = (viewer, gaps(version, viewer=viewer))


def gaps(version: Any, *, viewer: Viewer) -> list[Gap]:
    """Every gap of this version, acknowledged or not, in the words for this reader."""
    of, kept = getattr(version, "gaps_kept", (None, []))
    if of is viewer:
        return list(kept)
    found = [*_nobody(version), *_unheld(version)]
    return found + [gap for source in _sources for gap in source(version, viewer)]


def open_gaps(version: Any, *, viewer: Viewer) -> list[Gap]:
    """Gaps that nobody has acknowledged yet."""
    seen = set(version.acknowledged_gaps.values_list("gap", flat=True))
    return [gap for gap in gaps(version, viewer=viewer) if gap.id not in seen]


def _nobody(version: Any) -> list[Gap]:
    steps = version.nobody_steps.values_list("step", flat=True)
    return [Gap(f"nobody:{step}", _("Nobody may take this step: %s.") % step_by_id(step).label) for step in steps]


def _unheld(version: Any) -> list[Gap]:
    """Steps bound to roles that nobody holds in a municipality of the scope."""
    roles: dict[str, set[str]] = defaultdict(set)
    bindings = Binding.objects.filter(statement__row__section__version=version)
    for step, role in bindings.values_list("step", "statement__row__section__role"):
        roles[step].add(role)
    places = list(version.municipalities.all() or Municipality.objects.all())
    held = _roles_held_in(places)
    found = []
    for step in sorted(roles):
        without = [place for place in places if not roles[step] & held[place]]
        if without:
            found.append(_gap(step, roles[step], without))
    return found


def _roles_held_in(places: Iterable[Municipality]) -> dict[Municipality, set[str]]:
    """By place; a role without a municipality is held in all of them. One query."""
    held: dict[int | None, set[str]] = defaultdict(set)
    current = RoleAssignment.objects.current(today()).filter(user__is_active=True)
    for place_id, role in current.values_list("municipality_id", "role"):
        held[place_id].add(role)
    return {place: held[None] | held[place.pk] for place in places}


def _gap(step: str, roles: set[str], places: list[Municipality]) -> Gap:
    names = get_text_list([str(Role(role).label) for role in sorted(roles - {""})], _("or"))
    words = {
        "step": step_by_id(step).label,
        "places": get_text_list([str(place) for place in places], _("and")),
        "roles": names,
    }
    where = "-".join(str(place.pk) for place in places)
    text = _("Nobody can take this step in %(places)s: %(step)s. Nobody is %(roles)s there.") % words
    return Gap(f"{step}:{','.join(sorted(roles))}:{where}", text)
