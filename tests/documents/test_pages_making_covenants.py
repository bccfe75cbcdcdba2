"""Making a covenant in the back room: import, period, parties, annexes, signatures, audience, the end."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from documents.actions.sign import sign
from documents.models import CovenantState, CovenantVersion, DataCategory
from tests.documents.pages import as_user, covenant_url, now, sent
from tests.documents.word.builders import PARTIES, realistic_covenant_docx
from tests.factories.documents import (
    a_covenant_to_sign,
    a_draft_covenant,
    a_leader,
    a_meeting,
    a_signed_covenant,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation

pytestmark = pytest.mark.django_db
UPLOAD = reverse("backroom:upload", args=["convenant"])


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


@pytest.fixture
def leader():
    return as_user(a_leader())


@pytest.fixture
def draft():
    return a_draft_covenant(
        a_meeting(), [an_organisation("GGZ De Linde"), an_organisation("Politie")], a_municipality()
    )


def url(version, name, *more):
    return covenant_url(version, f"backroom:{name}", *more)


def test_an_imported_covenant_names_what_it_recognised_and_what_not(leader):
    an_organisation(PARTIES[1])
    check = leader.post(UPLOAD, {"file": SimpleUploadedFile("convenant.docx", realistic_covenant_docx())}).url
    shown = leader.get(check)
    recognised = shown.context["report"].recognised
    assert [one.name for one in recognised.parties] == [PARTIES[1]]
    assert recognised.unknown_parties
    leader.post(check, {"title": "Convenant Vaartland", "kind": "sector_covenant", "version": 0})
    version = CovenantVersion.objects.get()
    assert (version.title, version.covenant.kind) == ("Convenant Vaartland", "sector_covenant")


def fields(version, **changed):
    place = a_municipality()
    values = {"title": "Convenant", "kind": "municipal_covenant", "winding_down_days": 60, "territory": [place.key]}
    return sent(version, **values, starts_on="2027-01-01", ends_on="2029-12-31") | changed


def test_period_term_and_territory_are_saved(leader, draft):
    assert leader.post(url(draft, "covenant_fields"), fields(draft)).status_code == 302
    saved = now(draft)
    assert (saved.starts_on.year, saved.ends_on.year, saved.winding_down_days) == (2027, 2029, 60)
    assert saved.territory.count() == 1


def test_a_last_day_before_the_first_is_told_at_its_field(leader, draft):
    response = leader.post(url(draft, "covenant_fields"), fields(draft, ends_on="2026-01-01"))
    assert response.status_code == 422
    assert response.context["form"].errors["ends_on"]


def test_a_covenant_that_changed_meanwhile_shows_ones_own_choice_and_the_other(leader, draft):
    opened, other = fields(draft, title="Mijn titel"), a_leader()
    as_user(other).post(url(draft, "covenant_fields"), fields(draft, title="Zijn titel"))
    response = leader.post(url(draft, "covenant_fields"), opened)
    shown = response.content.decode()
    assert response.status_code == 409
    assert all(words in shown for words in ("Mijn titel", "Zijn titel", other.name))


def test_it_is_said_beforehand_how_many_signatures_a_change_voids(leader, draft):
    version = a_covenant_to_sign(draft)
    party = version.parties.first()
    sign(version, viewer=viewer_of(party.signatory), revision=version.revision)
    pages = [url(version, "covenant_fields"), url(version, "party", party.organisation.key)]
    assert all("If you save this, 1 signature lapses." in leader.get(page).content.decode() for page in pages)


def test_a_party_is_chosen_first_and_filled_in_then(leader, draft):
    newcomer = an_organisation("Wonen Noord")
    director = a_person(newcomer, name="J. Dekker")
    response = leader.post(url(draft, "choose_party"), sent(draft, choice=newcomer.key))
    assert response.url == url(draft, "party", newcomer.key)
    leader.post(response.url, sent(draft, signatory=director.key, mandate="directeur"))
    party = draft.parties.get(organisation=newcomer)
    assert (party.signatory, party.mandate, party.required) == (director, "directeur", False)


def test_only_people_of_the_party_can_be_its_signatory(leader, draft):
    stranger, party = a_person(), draft.parties.first()
    data = sent(draft, signatory=stranger.key, mandate="directeur")
    response = leader.post(url(draft, "party", party.organisation.key), data)
    assert response.status_code == 422
    assert stranger.name not in leader.get(url(draft, "party", party.organisation.key)).content.decode()


def test_a_party_goes_with_its_seats(leader, draft):
    party = draft.parties.first()
    leader.post(url(draft, "remove_party", party.organisation.key), sent(draft))
    assert not draft.parties.filter(pk=party.pk).exists()
    assert not draft.annexes.get().partners.filter(organisation=party.organisation).exists()


def test_an_annex_gets_purpose_basis_participants_and_their_data(leader, draft):
    meeting, organisation = a_meeting(), draft.parties.first().organisation
    behaviour = DataCategory.objects.create(identifier="gedrag", label="Waargenomen gedrag")
    annex = leader.post(url(draft, "choose_meeting"), sent(draft, choice=meeting.key)).url
    leader.post(annex, sent(draft, title="Bijlage PGA", purpose="Veiligheid.", legal_basis="Wgs, artikel 2."))
    chosen = leader.post(url(draft, "choose_partner", meeting.key), sent(draft, choice=organisation.key)).url
    leader.post(chosen, sent(draft, gives=["gedrag"]))
    saved = draft.annexes.get(meeting_type=meeting)
    assert (saved.title, saved.legal_basis) == ("Bijlage PGA", "Wgs, artikel 2.")
    assert [list(one.gives.all()) for one in saved.partners.all()] == [[behaviour]]


def test_writing_an_annex_keeps_who_takes_part(leader, draft):
    annex = draft.annexes.get()
    before = set(annex.partners.values_list("organisation", flat=True))
    leader.post(
        url(draft, "annex", annex.meeting_type.key), sent(draft, title="Nieuwe titel", purpose="P", legal_basis="W")
    )
    assert set(annex.partners.values_list("organisation", flat=True)) == before


def test_an_annex_and_a_participant_are_removed_on_pages_of_their_own(leader, draft):
    annex = draft.annexes.get()
    meeting, organisation = annex.meeting_type.key, draft.parties.first().organisation
    leader.post(url(draft, "remove_partner", meeting, organisation.key), sent(draft))
    assert not annex.partners.filter(organisation=organisation).exists()
    leader.post(url(draft, "remove_annex", meeting), sent(draft))
    assert not draft.annexes.exists()


def test_the_whole_way_from_draft_to_published(leader, draft):
    for method in ("start_consultation", "ready_to_sign"):
        leader.post(covenant_url(draft, "documents:covenant_step", method), sent(draft))
    for party in draft.parties.all():
        as_user(party.signatory).post(covenant_url(draft, "documents:sign"), {"revision": now(draft).revision})
    assert now(draft).state == CovenantState.SIGNED
    leader.post(url(draft, "covenant_audience"), sent(draft, partners="on"))
    assert now(draft).published_at is not None
    assert as_user(a_person(draft.parties.first().organisation)).get(covenant_url(draft)).status_code == 200


def test_a_signed_covenant_is_not_edited_any_more(leader):
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    response = leader.post(url(version, "covenant_fields"), fields(version, title="Te laat"))
    assert response.status_code == 409
    assert "Te laat" in response.content.decode()
    assert now(version).title != "Te laat"


def test_a_covenant_ends_early_with_a_day_and_a_reason(leader):
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    day = (today() + timedelta(days=10)).isoformat()
    assert leader.post(url(version, "terminate"), sent(version, last_day=day, reason="")).status_code == 422
    leader.post(url(version, "terminate"), sent(version, last_day=day, reason="Opgegaan in een ander convenant."))
    assert (now(version).state, now(version).last_day.isoformat()) == (CovenantState.TERMINATED, day)


def test_a_last_day_in_the_past_is_refused_with_the_reason_kept(leader):
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    day = (today() - timedelta(days=1)).isoformat()
    response = leader.post(url(version, "terminate"), sent(version, last_day=day, reason="Opgegaan in een ander."))
    assert response.status_code == 409
    assert "Opgegaan in een ander." in response.content.decode()
    assert now(version).state == CovenantState.SIGNED


def test_the_departure_of_a_party_is_recorded(leader):
    organisation = an_organisation()
    version = a_signed_covenant(a_meeting(), [organisation, an_organisation()], a_municipality())
    leader.post(url(version, "leave", organisation.key), sent(version, last_day=today().isoformat()))
    assert version.parties.get(organisation=organisation).left_on == today()


def test_every_page_of_a_covenant_in_the_making_opens(leader, draft):
    annex, organisation = draft.annexes.get(), draft.parties.first().organisation
    meeting = annex.meeting_type.key
    pages = [
        *(url(draft, name) for name in ("covenant", "covenant_fields", "choose_party", "choose_meeting")),
        *(url(draft, name, organisation.key) for name in ("party", "remove_party")),
        *(url(draft, name, meeting) for name in ("annex", "remove_annex", "choose_partner")),
        *(url(draft, name, meeting, organisation.key) for name in ("partner", "remove_partner")),
    ]
    assert [page for page in pages if leader.get(page).status_code != 200] == []


def test_every_page_of_a_signed_covenant_opens(leader):
    organisation = an_organisation()
    version = a_signed_covenant(a_meeting(), [organisation], a_municipality())
    names = ("covenant", "covenant_audience", "next_covenant", "terminate")
    pages = [*(url(version, name) for name in names), url(version, "leave", organisation.key)]
    assert [page for page in pages if leader.get(page).status_code != 200] == []
