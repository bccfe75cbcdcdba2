"""Records about the rights of the person, straight into the tables."""

from typing import Any

from django.utils import timezone

from casefiles.models import (
    AccessPack,
    Consent,
    InformationRoute,
    NoticePostponement,
    PlanStatement,
    ReportStatement,
    RequestAnswer,
    RightsRequest,
    SharingAgreement,
    SubjectNotice,
)
from casefiles.models.access_pack import PackState
from casefiles.models.information_route import ConsentState, InForce
from casefiles.models.report_statement import StatementState
from casefiles.models.rights_request import AnswerState, RequestState
from casefiles.models.subject_notice import NoticeState, PostponementState
from tests.factories.cases import World, a_plan, a_report, day
from workflows.models import Stateful

RIGHTS: dict[str, tuple[type[Stateful], Any]] = {
    "notice": (SubjectNotice, NoticeState),
    "postponement": (NoticePostponement, PostponementState),
    "route": (InformationRoute, InForce),
    "consent": (Consent, ConsentState),
    "sharing": (SharingAgreement, InForce),
    "request_answer": (RequestAnswer, AnswerState),
    "pack": (AccessPack, PackState),
    "statement": (ReportStatement, StatementState),
    "plan_statement": (PlanStatement, StatementState),
    "rights_request": (RightsRequest, RequestState),
}


def a_record(world: World, machine: str, text: str = "Zo is het.", **fields: Any) -> Any:
    """One record of this machine, by the member, for the team; `text` stands in its free field."""
    if machine == "rights_request":
        return a_request(world, text, **fields)
    model: Any = RIGHTS[machine][0]
    user = world.people["member"]
    content: dict[str, dict[str, Any]] = {
        "notice": {"way": "letter", "told_by": user, "told_on": day(-3), "remark": text},
        "postponement": {"ground": "safety_of_others", "explanation": text, "planned_on": day(10)},
        "route": {"route": "voluntary", "explanation": text, "chosen_on": day(-3)},
        "consent": {"purpose": text, "answered_on": day(-3)},
        "request_answer": {"reasoning": text, "outcome": "granted", "circle": "directors"},
        "pack": {"circle": "directors"},
        "statement": {"text": text},
        "plan_statement": {"text": text},
        "sharing": {"text": text, "agreed_on": day(-3), "desk_reads": True},
    }
    if machine == "statement" and "report" not in fields:
        content[machine]["report"] = a_report(world)
    if machine == "plan_statement" and "plan_version" not in fields:
        content[machine]["plan_version"] = a_plan(world, state="adopted", circle="team", number=1)
    if machine == "request_answer" and "request" not in fields:
        content[machine]["request"] = a_request(world)
    if machine == "notice":
        model.objects.filter(case=world.case).delete()
    own = {"author": user, "owner": user, "source_organisation": user.organisation, "shared_at": timezone.now()}
    return model.objects.create(case=world.case, **(own | content[machine] | fields))


def a_request(world: World, words: str = "Wat hebben jullie over mij?", **fields: Any) -> RightsRequest:
    """At the contact point of the municipality of this case."""
    content: dict[str, Any] = {
        "kind": "access",
        "municipality": world.municipality,
        "person_name": "J. Verzonnen",
        "birth_date": day(-12_000),
        "asked_by": "person",
        "received_on": day(-3),
        "due_on": day(27),
        "words": words,
        "registered_by": world.people["member"],
    }
    return RightsRequest.objects.create(**(content | fields))
