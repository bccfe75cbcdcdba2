"""Keeping a case longer: an extension with its reason, or a legal hold that stops the clock (D-5)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from access.doors import note_change
from access.viewer import Viewer
from accounts.models import Role
from audit.models import Action
from casefiles.access import may_end
from casefiles.models import Case, LegalHold, RetentionExtension
from casefiles.retention import term_of, years_after
from documents.models import CaseFunction
from workflows.claim import claim
from workflows.refusals import StepRefused, Unmet

LONGEST_YEARS = 5


def may_keep(viewer: Viewer, case: Case) -> bool:
    """Process direction; of an ended case, whose places have run out, the municipal director of its municipality."""
    standing = may_end(viewer, case)
    directs = standing is not None and standing.function == CaseFunction.PROCESS_DIRECTION
    return directs or (
        not case.is_open and viewer.has_role(Role.MUNICIPAL_DIRECTOR, municipality_id=case.municipality_id)
    )


def may_hold(viewer: Viewer, case: Case) -> bool:
    """Whoever may keep it longer, and the privacy officer: a request or a complaint may be going on."""
    return may_keep(viewer, case) or viewer.has_role(Role.PRIVACY_OFFICER, municipality_id=case.municipality_id)


def extend_retention(case: Case, *, viewer: Viewer, until: date, reason: str) -> RetentionExtension:
    """Keep an ended case until this day. Each extension is counted, and begins where the term would have ended."""
    with transaction.atomic():
        current = Case.objects.select_for_update().get(pk=case.pk)
        if refusals := _extension_refusals(current, viewer, until, reason):
            raise StepRefused(_("The term cannot be extended"), refusals)
        number = current.retention_extensions.count() + 1
        made = RetentionExtension.objects.create(
            case=current, number=number, until=until, reason=reason, decided_by=viewer.user, created_at=viewer.at
        )
        note_change(viewer, made, Action.CREATE, step="retention.extend")
        return made


def place_hold(case: Case, *, viewer: Viewer, reason: str, ends_on: date | None = None) -> LegalHold:
    """From today nothing of this case is destroyed, until the hold ends or is lifted."""
    with transaction.atomic():
        current = Case.objects.select_for_update().get(pk=case.pk)
        refusals = [] if may_hold(viewer, current) else [_up_to()]
        if not reason.strip():
            refusals.append(Unmet(_("A reason is needed.")))
        if ends_on and ends_on <= viewer.today:
            refusals.append(Unmet(_("The end lies before the start.")))
        if refusals:
            raise StepRefused(_("A legal hold cannot be placed"), refusals)
        held = LegalHold.objects.create(
            case=current,
            reason=reason,
            starts_on=viewer.today,
            ends_on=ends_on,
            placed_by=viewer.user,
            created_at=viewer.at,
        )
        note_change(viewer, held, Action.CREATE, step="retention.hold")
        return held


def lift_hold(hold: LegalHold, *, viewer: Viewer, expected_version: int) -> LegalHold:
    """The clock counts again from today: a term that ran out meanwhile is due."""
    with transaction.atomic():
        current = claim(hold, viewer=viewer, expected_version=expected_version)
        refusals = [] if may_hold(viewer, current.case) else [_up_to()]
        if not current.lasts(viewer.today):
            refusals.append(Unmet(_("It has ended already.")))
        if refusals:
            raise StepRefused(_("The legal hold cannot be lifted"), refusals)
        current.ends_on, current.lifted_by = viewer.today, viewer.user
        current.save(update_fields=["ends_on", "lifted_by"])
        note_change(viewer, current, Action.UPDATE, step="retention.lift")
        return current


def _extension_refusals(case: Case, viewer: Viewer, until: date, reason: str) -> list[Unmet]:
    term = term_of(case, on=viewer.today)
    if term is None:
        return [Unmet(_("In this case is still worked; its term has not begun."))]
    found = [] if may_keep(viewer, case) else [_up_to()]
    if not reason.strip():
        found.append(Unmet(_("A reason is needed.")))
    if until <= term.due_on:
        found.append(Unmet(_("It is kept until that day already.")))
    if until > years_after(max(term.due_on, viewer.today), LONGEST_YEARS):
        found.append(Unmet(_("One extension is five years at most; after that it is decided anew.")))
    return found


def _up_to() -> Unmet:
    return Unmet(
        _("This is up to process direction, or of an ended case the municipal director."),
        who=CaseFunction.PROCESS_DIRECTION.label,
        forbidden=True,
    )
