"""D-1: what a covenant opens, day by day, against a table written down separately."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from documents.gate import Cover, coverings, given_by, may_give, missing_cover, parties_in_force
from documents.models import Annex, AnnexPartner, CovenantVersion, DataCategory, Party, Signature
from tests.factories.documents import a_covenant_to_sign, a_draft_covenant, a_meeting, viewer_of
from tests.factories.people import a_municipality, a_person, an_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

SIGNED, FIRST, LAST = date(2026, 1, 10), date(2026, 2, 1), date(2026, 6, 30)


@pytest.fixture
def place():
    return a_municipality("Veldersloot")


@pytest.fixture
def meeting():
    return a_meeting()


def concluded(meeting, organisations, place, **dates) -> CovenantVersion:
    """Signed on 10 January, in force from 1 February to 30 June, winding down for 30 days."""
    version = a_draft_covenant(meeting, organisations, place, starts_on=FIRST, ends_on=LAST)
    for organisation in organisations:
        signed(version, organisation, SIGNED)
    return conclude(version, **dates)


def conclude(version, **dates) -> CovenantVersion:
    usual = {"signed_on": SIGNED, "begins_on": FIRST, "last_day": LAST, "readable_until": LAST + timedelta(days=30)}
    CovenantVersion.objects.filter(pk=version.pk).update(state="signed", **(usual | dates))
    return CovenantVersion.objects.get(pk=version.pk)


def signed(version, organisation, on: date, **fields) -> None:
    party = version.parties.get(organisation=organisation)
    Signature.objects.create(
        version=version,
        organisation=organisation,
        user=party.signatory,
        signed_at=timezone.make_aware(datetime.combine(on, time(12))),
        **({"revision": version.revision} | fields),
    )


def cover(meeting, organisation, place, on: date) -> Cover:
    triple = (meeting.pk, organisation.pk, place.pk)
    return coverings([triple], on=on)[triple].cover


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 9), Cover.NONE),
        (date(2026, 1, 31), Cover.NONE),
        (date(2026, 2, 1), Cover.IN_FORCE),
        (date(2026, 6, 30), Cover.IN_FORCE),
        (date(2026, 7, 1), Cover.WINDING_DOWN),
        (date(2026, 7, 30), Cover.WINDING_DOWN),
        (date(2026, 7, 31), Cover.ENDED),
    ],
)
def test_a_covenant_covers_by_date_with_both_ends_inclusive(meeting, place, on, expected):
    police = an_organisation()
    concluded(meeting, [police], place)
    assert cover(meeting, police, place, on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 4, 30), Cover.IN_FORCE), (date(2026, 5, 1), Cover.ENDED), (date(2026, 7, 1), Cover.ENDED)],
)
def test_a_party_that_leaves_is_ended_the_next_day_without_winding_down(meeting, place, on, expected):
    leaver, stayer = an_organisation(), an_organisation()
    version = concluded(meeting, [leaver, stayer], place)
    Party.objects.filter(version=version, organisation=leaver).update(left_on=date(2026, 4, 30))
    assert cover(meeting, leaver, place, on) == expected
    assert cover(meeting, stayer, place, on) == (Cover.IN_FORCE if on <= LAST else Cover.WINDING_DOWN)


@pytest.mark.parametrize(("on", "expected"), [(date(2026, 3, 14), Cover.NONE), (date(2026, 3, 15), Cover.IN_FORCE)])
def test_a_party_that_accedes_later_is_covered_from_its_own_signature(meeting, place, on, expected):
    first, later = an_organisation(), an_organisation()
    version = a_draft_covenant(meeting, [first, later], place, starts_on=FIRST, ends_on=LAST)
    signed(version, first, SIGNED)
    signed(version, later, date(2026, 3, 15))
    conclude(version)
    assert cover(meeting, later, place, on) == expected


IN_MARCH = date(2026, 3, 1)


def test_a_covenant_that_is_not_concluded_covers_nobody(meeting, place):
    police = an_organisation()
    version = a_draft_covenant(meeting, [police], place, starts_on=FIRST)
    signed(version, police, SIGNED)
    assert cover(meeting, police, place, IN_MARCH) == Cover.NONE


@pytest.mark.parametrize("what", [{"revision": "another text"}, {"declined": True}])
def test_only_a_signature_on_this_text_counts(meeting, place, what):
    police, other = an_organisation(), an_organisation()
    version = a_draft_covenant(meeting, [police, other], place, starts_on=FIRST, ends_on=LAST)
    signed(version, other, SIGNED)
    signed(version, police, SIGNED, **what)
    conclude(version)
    assert cover(meeting, other, place, IN_MARCH) == Cover.IN_FORCE
    assert cover(meeting, police, place, IN_MARCH) == Cover.NONE


def test_another_municipality_meeting_or_organisation_is_not_covered(meeting, place):
    police = an_organisation()
    concluded(meeting, [police], place)
    assert cover(meeting, police, a_municipality(), IN_MARCH) == Cover.NONE
    assert cover(a_meeting(), police, place, IN_MARCH) == Cover.NONE
    assert cover(meeting, an_organisation(), place, IN_MARCH) == Cover.NONE


def test_a_party_without_a_seat_in_the_annex_is_not_covered(meeting, place):
    police, ggz = an_organisation(), an_organisation()
    version = a_draft_covenant(meeting, [police, ggz], place, starts_on=FIRST, ends_on=LAST)
    AnnexPartner.objects.filter(organisation=ggz).delete()
    signed(version, police, SIGNED)
    signed(version, ggz, SIGNED)
    conclude(version)
    assert cover(meeting, ggz, place, IN_MARCH) == Cover.NONE


def test_a_declaration_of_intent_opens_nothing(meeting, place):
    police = an_organisation()
    version = a_draft_covenant(meeting, [police], place)
    version.covenant.kind = "declaration_of_intent"
    version.covenant.save()
    signed(version, police, SIGNED)
    conclude(version)
    assert cover(meeting, police, place, IN_MARCH) == Cover.NONE


def test_of_several_covenants_the_best_one_counts_and_is_named(meeting, place):
    police = an_organisation()
    concluded(meeting, [police], place, last_day=date(2026, 2, 5), readable_until=date(2026, 3, 7))
    winning = concluded(meeting, [police], place)
    concluded(meeting, [police], place, last_day=date(2026, 2, 2), readable_until=date(2026, 2, 3))
    triple = (meeting.pk, police.pk, place.pk)
    found = coverings([triple], on=IN_MARCH)[triple]
    assert (found.cover, found.covenant_version_id, found.last_day) == (Cover.IN_FORCE, winning.pk, LAST)
    assert winning.covenant.number in found.clause


def test_any_number_of_triples_takes_three_queries(meeting, place, django_assert_num_queries):
    organisations = [an_organisation() for _ in range(4)]
    concluded(meeting, organisations, place)
    concluded(meeting, organisations[:2], place)
    triples = [(meeting.pk, organisation.pk, place.pk) for organisation in organisations]
    with django_assert_num_queries(3):
        found = coverings(triples, on=IN_MARCH)
    assert {covering.cover for covering in found.values()} == {Cover.IN_FORCE}


def test_an_organisation_gives_only_what_the_annex_lets_it_give(meeting, place):
    police = an_organisation()
    contacts, housing = (DataCategory.objects.create(identifier=name, label=name) for name in ("contacts", "housing"))
    version = a_draft_covenant(meeting, [police], place, starts_on=FIRST, ends_on=LAST)
    AnnexPartner.objects.get(organisation=police).gives.add(contacts)
    signed(version, police, SIGNED)
    conclude(version)
    triple = (meeting.pk, police.pk, place.pk)
    given = may_give(triple, contacts.pk, on=IN_MARCH)
    assert given is not None
    assert given.covenant_version_id == version.pk
    assert may_give(triple, housing.pk, on=IN_MARCH) is None
    assert may_give(triple, contacts.pk, on=date(2026, 7, 1)) is None
    assert given_by(triple, on=IN_MARCH) == {contacts.pk}
    assert given_by(triple, on=date(2026, 7, 1)) == set()


def test_what_several_covenants_let_give_is_asked_at_once(meeting, place, django_assert_num_queries):
    police = an_organisation()
    kinds = [DataCategory.objects.create(identifier=f"kind-{number}", label="Soort") for number in range(4)]
    for kind in kinds[:3]:
        version = a_draft_covenant(meeting, [police], place, starts_on=FIRST, ends_on=LAST)
        AnnexPartner.objects.get(organisation=police, annex__version=version).gives.add(kind)
        signed(version, police, SIGNED)
        conclude(version)
    triple = (meeting.pk, police.pk, place.pk)
    with django_assert_num_queries(4):
        given = given_by(triple, on=IN_MARCH)
    assert (
        given == {kind.pk for kind in kinds if may_give(triple, kind.pk, on=IN_MARCH)} == {one.pk for one in kinds[:3]}
    )


def test_partners_are_the_parties_to_a_covenant_in_force(meeting, place):
    police, gone = an_organisation(), an_organisation()
    version = concluded(meeting, [police, gone], place)
    Party.objects.filter(version=version, organisation=gone).update(left_on=date(2026, 2, 20))
    assert set(parties_in_force(IN_MARCH)) == {police.pk}
    assert set(parties_in_force(date(2026, 7, 1))) == set()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda v, o: Party.objects.filter(organisation=o).delete(), "no party to covenant"),
        (lambda v, o: AnnexPartner.objects.filter(organisation=o).delete(), "does not name them"),
        (lambda v, o: v.territory.clear(), "does not hold in that municipality"),
        (lambda v, o: Annex.objects.filter(version=v).update(meeting_type=a_meeting()), "No covenant has an annex"),
    ],
)
def test_the_refusal_names_what_is_missing(meeting, place, spoil, words):
    police = an_organisation("Politie")
    version = a_draft_covenant(meeting, [police, an_organisation()], place, starts_on=FIRST, ends_on=LAST)
    signed(version, police, SIGNED)
    spoil(version, police)
    conclude(version)
    with translation.override("en"):
        missing = missing_cover((meeting.pk, police.pk, place.pk), on=IN_MARCH)
    assert "Politie" in str(missing.text)
    assert words in str(missing.text)


def test_a_missing_signature_is_for_the_signatory_by_name(meeting, place):
    police, ggz = an_organisation(), an_organisation()
    version = a_draft_covenant(meeting, [police, ggz], place, starts_on=FIRST, ends_on=LAST)
    signed(version, police, SIGNED)
    conclude(version)
    missing = missing_cover((meeting.pk, ggz.pk, place.pk), on=IN_MARCH)
    assert missing.who == version.parties.get(organisation=ggz).signatory.name
    assert version.covenant.number in str(missing.text)


def test_a_draft_covenant_is_not_named_to_who_may_not_see_it(meeting, place):
    police = an_organisation()
    version = a_draft_covenant(meeting, [police], place, starts_on=FIRST)
    missing = missing_cover((meeting.pk, police.pk, place.pk), on=IN_MARCH)
    assert version.covenant.number not in str(missing.text)
    assert missing.url == ""


DAYS = st.integers(0, 20)


@given(
    begins=DAYS,
    lasts=st.none() | DAYS,
    term=st.integers(0, 5),
    signs=st.none() | DAYS,
    leaves=st.none() | DAYS,
    on=DAYS,
)
def test_the_gate_agrees_with_the_table_on_every_day(begins, lasts, term, signs, leaves, on):
    """D-1 as a reader would do it: walk through the days and keep a diary."""
    meeting, place, police, other = a_meeting(), a_municipality(), an_organisation(), an_organisation()
    version = a_draft_covenant(meeting, [police, other], place, starts_on=FIRST)
    if signs is not None:
        signed(version, police, FIRST + timedelta(days=signs))
    Party.objects.filter(version=version, organisation=police).update(left_on=_nth(leaves))
    last, readable = _nth(lasts), _nth(None if lasts is None else lasts + term)
    conclude(version, signed_on=FIRST, begins_on=_nth(begins), last_day=last, readable_until=readable)
    assert cover(meeting, police, place, _nth(on)) == diary(begins, lasts, term, signs, leaves)[on]
    assert (police.pk in parties_in_force(_nth(on))) == (
        diary(begins, lasts, term, signs, leaves)[on] == Cover.IN_FORCE
    )


def _nth(number: int | None) -> date | None:
    return None if number is None else FIRST + timedelta(days=number)


def diary(begins, lasts, term, signs, leaves) -> dict[int, Cover]:
    pages = {}
    for day in range(21):
        if signs is None or day < signs or day < begins:
            pages[day] = Cover.NONE
        elif leaves is not None and day > leaves:
            pages[day] = Cover.ENDED
        elif lasts is None or day <= lasts:
            pages[day] = Cover.IN_FORCE
        else:
            pages[day] = Cover.WINDING_DOWN if day <= lasts + term else Cover.ENDED
    return pages


def test_who_may_see_the_covenant_is_led_to_it(meeting, place):
    police, ggz = an_organisation(), an_organisation()
    version = a_covenant_to_sign(a_draft_covenant(meeting, [police, ggz], place))
    triple = (meeting.pk, ggz.pk, place.pk)
    insider, outsider = viewer_of(a_person(police)), viewer_of(a_person())
    found = missing_cover(triple, on=IN_MARCH, viewer=insider)
    assert (found.url, version.covenant.number in str(found.text)) == (version.get_absolute_url(), True)
    assert missing_cover(triple, on=IN_MARCH, viewer=outsider).url == ""
