"""Why the reader sees a thing of a case, and who sees it as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from access.explain import Chain, who, why
from access.viewer import Viewer
from casefiles.models import Case, Membership
from casefiles.selectors.place import place_in, role_name


@dataclass(frozen=True)
class Person:
    """Somebody who sees it as well, as `components/people.html` shows them."""

    name: str
    organisation: str
    role: str
    until: date | None
    lines: Sequence[str]


@dataclass(frozen=True)
class Explanation:
    """`people` none: the reader is not in the team today, and does not see who is."""

    chain: Chain
    people: Sequence[Person] | None


def explain(thing: Model, case: Case, *, viewer: Viewer) -> Explanation:
    chain = why(viewer, thing)
    if not place_in(viewer, case).in_team:
        return Explanation(chain, None)
    places = _places(case, viewer)
    return Explanation(
        chain,
        [
            Person(
                name=user.name,
                organisation=user.organisation.name,
                role=", ".join(role_name(case, one.function) for one in places.get(user.pk, ())),
                until=max((one.ends_on for one in places.get(user.pk, ())), default=None),
                lines=found.lines,
            )
            for user, found in who(thing)
        ],
    )


def _places(case: Case, viewer: Viewer) -> dict[int, list[Membership]]:
    places: dict[int, list[Membership]] = {}
    for one in Membership.objects.visible_to(viewer).current(viewer.today).filter(case=case):
        places.setdefault(one.user_id, []).append(one)
    return places
