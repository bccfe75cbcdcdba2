"""In which cases of this viewer the person must still be told, and by when; the same clock as `notice_clock`."""

from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from access.viewer import Viewer
from casefiles.machines import NOTICE_TO_BE
from casefiles.models import Case, NoticePostponement, SubjectNotice
from casefiles.models.subject_notice import NoticeState, PostponementState
from casefiles.notice_clock import first_day_due
from workflows.inbox import authorised
from workflows.steps import step_by_id


def cases_to_inform(viewer: Viewer) -> list[tuple[str, date]]:
    """Code and last day, in one query, whatever their number."""
    told = SubjectNotice.objects.filter(case=OuterRef("pk"), state=NoticeState.GIVEN)
    postponed = NoticePostponement.objects.filter(case=OuterRef("pk"), state=PostponementState.APPROVED)
    directed = authorised(viewer, NOTICE_TO_BE, step=step_by_id("notice.give"))
    cases = Case.objects.visible_to(viewer).open().filter(directed).exclude(Exists(told))
    planned = postponed.order_by("-pk").values("planned_on")[:1]
    rows = cases.annotate(planned=Subquery(planned)).values_list("key", "opened_at", "planned")
    return [(key, planned_on or first_day_due(opened_at)) for key, opened_at, planned_on in rows]
