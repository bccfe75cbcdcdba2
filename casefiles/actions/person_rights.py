"""Telling the person, or later; by which route; what they said to it. Each a record, and a step in the history."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from access.viewer import Viewer
from casefiles.models import (
    Case,
    Consent,
    InformationRoute,
    NoticePostponement,
    PlanStatement,
    PlanVersion,
    Report,
    ReportStatement,
    SharingAgreement,
    SubjectNotice,
)
from casefiles.models.information_route import InForce
from casefiles.models.subject_notice import PostponementState
from workflows.fire import fire
from workflows.models import Stateful
from workflows.refusals import StepRefused, Unmet

T = TypeVar("T", bound=Stateful)


def give_notice(case: Case, told: Mapping[str, Any], *, viewer: Viewer) -> SubjectNotice:
    """The person was told that they are discussed: `way`, `told_by`, `told_on`, `remark`."""
    with transaction.atomic():
        _lock(case)
        refusals = []
        if told["told_on"] > viewer.today:
            refusals.append(Unmet(_("This day is still to come.")))
        if SubjectNotice.objects.filter(case=case).exists():
            refusals.append(Unmet(_("The person was told already.")))
        if refusals:
            raise StepRefused(_("This cannot be recorded"), refusals)
        return _fired("notice.give", made(SubjectNotice, case, told, viewer=viewer), viewer=viewer)


def propose_postponement(case: Case, asked: Mapping[str, Any], *, viewer: Viewer) -> NoticePostponement:
    """To tell the person later (`ground`, `explanation`, `planned_on`); the other of both directors decides."""
    with transaction.atomic():
        _lock(case)
        refusals = []
        if asked["planned_on"] <= viewer.today:
            refusals.append(Unmet(_("Choose a day that is still to come.")))
        if NoticePostponement.objects.filter(case=case, state=PostponementState.PROPOSED).exists():
            refusals.append(Unmet(_("A postponement waits for a decision already.")))
        if refusals:
            raise StepRefused(_("This cannot be proposed"), refusals)
        return _fired("postponement.propose", made(NoticePostponement, case, asked, viewer=viewer), viewer=viewer)


def choose_route(case: Case, chosen: Mapping[str, Any], *, viewer: Viewer) -> InformationRoute:
    """`route`, `explanation`, `chosen_on`. The one before it ends with this choice, for the same reason."""
    with transaction.atomic():
        _lock(case)
        earlier = InformationRoute.objects.filter(case=case, state=InForce.IN_FORCE).first()
        if earlier:
            reason = chosen["explanation"]
            fire("route.end", earlier, viewer=viewer, expected_version=earlier.version, reason=reason)
        return _fired("route.choose", made(InformationRoute, case, chosen, viewer=viewer), viewer=viewer)


def record_consent(case: Case, answer: Mapping[str, Any], *, viewer: Viewer, given: bool) -> Consent:
    """`purpose`, `answered_on`."""
    with transaction.atomic():
        consent = made(Consent, case, answer, viewer=viewer)
        return _fired("consent.give" if given else "consent.decline", consent, viewer=viewer)


def record_sharing(case: Case, agreed: Mapping[str, Any], *, viewer: Viewer) -> SharingAgreement:
    """`text`, `agreed_on`; for the team and for the desk (D-35)."""
    with transaction.atomic():
        agreement = made(SharingAgreement, case, {**agreed, "desk_reads": True}, viewer=viewer)
        return _fired("sharing.agree", agreement, viewer=viewer)


def attach_statement(report: Report, said: Mapping[str, Any], *, viewer: Viewer) -> ReportStatement:
    """`text`: what the person says of this report. It is read by whoever reads the report."""
    with transaction.atomic():
        fields = {"report": report, "text": said["text"], "circle": report.circle}
        return _fired("statement.attach", made(ReportStatement, report.case, fields, viewer=viewer), viewer=viewer)


def attach_plan_statement(plan: PlanVersion, said: Mapping[str, Any], *, viewer: Viewer) -> PlanStatement:
    """`text`: what the person says of this adopted version. It is read by whoever reads the plan."""
    with transaction.atomic():
        fields = {"plan_version": plan, "text": said["text"], "circle": plan.circle}
        return _fired("plan_statement.attach", made(PlanStatement, plan.case, fields, viewer=viewer), viewer=viewer)


def made(model: type[T], case: Case, fields: Mapping[str, Any], *, viewer: Viewer) -> T:
    """A new record of this case by this viewer, shared with its circle (the team unless the fields say otherwise)."""
    own = {"author": viewer.user, "owner": viewer.user, "source_organisation": viewer.user.organisation}
    found: T = model._default_manager.create(case=case, shared_at=viewer.at, **own, **fields)
    return found


def _fired(step: str, thing: T, *, viewer: Viewer) -> T:
    """Authority is asked by the step; without it nothing was made."""
    return fire(step, thing, viewer=viewer, expected_version=thing.version)


def _lock(case: Case) -> None:
    """Two people at the same moment: the second looks at what the first did."""
    Case.objects.select_for_update().get(pk=case.pk)
