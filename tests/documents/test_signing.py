"""A covenant from draft to signed: who signs what, and what a change of text does to it."""

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404

from documents.actions.edit_covenant import (
    AnnexFields,
    CovenantFields,
    PartnerFields,
    PartyFields,
    edit_covenant,
    remove_annex,
    set_annex,
    set_parties,
)
from documents.actions.next_version import start_next_version
from documents.actions.sign import Ending, decline, leave, sign, start_consultation, terminate
from documents.gate import Cover, coverings
from documents.machines import COVENANT
from documents.models import AnnexPartner, CovenantVersion, DataCategory, Party, Standing
from documents.storage import read_private
from search.models import PendingChange
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_leader,
    a_meeting,
    a_signed_covenant,
    sealed,
    signed_by_all,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from workflows.fire import fire
from workflows.inbox import waiting_for
from workflows.refusals import Stale, StepRefused

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def draft():
    return a_draft_covenant(a_meeting(), [an_organisation(), an_organisation()], a_municipality())


def signatories(version):
    return [viewer_of(party.signatory) for party in version.parties.order_by("pk")]


def standing(version, on=None) -> str:
    return CovenantVersion.objects.with_standing(on or today()).get(pk=version.pk).standing


def change_title(version, title="Een andere titel"):
    fields = CovenantFields(
        title, "municipal_covenant", version.starts_on, version.ends_on, 30, tuple(version.territory.all())
    )
    return edit_covenant(version, viewer=viewer_of(a_leader()), expected_version=version.version, fields=fields)


def test_the_last_required_signature_concludes_the_covenant(draft):
    version = a_covenant_to_sign(draft)
    first, last = signatories(version)
    version = sign(version, viewer=first, revision=version.revision)
    assert (version.state, standing(version)) == ("ready_to_sign", Standing.PARTIALLY_SIGNED)
    version = sign(version, viewer=last, revision=version.revision)
    assert (version.state, standing(version)) == ("signed", Standing.IN_FORCE)
    assert (version.signed_on, version.begins_on, version.last_day) == (today(), today(), version.ends_on)


def test_a_party_that_is_not_required_may_sign_afterwards(draft):
    later = draft.parties.last()
    Party.objects.filter(pk=later.pk).update(required=False)
    version = signed_by_all(a_covenant_to_sign(sealed(draft)))
    assert version.state == "signed"
    version = sign(version, viewer=viewer_of(later.signatory), revision=version.revision)
    assert set(version.parties.signed()) == set(version.parties.all())


def test_any_change_of_text_voids_the_signatures(draft):
    version = a_covenant_to_sign(draft)
    version = sign(version, viewer=signatories(version)[0], revision=version.revision)
    version = change_title(version)
    assert not version.parties.signed().exists()
    assert standing(version) == Standing.READY_TO_SIGN


def test_signing_a_text_that_has_changed_since_it_was_read_is_refused(draft):
    version = a_covenant_to_sign(draft)
    read = version.revision
    version = change_title(version)
    with pytest.raises(Stale):
        sign(version, viewer=signatories(version)[0], revision=read)
    assert not version.signatures.exists()


def test_a_hash_that_does_not_match_the_rows_is_never_signed(draft):
    version = a_covenant_to_sign(draft)
    version.annexes.update(purpose="Buiten de acties om veranderd.")
    with pytest.raises(Stale):
        sign(version, viewer=signatories(version)[0], revision=version.revision)


def test_only_the_named_signatory_signs(draft):
    version = a_covenant_to_sign(draft)
    colleague = a_person(version.parties.first().organisation, "signatory")
    with pytest.raises(StepRefused) as refused:
        sign(version, viewer=viewer_of(colleague), revision=version.revision)
    assert refused.value.status == 403


def test_a_signatory_sees_no_text_that_is_not_ready_to_sign(draft):
    version = start_consultation(draft, viewer=viewer_of(a_leader()), expected_version=draft.version)
    Party.objects.filter(version=version).update(signatory=a_person())
    with pytest.raises(Http404):
        sign(version, viewer=signatories(version)[0], revision=version.revision)


