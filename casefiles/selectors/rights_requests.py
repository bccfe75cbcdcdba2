"""What the contact point sees of requests: who asks what by when, and in which cases the answer is prepared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from accounts.models import Municipality
from casefiles.models import RequestAnswer, RightsRequest
from casefiles.models.rights_request import AnswerOutcome, AskedBy, RequestKind
from casefiles.places import RIGHTS, places_held
from casefiles.selectors.confirm import Fact
from casefiles.standing import day


@dataclass(frozen=True)
class AnswerLine:
    """Code, state and outcome of one case: no word of what is in it."""

    code: str
    municipality: str
    state: str
    outcome: str


def requests_of(viewer: Viewer) -> QuerySet[RightsRequest]:
    """Every request in the territory, the earliest term first."""
    return RightsRequest.objects.visible_to(viewer).select_related("municipality", "registered_by")


def places(viewer: Viewer) -> QuerySet[Municipality]:
    return Municipality.objects.filter(pk__in=places_held(viewer, RIGHTS)).order_by("name")


def answer_lines(request: RightsRequest, *, viewer: Viewer) -> Sequence[AnswerLine]:
    """Around the rule of answers, which only directors read: of each, what the contact point must know and no more."""
    rows = RequestAnswer.objects.filter(request=request, case__municipality__in=places_held(viewer, RIGHTS))
    found = rows.order_by("case__key").values_list("case__key", "case__municipality__name", "state", "outcome")
    states = dict(RequestAnswer._meta.get_field("state").choices or ())
    return [
        AnswerLine(code, place, str(states[state]), str(AnswerOutcome(outcome).label) if outcome else "")
        for code, place, state, outcome in found
    ]


def request_facts(request: RightsRequest) -> list[Fact]:
    asker = str(AskedBy(request.asked_by).label)
    if request.representative_name:
        asker = f"{asker}: {request.representative_name}"
    return [
        Fact(_("Request"), capfirst(RequestKind(request.kind).label)),
        Fact(_("Person"), request.person_name),
        Fact(_("Date of birth"), day(request.birth_date)),
        Fact(_("Asked by"), capfirst(asker)),
        Fact(_("Municipality"), str(request.municipality)),
        Fact(_("Received on"), day(request.received_on)),
        Fact(_("Answer at the latest on"), day(request.due_on)),
        Fact(_("In their own words"), request.words),
    ]


def answer_facts(answer: RequestAnswer) -> list[Fact]:
    return [*request_facts(answer.request), *_written(answer)]


def is_late(request: RightsRequest, today: date) -> bool:
    return request.is_open and request.due_on < today


def _written(answer: RequestAnswer) -> list[Fact]:
    if not answer.outcome:
        return []
    outcome = capfirst(AnswerOutcome(answer.outcome).label)
    return [Fact(_("Outcome"), outcome), Fact(_("What was weighed"), answer.reasoning)]
