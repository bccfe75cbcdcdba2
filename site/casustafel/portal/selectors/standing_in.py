"""Who somebody is in the house: roles with their dates, who stands in for them, for whom they stand in."""

from django.db.models import QuerySet

from access.viewer import Viewer
from accounts.models import RoleAssignment
from casefiles.models import Replacement


def roles_of(viewer: Viewer) -> QuerySet[RoleAssignment]:
    """Today's, and those that end or begin later; what is over no longer says anything about access."""
    held = RoleAssignment.objects.filter(user=viewer.user).select_related("municipality")
    return held.exclude(ends_on__lt=viewer.today).order_by("starts_on", "pk")


def replacements_of(viewer: Viewer) -> QuerySet[Replacement]:
    """Who stands in for the viewer, now or later."""
    return _running(viewer).filter(absent=viewer.user)


def replaced_by(viewer: Viewer) -> QuerySet[Replacement]:
    """For whom the viewer stands in, now or later."""
    return _running(viewer).filter(deputy=viewer.user)


def _running(viewer: Viewer) -> QuerySet[Replacement]:
    rows = Replacement.objects.filter(ends_on__gte=viewer.today).select_related("absent", "deputy")
    return rows.order_by("starts_on", "pk")
