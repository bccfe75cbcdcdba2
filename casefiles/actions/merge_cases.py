"""Reading two cases of one person as one, and undoing that within the term (docs/decisions/0007)."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from audit.models import Action
from casefiles.access import place
from casefiles.actions.link_cases import no_such_case, seen_case
from casefiles.dossier import may_merge, not_yours
from casefiles.models import Case, CaseMerge
from casefiles.standing import Standing
from documents.models import CaseFunction
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet


def merge_cases(case: Case, code: str, *, viewer: Viewer, expected_version: int, reason: str) -> CaseMerge:
    """The case with this code is read in `case` from now on, and rests. Nobody sees more than before."""
    with transaction.atomic():
        kept = claim(case, viewer=viewer, expected_version=expected_version)
        standing = _must_merge(kept, viewer)
        found = seen_case(code, viewer=viewer)
        if found is None or found.pk == kept.pk:
            raise StepRefused(_("These cases cannot be merged"), [no_such_case()])
        merged = Case.objects.select_for_update().get(pk=found.pk)
        if refusals := merge_refusals(kept, merged, viewer=viewer):
            raise StepRefused(_("These cases cannot be merged"), refusals)
        record = CaseMerge.objects.create(
            case=kept,
            merged=merged,
            reason=reason,
            created_at=viewer.at,
            by=viewer.user,
            undo_until=viewer.today + timedelta(days=settings.MERGE_UNDO_DAYS),
        )
        Case.objects.filter(pk=merged.pk).update(merged_into=kept, version=F("version") + 1)
        _note(record, viewer, standing, step="case.merge")
        return record


def undo_merge(record: CaseMerge, *, viewer: Viewer, expected_version: int) -> CaseMerge:
    """Both cases stand as they stood; what was written since stays in the case in which it was written."""
    with transaction.atomic():
        current = claim(record, viewer=viewer, expected_version=expected_version)
        standing = place(viewer, current.case, CaseFunction.PROCESS_DIRECTION)
        if standing is None:
            raise not_yours(current.case, _("This merge cannot be undone"), CaseFunction.PROCESS_DIRECTION)
        if current.undone_at or viewer.today > current.undo_until:
            raise StepRefused(
                _("This merge cannot be undone"), [Unmet(_("It was undone already, or its term passed."))]
            )
        current.undone_at, current.undone_by = viewer.at, viewer.user
        current.save(update_fields=["undone_at", "undone_by"])
        Case.objects.filter(pk=current.merged_id).update(merged_into=None, version=F("version") + 1)
        _note(current, viewer, standing, step="case.undo_merge")
        return current


def merge_refusals(kept: Case, merged: Case, *, viewer: Viewer) -> list[Unmet]:
    """What stands between these two cases; told only to who sees both."""
    found = []
    if may_merge(viewer, merged) is None:
        function = CaseFunction.PROCESS_DIRECTION.label
        found.append(Unmet(_("In the other case you do not hold process direction."), who=function, forbidden=True))
    if not merged.is_open:
        found.append(Unmet(_("The other case has ended, or was merged already.")))
    if merged.duplicates.exists():
        found.append(Unmet(_("Another case was merged into the other case. Undo that first.")))
    if kept.meeting_type_id != merged.meeting_type_id or kept.municipality_id != merged.municipality_id:
        found.append(Unmet(_("The cases have another purpose or municipality: a case has one at a time.")))
    return found


def _must_merge(case: Case, viewer: Viewer) -> Standing:
    if standing := may_merge(viewer, case):
        return standing
    raise not_yours(case, _("These cases cannot be merged"), CaseFunction.PROCESS_DIRECTION)


def _note(record: CaseMerge, viewer: Viewer, standing: Standing, *, step: str) -> None:
    """In the log of both cases."""
    note_change(viewer, record, Action.EXECUTE, step=step, on_behalf_of_key=standing.on_behalf_of_key)
    note_change(viewer, record.merged, Action.UPDATE, step=step, on_behalf_of_key=standing.on_behalf_of_key)