def test_a_covenant_waits_for_signatories_until_they_signed(draft):
    version = a_covenant_to_sign(draft)
    first, last = signatories(version)
    sign(version, viewer=first, revision=version.revision)
    assert list(waiting_for(first, COVENANT)) == []
    assert list(waiting_for(last, COVENANT)) == [version]


def test_nobody_signs_twice(draft):
    version = a_covenant_to_sign(draft)
    first = signatories(version)[0]
    version = sign(version, viewer=first, revision=version.revision)
    with pytest.raises(StepRefused):
        sign(version, viewer=first, revision=version.revision)
    assert version.signatures.count() == 1


def test_declining_is_kept_with_its_reason_and_is_no_signature(draft):
    version = a_covenant_to_sign(draft)
    viewer = signatories(version)[0]
    with pytest.raises(StepRefused):
        decline(version, viewer=viewer, revision=version.revision, reason=" ")
    decline(version, viewer=viewer, revision=version.revision, reason="Artikel 4 gaat te ver.")
    assert version.signatures.get().reason == "Artikel 4 gaat te ver."
    assert not version.parties.signed().exists()


def test_an_incomplete_covenant_is_refused_with_everything_that_is_missing(draft):
    version = start_consultation(draft, viewer=viewer_of(a_leader()), expected_version=draft.version)
    version.territory.clear()
    version.parties.update(mandate="")
    version.annexes.update(legal_basis="")
    with pytest.raises(StepRefused) as refused:
        a_step("covenant.ready_to_sign", version)
    assert len(refused.value.unmet) == 3


def a_step(step, version, **options):
    return fire(step, version, viewer=viewer_of(a_leader()), expected_version=version.version, **options)


def test_the_signed_text_is_kept_as_a_word_file_for_who_may_read_it():
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    assert version.adopted is not None
    assert version.adopted.audience == version.audience
    assert read_private(version.adopted.path, sha256=version.adopted.sha256).startswith(b"PK")


def test_ending_early_winds_down_from_the_chosen_day():
    police, place, meeting = an_organisation(), a_municipality(), a_meeting()
    version = a_signed_covenant(meeting, [police], place)
    ending = Ending(today() + timedelta(days=10), "De partijen stoppen ermee.")
    version = terminate(version, viewer=viewer_of(a_leader()), expected_version=version.version, ending=ending)
    triple = (meeting.pk, police.pk, place.pk)
    days = {10: Cover.IN_FORCE, 11: Cover.WINDING_DOWN, 40: Cover.WINDING_DOWN, 41: Cover.ENDED}
    assert {n: coverings([triple], on=today() + timedelta(days=n))[triple].cover for n in days} == days


def test_a_covenant_cannot_be_ended_in_the_past():
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    ending = Ending(today() - timedelta(days=1), "Te laat bedacht.")
    with pytest.raises(StepRefused):
        terminate(version, viewer=viewer_of(a_leader()), expected_version=version.version, ending=ending)
    assert CovenantVersion.objects.get(pk=version.pk).stops_on is None


def test_a_party_leaves_on_its_own_day_and_voids_no_signature(draft):
    version = signed_by_all(a_covenant_to_sign(draft))
    leaver, stayer = version.parties.order_by("pk")
    leave(leaver, viewer=viewer_of(leaver.signatory), expected_version=version.version, last_day=today())
    tomorrow = today() + timedelta(days=1)
    assert list(version.parties.in_force(tomorrow)) == [stayer]
    assert set(version.parties.in_force(today())) == {leaver, stayer}


def test_another_partys_signatory_cannot_make_a_party_leave(draft):
    version = signed_by_all(a_covenant_to_sign(draft))
    leaver, other = version.parties.order_by("pk")
    with pytest.raises(StepRefused):
        leave(leaver, viewer=viewer_of(other.signatory), expected_version=version.version, last_day=today())


