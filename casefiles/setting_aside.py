"""Which things can be set aside, and who may do that (art. 18 GDPR)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from access.doors import may_see
from access.viewer import Viewer
from casefiles.machines import functions_of, usable
from casefiles.models import (
    CaseItem,
    LookBack,
    PlanVersion,
    Report,
    RequestAnswer,
    Restriction,
    RiskInventory,
    RoundTask,
)
from casefiles.models.rights_request import UNANSWERED, RequestKind
from casefiles.models.subject_notice import DIRECTION
from casefiles.sealing import oversees, sealable_or_404
from casefiles.standing import standings_in
from documents.models import CaseFunction
from workflows.steps import step_by_id

# What tells of the person. Who they are, and what is recorded of their rights, is corrected and not set aside.
RESTRICTABLE: tuple[type[CaseItem], ...] = (Report, PlanVersion, RoundTask, LookBack, RiskInventory)
# Of a request to know nothing is set aside.
ASKING = (RequestKind.RESTRICTION, RequestKind.OBJECTION, RequestKind.CORRECTION, RequestKind.ERASURE)


def restrictable_or_404(viewer: Viewer, noun: str, key: str) -> Any:
    """Who reads it, and the privacy officer of the place; of a plan only a version that was adopted."""
    thing = sealable_or_404(viewer, noun, key)
    in_the_making = isinstance(thing, PlanVersion) and thing.number is None
    if not isinstance(thing, RESTRICTABLE) or in_the_making or is_set_aside(thing):
        raise Http404
    return thing


def is_set_aside(thing: Any) -> bool:
    rows = Restriction.objects.filter(noun=thing._meta.label_lower, thing_id=thing.pk)
    return rows.filter(state__in=Restriction.IN_FORCE).exists()


def requests_to_answer(case: Any, *, viewer: Viewer) -> QuerySet[RequestAnswer]:
    """The requests that setting something aside in this case may answer, for its directors."""
    rows = RequestAnswer.objects.visible_to(viewer).filter(case=case, request__kind__in=ASKING)
    return rows.filter(request__state__in=UNANSWERED).select_related("request")


def may_set_aside(viewer: Viewer, case: Any) -> bool:
    """Process direction and the privacy officer by themselves; case direction where the person asked."""
    if oversees(viewer, case) or _holds(viewer, case, CaseFunction.PROCESS_DIRECTION):
        return True
    return _holds(viewer, case, DIRECTION) and requests_to_answer(case, viewer=viewer).exists()


def needs_request(viewer: Viewer, case: Any) -> bool:
    """Whether this viewer sets aside only in answer to a request."""
    return not (oversees(viewer, case) or _holds(viewer, case, CaseFunction.PROCESS_DIRECTION))


def offers_setting_aside(viewer: Viewer, thing: Any) -> bool:
    """Whether a page on which the viewer reads this offers it."""
    adopted = not isinstance(thing, PlanVersion) or thing.number is not None
    return adopted and thing.shared_at is not None and may_see(viewer, thing) and may_set_aside(viewer, thing.case)


def _holds(viewer: Viewer, case: Any, function: str) -> bool:
    """Also when no covenant is in force any more (D-1: rights)."""
    step = step_by_id("notice.give")
    return any(usable(one, step) and function in functions_of(one) for one in standings_in(viewer, case.pk))
