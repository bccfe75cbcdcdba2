"""What a letter on a referral or to the person says, as far as it is known; a letter is Dutch, the rest is asked."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import override

from access.viewer import Viewer
from accounts.models import User
from casefiles.models import Case, Client, LetterKind, Membership, Referral, ReferralState
from casefiles.selectors.place import role_name
from casefiles.standing import day
from documents.gate import coverings
from documents.letter_fields import FIELDS, Value
from documents.models import Annex, CaseFunction, LetterVersion
from workflows.models import Transition

S = ReferralState
# Dutch, as the letters; printed where a template speaks of another outcome without a condition.
NOT_APPLICABLE = "niet van toepassing"
# What only the house itself fills in, once, for every letter.
OF_THE_HOUSE = ("huis.", "regio.", "brief.", "afzender.")


def template_in_use(purpose: str, *, viewer: Viewer) -> LetterVersion | None:
    rows = LetterVersion.objects.visible_to(viewer).in_use()
    return rows.filter(template__purpose=purpose).select_related("template", "file").first()


def referral_values(referral: Referral, kind: str, *, addressee: User) -> dict[str, Value]:
    """Field → value, as far as the system knows it; what it does not know is asked of who makes the letter."""
    with override("nl"):
        return _known(
            _of_referral(referral),
            _of_direction(referral),
            _of_meeting(
                referral,
                referral.organisation_id,
                on=timezone.localdate(referral.decided_at or timezone.now()),
            ),
            _of_outcome(referral),
            _of_addressee(referral, kind, addressee),
        )


def person_values(case: Case, *, viewer: Viewer) -> dict[str, Value]:
    """Of what this viewer may see. How a director is reached is asked: the person is given what suits them."""
    with override("nl"):
        return _known(
            _of_client(case, viewer),
            _of_case(case),
            _of_meeting(case, viewer.user.organisation_id, on=viewer.today),
            _of_team(case, viewer),
        )


def _known(*found: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    """What is said later counts."""
    return {name: value for values in found for name, value in values if value or isinstance(value, bool)}


def unknown_fields(version: LetterVersion, known: Iterable[str]) -> list[str]:
    """The texts that this template speaks of and the system does not know, in the order of the template's own list."""
    held = set(known)
    texts = [name for name in version.fields if name in FIELDS and name not in held]
    return [
        name
        for name in texts
        if not (FIELDS[name].is_list or FIELDS[name].is_yes_or_no or name.startswith(OF_THE_HOUSE))
    ]


def asked_fields(version: LetterVersion, known: Iterable[str], *, referral: Referral) -> list[str]:
    """Of those, what this outcome can speak of: without a case nobody is asked who directs it."""
    unknown = unknown_fields(version, known)
    if referral.state != S.HANDED_OVER:
        unknown = [name for name in unknown if name != "uitkomst.overgedragen_aan"]
    return unknown if referral.case else [name for name in unknown if not name.startswith("casus.")]


def holder(case_id: int | None, function: str) -> User | None:
    """Who holds this function in the case today."""
    held = Membership.objects.current(timezone.localdate()).filter(case=case_id, function=function)
    member = held.filter(user__is_active=True).select_related("user__organisation").first()
    return member.user if member else None


def care_case_manager(referral: Referral) -> User | None:
    return holder(referral.case_id, CaseFunction.CARE_DIRECTION)


def _of_referral(referral: Referral) -> Iterable[tuple[str, Value]]:
    decided = referral.decided_at or timezone.now()
    yield "brief.kenmerk", referral.case.key if referral.case else referral.key
    yield from _of_person(referral.client_name, referral.birth_date)
    yield "casus.code", referral.case.key if referral.case else ""
    yield "casus.gemeente", referral.municipality.name
    yield "casus.aangemeld_op", day(timezone.localdate(referral.submitted_at or referral.created_at))
    yield "casus.aangemeld_door", referral.organisation.name
    yield "casus.opgenomen_op", day(timezone.localdate(decided)) if referral.case else ""
    yield "uitkomst.besloten_op", day(timezone.localdate(decided))