STANDINGS = {0: Standing.NOT_YET_BEGUN, 5: Standing.IN_FORCE, 20: Standing.IN_FORCE, 21: Standing.WINDING_DOWN}
STANDINGS |= {27: Standing.WINDING_DOWN, 28: Standing.EXPIRED}


@pytest.mark.parametrize(("days", "expected"), STANDINGS.items())
def test_what_a_covenant_is_follows_from_the_day_alone(days, expected):
    start = today()
    period = {"starts_on": start + timedelta(days=5), "ends_on": start + timedelta(days=20), "winding_down_days": 7}
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality(), **period)
    on = start + timedelta(days=days)
    assert standing(version, on) == expected
    assert CovenantVersion.objects.in_force(on).exists() == (expected == Standing.IN_FORCE)


def test_the_day_is_counted_in_amsterdam():
    period = {"starts_on": today(), "ends_on": today() + timedelta(days=10)}
    with time_machine.travel("2026-07-01T23:30:00Z", tick=False):
        version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality(), **period)
    # Half past one at night in Amsterdam.
    assert version.signed_on.isoformat() == "2026-07-02"


def test_the_first_state_is_seen_by_project_leaders_alone(draft):
    people = [
        a_person(draft.parties.first().organisation),
        draft.parties.first().signatory,
        a_person(None, "administrator"),
    ]
    seen = [CovenantVersion.objects.visible_to(viewer_of(user)).exists() for user in [a_leader(), *people]]
    assert seen == [True, False, False, False]


def test_consultation_shows_it_to_the_parties_and_sending_back_hides_it_again(draft):
    someone = a_person(draft.parties.first().organisation)
    version = a_step("covenant.start_consultation", draft)
    assert CovenantVersion.objects.visible_to(viewer_of(someone)).exists()
    a_step("covenant.send_back", version, reason="Bijlage 2 ontbreekt.")
    assert not CovenantVersion.objects.visible_to(viewer_of(someone)).exists()


def test_a_party_that_is_added_or_dropped_while_consulting_sees_it_from_then_on_or_no_more(draft):
    version = a_step("covenant.start_consultation", draft)
    kept, dropped = [party.organisation for party in version.parties.order_by("pk")]
    added = an_organisation()
    fields = [PartyFields(kept), PartyFields(added)]
    set_parties(version, viewer=viewer_of(a_leader()), expected_version=version.version, parties=fields)
    people = [a_person(organisation) for organisation in (kept, added, dropped)]
    assert [CovenantVersion.objects.visible_to(viewer_of(one)).exists() for one in people] == [True, True, False]
    assert PendingChange.objects.order_by("pk").last().narrowed


def test_parties_and_annexes_are_written_and_taken_away(draft):
    leader, meeting, police = viewer_of(a_leader()), a_meeting(), an_organisation()
    contacts = DataCategory.objects.create(identifier="contacts", label="Contactgegevens")
    fields = AnnexFields(meeting, "Bijlage 2", partners=(PartnerFields(police, gives=(contacts,)),))
    before = draft.revision
    version = set_annex(draft, viewer=leader, expected_version=1, annex=fields)
    assert AnnexPartner.objects.get(organisation=police).gives.get() == contacts
    assert version.revision != before
    version = remove_annex(version.annexes.get(meeting_type=meeting), viewer=leader, expected_version=version.version)
    assert version.revision == before


def test_a_party_that_signed_an_earlier_text_can_still_be_dropped(draft):
    version = a_covenant_to_sign(draft)
    signer = version.parties.order_by("pk").first()
    version = sign(version, viewer=viewer_of(signer.signatory), revision=version.revision)
    leader = viewer_of(a_leader())
    version = set_parties(version, viewer=leader, expected_version=version.version, parties=[])
    assert (version.parties.count(), version.signatures.count()) == (0, 1)


def test_the_title_of_a_signed_series_stays(draft):
    version = signed_by_all(a_covenant_to_sign(draft))
    copy = start_next_version(version, viewer=viewer_of(a_leader()), expected_version=version.version)
    with pytest.raises(StepRefused):
        change_title(copy)
