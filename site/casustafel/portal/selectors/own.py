"""Who somebody is in the house: roles with their dates, and for whom they stand in."""

from django.db.models import QuerySet

from access.viewer import Viewer
from accounts.models import RoleAssignment
from casefiles.models import Replacement


def roles_of(viewer: Viewer) -> QuerySet[RoleAssignment]:
    """Today's, and those that begin later; what is over no longer says anything about access."""
    held = RoleAssignment.objects.filter(user=viewer.user).select_related("municipality")
    return held.exclude(ends_on__lt=viewer.today).order_by("starts_on", "pk")


def replaced_by(viewer: Viewer) -> QuerySet[Replacement]:
    """For whom the viewer stands in, now or later."""
    rows = Replacement.objects.between_colleagues(viewer.today).filter(deputy=viewer.user, ends_on__gte=viewer.today)
    return rows.select_related("absent").order_by("starts_on", "pk")
