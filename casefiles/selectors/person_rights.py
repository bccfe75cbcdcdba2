"""What the page about the person shows: were they told, by which route, what they agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.machines import functions_of, usable
from casefiles.models import (
    AccessPack,
    Case,
    Consent,
    InformationRoute,
    NoticePostponement,
    RequestAnswer,
    Restriction,
    SharingAgreement,
    SubjectNotice,
)
from casefiles.models.information_route import RouteKind
from casefiles.models.subject_notice import DIRECTION, NoticeWay, PostponementGround
from casefiles.notice_clock import NoticeClock, notice_clock
from casefiles.selectors.confirm import Fact
from casefiles.selectors.ending import kind_of
from casefiles.selectors.offers import Offer, StepReading
from casefiles.standing import day, standings_in
from documents.models import CaseFunction
from workflows.steps import step_by_id


@dataclass(frozen=True)
class Line:
    """One record with what may be done with it."""

    item: Any
    offers: Sequence[Offer] = ()


@dataclass(frozen=True)
class PersonRights:
    """`may_direct`: records telling and routes; `may_record`: what the person said."""

    clock: NoticeClock
    notice: SubjectNotice | None
    postponements: Sequence[Line]
    routes: Sequence[Line]
    consents: Sequence[Line]
    sharing: Sequence[Line]
    requests: Sequence[RequestAnswer]
    packs: Sequence[AccessPack]
    restrictions: Sequence[tuple[str, Restriction]]
    may_direct: bool
    may_record: bool


def person_rights(case: Case, *, viewer: Viewer) -> PersonRights:
    """A fixed number of queries: at most one record of each kind has a step that is offered."""
    steps = StepReading(viewer)
    return PersonRights(
        clock=notice_clock(case),
        notice=_seen(SubjectNotice, case, viewer).select_related("told_by").first(),
        postponements=_lines("postponement", NoticePostponement, case, steps),
        routes=_lines("route", InformationRoute, case, steps),
        consents=[Line(one) for one in _seen(Consent, case, viewer)],
        sharing=[Line(one) for one in _seen(SharingAgreement, case, viewer)],
        requests=list(_seen(RequestAnswer, case, viewer).select_related("request")),
        packs=list(_seen(AccessPack, case, viewer)),
        restrictions=[(kind_of(one.noun), one) for one in Restriction.objects.visible_to(viewer).filter(case=case)],
        may_direct=may_direct(viewer, case),
        may_record=_holds(viewer, case, CaseFunction.MEMBER),
    )


def may_direct(viewer: Viewer, case: Case) -> bool:
    """Process or case direction; also when no covenant is in force any more (D-1: rights)."""
    return _holds(viewer, case, DIRECTION)


def notice_facts(notice: SubjectNotice) -> list[Fact]:
    return [
        Fact(_("Told on"), day(notice.told_on)),
        Fact(_("How"), capfirst(NoticeWay(notice.way).label)),
        Fact(_("By"), str(notice.told_by)),
        Fact(_("How the person took it"), notice.remark),
    ]


def facts_of(item: Any) -> list[Fact]:
    """What a step on one of these records concerns."""
    match item:
        case NoticePostponement():
            return [
                Fact(_("Ground"), capfirst(PostponementGround(item.ground).label)),
                Fact(_("Explanation"), item.explanation),
                Fact(_("Inform at the latest on"), day(item.planned_on)),
                Fact(_("Proposed by"), str(item.author)),
            ]
        case InformationRoute():
            return [Fact(_("Route"), capfirst(RouteKind(item.route).label)), Fact(_("From"), day(item.chosen_on))]
        case Consent():
            return [Fact(_("What for"), item.purpose), Fact(_("Answered on"), day(item.answered_on))]
        case SharingAgreement():
            return [Fact(_("What was agreed"), item.text), Fact(_("Agreed on"), day(item.agreed_on))]
        case SubjectNotice():
            return notice_facts(item)
    return []


def sharing_for_desk(case: Case, *, viewer: Viewer) -> Sequence[SharingAgreement]:
    """What is in force, for who takes calls (D-35)."""
    return list(_seen(SharingAgreement, case, viewer).filter(state="in_force"))


def _seen(model: Any, case: Case, viewer: Viewer) -> Any:
    return model.objects.visible_to(viewer).filter(case=case).select_related("author", "source_organisation")


def _lines(machine: str, model: Any, case: Case, steps: StepReading) -> list[Line]:
    """Steps of the newest one alone: those before it were decided or ended."""
    found = list(_seen(model, case, steps.viewer).select_related("case__municipality", "case__meeting_type"))
    return [Line(one, steps.offers(machine, one) if number == 0 else ()) for number, one in enumerate(found)]


def _holds(viewer: Viewer, case: Case, function: str) -> bool:
    step = step_by_id("notice.give")
    return any(usable(one, step) and function in functions_of(one) for one in standings_in(viewer, case.pk))
