"""Who answers for a house where nobody is its process manager: the next in line, so that nothing waits for nobody."""

from collections.abc import Iterable
from datetime import date

from accounts.models import Municipality, Role, RoleAssignment

# D-30's holder, and who stands in where there is none: the house's process director, then its privacy officer.
IN_LINE = (Role.PROCESS_MANAGER, Role.PROCESS_DIRECTOR, Role.PRIVACY_OFFICER)


def holders(on: date, municipalities: Iterable[int] | None = None) -> dict[int, str]:
    """The role that answers for each municipality on this day: the first in line that anybody holds there."""
    places = list(Municipality.objects.values_list("pk", flat=True)) if municipalities is None else list(municipalities)
    rows = RoleAssignment.objects.current(on).filter(role__in=IN_LINE, user__is_active=True)
    held = set(rows.values_list("role", "municipality_id"))
    found = {}
    for place in places:
        role = next((one for one in IN_LINE if {(one, place), (one, None)} & held), None)
        if role:
            found[place] = str(role)
    return found
