"""What somebody was asked in the making of plans: to write a part, to react to a version."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.viewer import Viewer
from casefiles.models import Case, Opinion, PlanConsultation, PlanSection, PlanState

REACT = _("React to the plan of action")
WRITE_PART = _("Write a part of the plan of action")
WORK_OUT = _("Work out an approved deviation")


def asked_parts(viewer: Viewer) -> QuerySet[PlanSection]:
    """Parts of drafts that the viewer, or whom they stand in for, was asked to write and that are not ready."""
    rows = PlanSection.objects.visible_to(viewer).filter(plan_version__state=PlanState.DRAFT, done=False)
    mine = rows.filter(writers__key__in=viewer.principals, plan_version__case__in=Case.objects.open())
    return mine.select_related("plan_version__case").distinct()


def asked_reactions(viewer: Viewer) -> QuerySet[PlanConsultation]:
    """Versions in consultation that the viewer, or whom they stand in for, did not answer yet."""
    rows = PlanConsultation.objects.visible_to(viewer).filter(plan_version__state=PlanState.IN_CONSULTATION)
    mine = rows.filter(opinion=Opinion.NONE, person__key__in=viewer.principals)
    return mine.filter(plan_version__case__in=Case.objects.open()).select_related("plan_version__case")
