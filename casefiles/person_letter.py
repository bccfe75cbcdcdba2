"""What the letters to the person say: what the case knows, and which fields are still asked of who makes the letter."""

from collections.abc import Iterator, Mapping

from django.utils import timezone
from django.utils.translation import override

from access.viewer import Viewer
from accounts.models import User
from casefiles.models import Case, Client, Membership
from casefiles.selectors.place import role_name
from casefiles.standing import day
from documents.gate import coverings
from documents.letter_fields import FIELDS, Value
from documents.models import Annex, CaseFunction, LetterPurpose, LetterVersion

PURPOSES = (LetterPurpose.NOTICE, LetterPurpose.CONSENT)
# Known to the house itself, or made with the letter.
OF_THE_HOUSE = ("huis.", "regio.", "brief.", "afzender.")


def template_in_use(purpose: str, *, viewer: Viewer) -> LetterVersion | None:
    rows = LetterVersion.objects.visible_to(viewer).in_use()
    return rows.filter(template__purpose=purpose).select_related("template", "file").first()


def person_values(case: Case, *, viewer: Viewer) -> dict[str, Value]:
    """Field → value, as far as the case knows it and this viewer may see it. A letter is Dutch."""
    with override("nl"):
        found = [*_of_person(case, viewer), *_of_case(case), *_of_direction(case), *_of_meeting(case, viewer)]
    return {name: value for name, value in found if value}


def asked_fields(version: LetterVersion, known: Mapping[str, Value]) -> list[str]:
    """The texts of this template that nobody knows yet, in the order of the template."""
    return [
        name
        for name in version.fields
        if name in FIELDS
        and name not in known
        and not FIELDS[name].is_list
        and not FIELDS[name].is_yes_or_no
        and not name.startswith(OF_THE_HOUSE)
    ]


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
        if person := _holder(case, function):
            yield f"casus.{field}", f"{person.name}, {role_name(case, function)}"


def _holder(case: Case, function: str) -> User | None:
    held = Membership.objects.current(timezone.localdate()).filter(case=case, function=function, user__is_active=True)
    member = held.select_related("user").first()
    return member.user if member else None


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
