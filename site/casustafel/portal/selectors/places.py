"""In which cases somebody stands today, as what and until when; no query: the viewer knows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from access.viewer import Viewer
from accounts.models import User
from casefiles.standing import Mode, Standing, all_standings


@dataclass(frozen=True)
class Place:
    """A place in one case, of one's own or of somebody who is replaced."""

    code: str
    municipality: str
    function: str
    until: date
    on_behalf_of: User | None
    # What a covenant that no longer is in force leaves of it (D-1).
    reads_only: bool


def places_of(viewer: Viewer) -> list[Place]:
    return sorted((_place(one) for one in all_standings(viewer)), key=lambda place: place.code)


def places_by_case(viewer: Viewer) -> Mapping[str, Sequence[Place]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for place in places_of(viewer):
        found[place.code].append(place)
    return found


def _place(standing: Standing) -> Place:
    member = standing.membership
    ends = (member.ends_on, standing.replacement.ends_on) if standing.replacement else (member.ends_on,)
    return Place(
        code=member.case.key,
        municipality=member.case.municipality.name,
        function=str(member.get_function_display()),
        until=min(ends),
        on_behalf_of=standing.on_behalf_of,
        reads_only=standing.mode != Mode.FULL,
    )
