"""Which cases are read as one: a case, and those of the same person that were merged into it."""

from django.db.models import Q, QuerySet

from casefiles.models import Case


def read_together(case: Case) -> QuerySet[Case, int]:
    """Primary keys. What the reader sees in each of them is asked of that case's own tokens: nobody gains sight."""
    return Case.objects.filter(Q(pk=case.pk) | Q(merged_into=case)).values_list("pk", flat=True)
