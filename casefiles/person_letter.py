"""What the letters to the person say, as far as the case knows it; the rest is asked as for letters on a referral."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import override

from access.viewer import Viewer
from casefiles.letter_values import holder
from casefiles.models import Case, Client, Membership
from casefiles.selectors.place import role_name
from casefiles.standing import day
from documents.gate import coverings
from documents.letter_fields import Value
from documents.models import Annex, CaseFunction, LetterPurpose, LetterVersion

PURPOSES = (LetterPurpose.NOTICE, LetterPurpose.CONSENT)


def template_in_use(purpose: str, *, viewer: Viewer) -> LetterVersion | None:
    rows = LetterVersion.objects.visible_to(viewer).in_use()
    return rows.filter(template__purpose=purpose).select_related("template", "file").first()


def person_values(case: Case, *, viewer: Viewer) -> dict[str, Value]:
    """Field → value, as far as the case knows it and this viewer may see it. A letter is Dutch."""
    with override("nl"):
        found = [*_of_person(case, viewer), *_of_case(case), *_of_direction(case), *_of_meeting(case, viewer)]
    return {name: value for name, value in found if value}


def _of_person(case: Case, viewer: Viewer) -> Iterator[tuple[str, Value]]:
    client = Client.objects.visible_to(viewer).filter(case=case).first()
    if client:
        yield "persoon.naam", client.name
        yield "persoon.geboortedatum", day(client.birth_date) if client.birth_date else ""


def _of_case(case: Case) -> Iterator[tuple[str, Value]]:
    yield "brief.kenmerk", case.key
    yield "casus.code", case.key
    yield "casus.gemeente", case.municipality.name
    yield "casus.opgenomen_op", day(timezone.localdate(case.opened_at))
    referral = getattr(case, "referral", None)
    if referral:
        yield "casus.aangemeld_door", referral.organisation.name
        yield "casus.aangemeld_op", day(timezone.localdate(referral.created_at))


def _of_direction(case: Case) -> Iterator[tuple[str, Value]]:
    for field, function in (
        ("procesregie", CaseFunction.PROCESS_DIRECTION),
        ("casusregie", CaseFunction.CASE_DIRECTION),
        ("casemanager", CaseFunction.CARE_DIRECTION),
    ):
        if person := holder(case.pk, function):
            yield f"casus.{field}", f"{person.name}, {role_name(case, function)}"


def _of_meeting(case: Case, viewer: Viewer) -> Iterator[tuple[str, Value]]:
    yield "overleg.naam", case.meeting_type.alias or case.meeting_type.name
    members = Membership.objects.visible_to(viewer).current(viewer.today).filter(case=case)
    organisations = sorted(set(members.values_list("organisation__name", flat=True)))
    yield "overleg.deelnemers", [{"naam": name} for name in organisations]
    triple = (case.meeting_type_id, viewer.user.organisation_id, case.municipality_id)
    covering = coverings([triple], on=viewer.today)[triple]
    annex = Annex.objects.filter(version_id=covering.covenant_version_id, meeting_type_id=case.meeting_type_id).first()
    if annex:
        yield "overleg.doel", annex.purpose
        yield "overleg.grondslag", annex.legal_basis or covering.clause
