"""Who writes, discloses and ends in a circle of care: its members today, for their own institution (D-15, D-20)."""

from collections.abc import Sequence

from access.doors import may_see
from access.viewer import Viewer
from accounts.models import OrganisationKind
from casefiles.medical_rules import MEDICAL
from casefiles.models import Case, MedicalRecord
from casefiles.rules import cases, held_by_kind
from casefiles.selectors.circles import members_today
from casefiles.standing import Mode, Standing, standings_in
from documents.models import CaseFunction

# Who keeps treatment records; whoever directs a case without being one of these has none to write.
CARE_KINDS = frozenset({OrganisationKind.GGZ, OrganisationKind.CARE_PROVIDER, OrganisationKind.ADDICTION_CARE})


def care_places(viewer: Viewer, case: Case) -> list[Standing]:
    """The viewer's places in a circle of care, whatever the covenant leaves of them."""
    return [one for one in standings_in(viewer, case.pk) if in_care(one)]


def in_care(standing: Standing) -> bool:
    """In the circle of an institution that keeps treatment records. The desk is in no circle."""
    if standing.function == CaseFunction.DESK or standing.membership.organisation.kind not in CARE_KINDS:
        return False
    return standing.membership.in_care or standing.function == CaseFunction.CASE_DIRECTION


def opens_care(viewer: Viewer, case: Case) -> bool:
    """Whether there is a page about care for this viewer: they are in a circle of care, or something was disclosed."""
    if care_places(viewer, case):
        return True
    told = case.pk in cases(held_by_kind(viewer.grants), MEDICAL)
    return told and MedicalRecord.objects.visible_to(viewer).filter(case=case).exists()


def may_write_medical(viewer: Viewer, case: Case) -> Standing | None:
    """While the case is open and a covenant in force: that lets them be in the case, and is no ground for more."""
    if not case.is_open or case.merged_into_id is not None:
        return None
    return next((one for one in care_places(viewer, case) if one.mode == Mode.FULL), None)


def may_disclose(viewer: Viewer, record: MedicalRecord) -> Standing | None:
    """Changing and disclosing: whoever is in the circle of care of its source, the writer or a colleague."""
    if not record.case.is_open or record.case.merged_into_id is not None:
        return None
    return next((one for one in _of_source(viewer, record) if one.mode == Mode.FULL), None)


def may_end_disclosure(viewer: Viewer, record: MedicalRecord) -> Standing | None:
    """Also when the case is closed or the covenant ended: what protects is never too late."""
    return next(iter(_of_source(viewer, record)), None)


def may_be_told(record: MedicalRecord, *, viewer: Viewer) -> Sequence[Viewer]:
    """Members of the case today who do not read it, the desk and who discloses apart."""
    return [
        one
        for one in members_today(record.case, viewer=viewer)
        if one.user != viewer.user and not may_see(one, record) and _has_full_place(one, record.case)
    ]


def _of_source(viewer: Viewer, record: MedicalRecord) -> list[Standing]:
    own = record.source_organisation_id
    return [one for one in care_places(viewer, record.case) if one.membership.organisation_id == own]


def _has_full_place(viewer: Viewer, case: Case) -> bool:
    return any(
        one.mode == Mode.FULL and one.replacement is None and one.function != CaseFunction.DESK
        for one in standings_in(viewer, case.pk)
    )
