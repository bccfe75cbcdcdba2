"""Which cases nobody directs (D-26): code and municipality, for who may appoint, and nothing else."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from access.viewer import Viewer
from accounts.models import Role
from casefiles.models import Case, Membership


@dataclass(frozen=True)
class UndirectedCase:
    """All that a process manager of the house sees of it."""

    code: str
    municipality: str


def undirected(viewer: Viewer) -> list[UndirectedCase]:
    """The one list that goes around `visible_to`: who appoints is no member (D-26)."""
    rows = undirected_cases(viewer).order_by("municipality__name", "key")
    return [UndirectedCase(code, municipality) for code, municipality in rows.values_list("key", "municipality__name")]


def undirected_cases(viewer: Viewer) -> QuerySet[Case]:
    """Open cases without anybody in process direction, where this viewer is process manager."""
    held = [one.municipality_id for one in viewer.roles if one.role == Role.PROCESS_MANAGER]
    territory = Q() if None in held else Q(municipality__in=held)
    directing = (
        Membership.objects.current(viewer.today)
        .directing()
        .filter(case=OuterRef("pk"), user__is_active=True, organisation=F("user__organisation"))
    )
    rows = Case.objects.open().filter(territory).exclude(Exists(directing))
    return rows if held else rows.none()
