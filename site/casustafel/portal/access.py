"""Who may read the access log: of one case, and over all. The log is no case content, so no circle opens it."""

from django.http import Http404

from access.viewer import Viewer
from accounts.models import Role
from casefiles import rules
from casefiles.models import Case

READERS_OF_THE_LOG = (Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER)


def may_read_log_of(viewer: Viewer, case: Case) -> bool:
    """Its own directors; privacy officer and data protection officer in whose territory the case lies."""
    return directs(viewer, case) or oversees(viewer, case)


def directs(viewer: Viewer, case: Case) -> bool:
    """Belongs to the circle of the directors of this very case today."""
    return rules.case_token(case.pk, rules.DIRECTORS) in viewer.grants


def oversees(viewer: Viewer, case: Case) -> bool:
    return any(viewer.has_role(role, municipality_id=case.municipality_id) for role in READERS_OF_THE_LOG)


def may_see_client_in_log(viewer: Viewer, case: Case) -> bool:
    """Identity goes with the log for the privacy officer, who answers the person concerned; case text never does."""
    return directs(viewer, case) or viewer.has_role(Role.PRIVACY_OFFICER, municipality_id=case.municipality_id)


def may_administer(viewer: Viewer) -> bool:
    """Accounts, organisations and roles; never anything of a case."""
    return viewer.has_role(Role.ADMINISTRATOR)


def may_oversee(viewer: Viewer) -> bool:
    """Whether the log over all cases is open to this viewer."""
    return any(viewer.has_role(role) for role in READERS_OF_THE_LOG)


def territory(viewer: Viewer) -> frozenset[int] | None:
    """The municipalities whose cases this viewer oversees; none: the whole region."""
    held = [one.municipality_id for one in viewer.roles if one.role in READERS_OF_THE_LOG]
    return None if None in held else frozenset(place for place in held if place is not None)


def case_of_log_or_404(viewer: Viewer, code: str) -> Case:
    """The case whose log this viewer may read; raises Http404 for any other, as for what never existed."""
    case = Case.objects.select_related("municipality", "meeting_type").filter(key=code).first()
    if case is None or not may_read_log_of(viewer, case):
        raise Http404
    viewer.trail.looked_at("audit.accesslogentry", case.key)
    viewer.trail.touched([case.key])
    return case