def _of_person(name: str, birth_date: date | None) -> Iterable[tuple[str, Value]]:
    yield "persoon.naam", name
    yield "persoon.geboortedatum", day(birth_date) if birth_date else ""


def _of_client(case: Case, viewer: Viewer) -> Iterable[tuple[str, Value]]:
    client = Client.objects.visible_to(viewer).filter(case=case).first()
    return _of_person(client.name, client.birth_date) if client else ()


def _of_case(case: Case) -> Iterable[tuple[str, Value]]:
    yield "brief.kenmerk", case.key
    yield "casus.code", case.key
    yield "casus.gemeente", case.municipality.name
    yield "casus.opgenomen_op", day(timezone.localdate(case.opened_at))
    referral = getattr(case, "referral", None)
    if referral:
        yield "casus.aangemeld_door", referral.organisation.name
        yield "casus.aangemeld_op", day(timezone.localdate(referral.created_at))


def _of_team(case: Case, viewer: Viewer) -> Iterable[tuple[str, Value]]:
    """Who sits around the table now, and not who could by the annex."""
    members = Membership.objects.visible_to(viewer).current(viewer.today).filter(case=case)
    names = sorted(set(members.values_list("organisation__name", flat=True)))
    yield "overleg.deelnemers", [{"naam": name} for name in names]
    for field, function in (
        ("procesregie", CaseFunction.PROCESS_DIRECTION),
        ("casusregie", CaseFunction.CASE_DIRECTION),
        ("casemanager", CaseFunction.CARE_DIRECTION),
    ):
        if person := holder(case.pk, function):
            yield f"casus.{field}", person.name


def _of_direction(referral: Referral) -> Iterable[tuple[str, Value]]:
    """Where no case opened, who decided is who can be asked."""
    people: Mapping[str, User | None] = {
        "procesregie": referral.process_direction or referral.decided_by,
        "casusregie": referral.case_direction,
        "casemanager": care_case_manager(referral) if referral.case else None,
    }
    for name, person in people.items():
        yield f"casus.{name}", person.name if person else ""
        yield f"casus.{name}_contact", person.email if person else ""


def _of_meeting(of: Referral | Case, organisation_id: int, *, on: date) -> Iterable[tuple[str, Value]]:
    """By the annex that covers this organisation on this day."""
    yield "overleg.naam", of.meeting_type.alias or of.meeting_type.name
    triple = (of.meeting_type_id, organisation_id, of.municipality_id)
    covering = coverings([triple], on=on)[triple]
    annex = Annex.objects.filter(version=covering.covenant_version_id, meeting_type=of.meeting_type_id).first()
    if annex:
        partners = annex.partners.select_related("organisation")
        yield "overleg.doel", annex.purpose
        yield "overleg.grondslag", annex.legal_basis or covering.clause
        yield "overleg.deelnemers", [{"naam": one.organisation.name} for one in partners]


def _of_outcome(referral: Referral) -> Iterable[tuple[str, Value]]:
    yield "uitkomst.aangenomen", referral.state == S.ACCEPTED
    yield "uitkomst.overgedragen", referral.state == S.HANDED_OVER
    yield "uitkomst.advies", referral.state == S.ADVICE_GIVEN
    moved = Transition.objects.filter(
        noun=referral._meta.label_lower, thing_id=referral.pk, target=referral.state
    ).select_related("reason")
    last = moved.first()
    yield "uitkomst.toelichting", last.reason.text if last and hasattr(last, "reason") else ""


def _of_addressee(referral: Referral, kind: str, addressee: User) -> Iterable[tuple[str, Value]]:
    functions = {
        LetterKind.OUTCOME: "aanmelder",
        LetterKind.DIRECTOR: role_name_of(referral, CaseFunction.PROCESS_DIRECTION),
        LetterKind.CARE: role_name_of(referral, CaseFunction.CARE_DIRECTION),
    }
    yield "ontvanger.naam", addressee.name
    yield "ontvanger.functie", functions[LetterKind(kind)]
    yield "ontvanger.organisatie", addressee.organisation.name


def role_name_of(referral: Referral, function: str) -> str:
    return role_name(referral.case, function) if referral.case else str(CaseFunction(function).label)
