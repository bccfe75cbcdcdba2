"""Writing a checklist, and proposing something for it while it is aligned with the partners."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from access.doors import note_change
from access.registry import rule_of
from access.viewer import Viewer
from accounts.actions.notify import notify
from audit.models import Action
from casefiles.access import lead_of_checklist, may_remark
from casefiles.dossier import shared_by
from casefiles.machines import people_in
from casefiles.models import Case, Checklist, ChecklistLine, ChecklistRemark, ChecklistState, Circle
from casefiles.models.checklist import IN_THE_MAKING
from casefiles.rules import SEALED
from documents.models import CaseFunction
from search.outbox import changed
from workflows.authority import Held
from workflows.claim import claim
from workflows.fire import without_authority
from workflows.models import contributed
from workflows.refusals import StepRefused, Unmet
from workflows.steps import step_by_id

LINE = ("kind", "text", "risk_factors", "protective_measures")


@dataclass(frozen=True)
class WrittenChecklist:
    """As it was typed; `lines` in order, each with `LINE`."""

    tipping_point: str = ""
    crisis_card: str = ""
    lines: Sequence[Mapping[str, str]] = ()


def start_checklist(case: Case, *, viewer: Viewer) -> Checklist:
    """A draft for the directors: empty, or a copy of the version in force, which stays so until this one is adopted."""
    with transaction.atomic():
        # The case row is the lock: two drafts at once would both be the next version.
        Case.objects.select_for_update().get(pk=case.pk)
        checklist = Checklist(**shared_by(viewer, case), circle=Circle.DIRECTORS)
        held = _must_lead(checklist, viewer)
        if not case.is_open or Checklist.objects.filter(case=case, state__in=IN_THE_MAKING).exists():
            reason = Unmet(_("A checklist is already in the making, or the case ended."))
            raise StepRefused(_("A checklist cannot be started"), [reason])
        in_force = Checklist.objects.filter(case=case, state=ChecklistState.ADOPTED).exclude(circle=SEALED).first()
        if in_force:
            checklist.tipping_point, checklist.crisis_card = in_force.tipping_point, in_force.crisis_card
        checklist.save()
        if in_force:
            _set_lines(checklist, list(in_force.lines.values(*LINE)))
        contributed(checklist, viewer.user, held.on_behalf_of)
        note_change(viewer, checklist, Action.CREATE, step="checklist.start", on_behalf_of_key=held.on_behalf_of_key)
        return checklist


def write_checklist(
    checklist: Checklist, written: WrittenChecklist, *, viewer: Viewer, expected_version: int
) -> Checklist:
    """As it reads from now on; also while it is aligned, when its team reads along."""
    with transaction.atomic():
        current = claim(checklist, viewer=viewer, expected_version=expected_version)
        held = _must_lead(current, viewer)
        if current.state not in IN_THE_MAKING:
            raise StepRefused(_("This checklist cannot be changed"), [Unmet(_("This version was adopted already."))])
        current.tipping_point, current.crisis_card = written.tipping_point, written.crisis_card
        current.save(update_fields=["tipping_point", "crisis_card"])
        _set_lines(current, written.lines)
        contributed(current, viewer.user, held.on_behalf_of)
        note_change(viewer, current, Action.UPDATE, step="checklist.edit", on_behalf_of_key=held.on_behalf_of_key)
        changed("checklist", current.key)
        return current


def propose_for_checklist(checklist: Checklist, text: str, *, viewer: Viewer, expected_version: int) -> ChecklistRemark:
    """One remark a member; `expected_version`: of the remark as it was opened."""
    with transaction.atomic():
        if not Checklist.objects.filter(rule_of(Checklist).q(viewer), pk=checklist.pk).exists():
            raise Http404
        # Locked: nobody adopts it while a remark is being saved.
        current = Checklist.objects.select_for_update().get(pk=checklist.pk)
        if not may_remark(viewer, current):
            reason = Unmet(_("Members of the team propose something while the checklist is aligned."), forbidden=True)
            raise StepRefused(_("Nothing can be proposed now"), [reason])
        found, made = ChecklistRemark.objects.get_or_create(checklist=current, by=viewer.user)
        remark = claim(found, viewer=viewer, expected_version=expected_version)
        remark.text, remark.at = text, viewer.at
        remark.save(update_fields=["text", "at"])
        note_change(viewer, remark, Action.CREATE if made else Action.UPDATE, step="checklist.remark")
        notify(one for one in people_in(current.case, CaseFunction.CASE_DIRECTION) if one != viewer.user)
        return remark


def _must_lead(checklist: Checklist, viewer: Viewer) -> Held:
    """Who may align a checklist writes it: one clause for both."""
    if held := lead_of_checklist(viewer, checklist):
        return held
    refusal = without_authority(step_by_id("checklist.align"), checklist)
    raise StepRefused(_("This checklist cannot be changed"), [refusal])


def _set_lines(checklist: Checklist, lines: Sequence[Mapping[str, str]]) -> None:
    checklist.lines.all().delete()
    ChecklistLine.objects.bulk_create(
        ChecklistLine(checklist=checklist, order=order, **{name: line[name] for name in LINE})
        for order, line in enumerate(lines, start=1)
    )
