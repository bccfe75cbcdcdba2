"""Which lists of the police there are in a case, and what they say."""

from django.db.models import Count, QuerySet

from access.viewer import Viewer
from casefiles.models import Case, LookBack, LookBackAnalysis, LookBackEntry
from casefiles.selectors.other_cases import read_together


def look_backs_of(case: Case, *, viewer: Viewer) -> QuerySet[LookBack]:
    """Lists that this viewer sees, their own unchecked ones among them; with the number of registrations in each."""
    rows = LookBack.objects.visible_to(viewer).filter(case__in=read_together(case))
    return rows.select_related("source_organisation", "author", "case").annotate(number=Count("entries"))


def entries_of(look_back: LookBack, *, viewer: Viewer) -> QuerySet[LookBackEntry]:
    return LookBackEntry.objects.visible_to(viewer).filter(look_back=look_back)


def analysis_of(look_back: LookBack, *, viewer: Viewer) -> LookBackAnalysis | None:
    rows = LookBackAnalysis.objects.visible_to(viewer).filter(look_back=look_back)
    return rows.select_related("author").first()
