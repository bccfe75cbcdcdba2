"""Which other cases belong to a case: relatives' cases, and cases of the same person that are read as one with it."""

from django.db.models import Q, QuerySet

from access.querysets import ProtectedQuerySet
from access.viewer import Viewer
from casefiles.models import Case, CaseLink, CaseMerge


def read_together(case: Case) -> QuerySet[Case, int]:
    """Primary keys. What the reader sees in each of them is asked of that case's own tokens: nobody gains sight."""
    return Case.objects.filter(Q(pk=case.pk) | Q(merged_into=case)).values_list("pk", flat=True)


def links(viewer: Viewer) -> ProtectedQuerySet[CaseLink]:
    """Narrower than the rule: a link is there for who sees the cases at both ends, and for nobody else."""
    ends = CaseLink.objects.filter(other__in=Case.objects.visible_to(viewer).values("pk"))
    return ends.visible_to(viewer).select_related("case", "other")


def merges(viewer: Viewer) -> ProtectedQuerySet[CaseMerge]:
    """For who sees both cases, as with a link."""
    ends = CaseMerge.objects.filter(merged__in=Case.objects.visible_to(viewer).values("pk"))
    return ends.visible_to(viewer).select_related("case", "merged", "by")
