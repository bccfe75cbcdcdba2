"""Why the reader sees a thing of a case, and who sees it as well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils.translation import gettext as _

from access.explain import Chain, who, why
from access.viewer import Viewer
from accounts.models import User
from casefiles.models import Case, Membership, Replacement
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
    readers = who(thing)
    places = _places(case, viewer)
    return Explanation(chain, [_person(user, found, case, places.get(user.pk, [])) for user, found in readers])


def _person(user: User, chain: Chain, case: Case, places: list[Membership | Replacement]) -> Person:
    return Person(
        name=user.name,
        organisation=user.organisation.name,
        role=", ".join(_role(case, one) for one in places),
        until=max((one.ends_on for one in places), default=None),
        lines=chain.lines,
    )


def _role(case: Case, place: Membership | Replacement) -> str:
    if isinstance(place, Replacement):
        return _("in place of %(absent)s") % {"absent": place.absent}
    return role_name(case, place.function)


def _places(case: Case, viewer: Viewer) -> dict[int, list[Membership | Replacement]]:
    """Members by person; who stands in for one of them holds that place."""
    members = list(Membership.objects.visible_to(viewer).current(viewer.today).filter(case=case))
    places: dict[int, list[Membership | Replacement]] = {}
    for member in members:
        places.setdefault(member.user_id, []).append(member)
    stand_ins = Replacement.objects.current(viewer.today).filter(absent__in=[one.user_id for one in members])
    for stand_in in stand_ins.select_related("absent"):
        places.setdefault(stand_in.deputy_id, []).append(stand_in)
    return places
