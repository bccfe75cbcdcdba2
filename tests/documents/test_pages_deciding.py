"""Signing, declining, voting and sending back on the page: what each sees, and that nothing typed is lost."""

import pytest
from django.urls import reverse
from django.utils import translation

from documents.actions.decide_matrix import propose_matrix
from documents.actions.edit_covenant import CovenantFields, edit_covenant
from documents.actions.edit_matrix import edit_row
from documents.actions.next_version import start_next_version
from documents.models import CovenantState, MatrixRow, MatrixState
from tests.documents.pages import as_user, covenant_url, matrix_url, now, sent
from tests.factories.documents import (
    a_covenant_to_sign,
    a_director,
    a_draft_covenant,
    a_leader,
    a_meeting,
    a_proposed_matrix,
    an_adopted_matrix,
    people_for_roles,
    sealed,
    signed_by_all,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation

pytestmark = pytest.mark.django_db
REASON = "Ons bestuur wil de bijlage eerst bespreken."


@pytest.fixture(autouse=True)
def english():
    people_for_roles("municipal_director", "safety_broker")
    with translation.override("en"):
        yield


@pytest.fixture
def version():
    return a_covenant_to_sign(a_draft_covenant(a_meeting(), [an_organisation("GGZ De Linde")], a_municipality()))


@pytest.fixture
def signatory(version):
    return version.parties.get().signatory


@pytest.fixture
def matrix():
    a_meeting()
    return a_proposed_matrix({"safety_broker": ["case.scale_up"]})


def sign_url(version):
    return covenant_url(version, "documents:sign")


def change_the_text(version):
    fields = CovenantFields("Anders", "municipal_covenant", today(), None, 30)
    edit_covenant(version, viewer=viewer_of(a_leader()), expected_version=now(version).version, fields=fields)


def test_a_signatory_reads_the_whole_text_with_its_hash(version, signatory):
    response = as_user(signatory).get(sign_url(version))
    shown = response.content.decode()
    assert version.revision in shown
    assert "Veilig samenwerken." in shown
    assert "You sign for GGZ De Linde." in shown


def test_the_signature_of_the_last_party_concludes_the_covenant(version, signatory):
    response = as_user(signatory).post(sign_url(version), {"revision": version.revision})
    assert response.status_code == 302
    assert now(version).state == CovenantState.SIGNED


def test_who_signs_for_no_party_has_no_page_to_sign_on(version):
    colleague = a_person(version.parties.get().organisation)
    assert as_user(colleague).get(covenant_url(version)).status_code == 200
    assert as_user(colleague).get(sign_url(version)).status_code == 404
    assert as_user(colleague).post(sign_url(version), {"revision": version.revision}).status_code == 404


def test_a_text_that_changed_meanwhile_is_shown_anew_and_not_signed(version, signatory):
    read = version.revision
    change_the_text(version)
    response = as_user(signatory).post(sign_url(version), {"revision": read})
    assert response.status_code == 409
    assert now(version).revision in response.content.decode()
    assert not version.signatures.exists()


def test_the_reason_for_declining_stays_when_the_text_changed_meanwhile(version, signatory):
    read = version.revision
    change_the_text(version)
    response = as_user(signatory).post(sign_url(version), {"revision": read, "do": "decline", "reason": REASON})
    assert response.status_code == 409
    assert REASON in response.content.decode()
    assert now(version).revision in str(response.context["form"]["revision"])


def test_declining_asks_for_a_reason(version, signatory):
    data = {"revision": version.revision, "do": "decline", "reason": " "}
    response = as_user(signatory).post(sign_url(version), data)
    assert response.status_code == 422
    assert "Write down the reason." in response.content.decode()


def test_who_has_signed_is_offered_no_button(version, signatory):
    client = as_user(signatory)
    client.post(sign_url(version), {"revision": version.revision})
    shown = client.get(sign_url(version)).content.decode()
    assert "You have signed this text already." in shown
    assert "<textarea" not in shown


def test_a_second_signature_is_refused_as_a_page(version, signatory):
    client = as_user(signatory)
    client.post(sign_url(version), {"revision": version.revision})
    response = client.post(sign_url(version), {"revision": version.revision})
    assert response.status_code == 403
    assert "You have signed this text already." in response.content.decode()


def adopt_url(matrix):
    return matrix_url(matrix, "documents:adopt")


def test_a_director_reads_who_gains_and_who_loses_a_step(matrix):
    changes = as_user(a_director()).get(adopt_url(matrix)).context["changes"][0].changes
    assert [(str(one.heading), one.was, one.becomes) for one in changes] == [
        ("Scale up", "municipal director, by default", "safety broker")
    ]


def test_two_directors_of_two_organisations_adopt_a_matrix(matrix):
    first, second = as_user(a_director()), as_user(a_director())
    assert first.post(adopt_url(matrix), sent(matrix)).status_code == 302
    assert now(matrix).state == MatrixState.PROPOSED
    assert second.post(adopt_url(matrix), sent(matrix)).status_code == 302
    assert now(matrix).state == MatrixState.ADOPTED


def test_who_voted_is_refused_the_second_vote(matrix):
    client = as_user(a_director())
    client.post(adopt_url(matrix), sent(matrix))
    response = client.post(adopt_url(matrix), sent(matrix))
    assert response.status_code == 403
    assert "You voted for this already." in response.content.decode()


def test_the_project_leader_reads_who_decides_and_gets_no_button(matrix):
    response = as_user(a_leader()).get(adopt_url(matrix))
    assert response.context["offer"].url == ""
    assert "This is up to:" in response.content.decode()


def test_the_project_leader_cannot_vote(matrix):
    assert as_user(a_leader()).post(adopt_url(matrix), sent(matrix)).status_code == 403


def test_sending_back_asks_for_a_reason(matrix):
    response = as_user(a_director()).post(adopt_url(matrix), sent(matrix, do="send_back", reason=""))
    assert response.status_code == 422
    assert now(matrix).state == MatrixState.PROPOSED


def test_who_sends_a_matrix_back_lands_on_a_page_that_they_may_read(matrix):
    data = sent(matrix, do="send_back", reason=REASON)
    response = as_user(a_director()).post(adopt_url(matrix), data, follow=True)
    assert response.redirect_chain[-1][0] == reverse("documents:agreements")
    assert response.status_code == 200
    assert now(matrix).state == MatrixState.DRAFT


def test_a_vote_in_between_keeps_the_reason_of_who_was_sending_back(matrix):
    opened = sent(matrix, do="send_back", reason=REASON)
    as_user(a_director()).post(adopt_url(matrix), sent(matrix))
    response = as_user(a_director()).post(adopt_url(matrix), opened)
    assert response.status_code == 409
    assert REASON in response.content.decode()
    assert now(matrix).state == MatrixState.PROPOSED


def test_an_adoption_in_between_keeps_the_reason_as_well(matrix):
    opened = sent(matrix, do="send_back", reason=REASON)
    for _ in range(2):
        as_user(a_director()).post(adopt_url(matrix), sent(matrix))
    response = as_user(a_director()).post(adopt_url(matrix), opened)
    assert response.status_code == 409
    assert REASON in response.content.decode()


def test_a_step_that_lacks_something_shows_all_of_it_and_no_button():
    draft = a_draft_covenant(a_meeting(), [], a_municipality())
    shown = as_user(a_leader()).get(covenant_url(draft, "documents:covenant_step", "start_consultation"))
    assert "Name the parties." in shown.content.decode()
    assert "<form" not in shown.content.decode().split("<main")[1]


def test_a_step_fires_from_its_page():
    draft = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())
    url = covenant_url(draft, "documents:covenant_step", "start_consultation")
    response = as_user(a_leader()).post(url, sent(draft))
    assert response.url == covenant_url(draft, "backroom:covenant")
    assert now(draft).state == CovenantState.IN_CONSULTATION


def test_a_step_opened_before_a_change_asks_again_with_the_reason_in_place(version):
    url, leader = covenant_url(version, "documents:covenant_step", "send_back"), a_leader()
    opened = sent(version, reason=REASON)
    change_the_text(version)
    response = as_user(leader).post(url, opened)
    assert response.status_code == 409
    assert REASON in response.content.decode()
    assert now(version).state == CovenantState.READY_TO_SIGN


@pytest.mark.parametrize("method", ["conclude", "replace", "sign", "terminate", "adopt", "nonsense"])
def test_what_is_no_button_has_no_step_page(version, method):
    url = covenant_url(version, "documents:covenant_step", method)
    assert as_user(a_leader()).post(url, sent(version)).status_code == 404


def test_a_reader_without_the_function_is_refused_a_step(version):
    reader = a_person(version.parties.get().organisation)
    url = covenant_url(version, "documents:covenant_step", "send_back")
    response = as_user(reader).post(url, sent(version, reason=REASON))
    assert response.status_code == 403
    assert REASON in response.content.decode()


def test_a_director_reads_what_the_statements_were_and_what_they_become():
    first = an_adopted_matrix()
    leader = viewer_of(a_leader())
    second = start_next_version(first, viewer=leader, expected_version=now(first).version)
    row = MatrixRow.objects.get(section__version=second)
    second = edit_row(row, viewer=leader, expected_version=second.version, cells={"task": ["Belt elke week."]})
    propose_matrix(second, viewer=leader, expected_version=second.version)
    texts = as_user(a_director()).get(adopt_url(second)).context["texts"]
    assert [(one.kind, one.was, one.becomes) for one in texts] == [
        ("changed", "task: Bewaakt de voortgang.", "task: Belt elke week."),
    ]


def offered(user, version) -> dict[str, str]:
    """The steps on the page of a covenant, each with the address of its button."""
    return {one.step.id: one.url for one in as_user(user).get(covenant_url(version)).context["steps"]}


def test_a_party_that_did_not_sign_yet_can_still_accede():
    signed, late = an_organisation(), an_organisation()
    draft = a_draft_covenant(a_meeting(), [signed, late], a_municipality())
    draft.parties.filter(organisation=late).update(required=False)
    version = signed_by_all(a_covenant_to_sign(sealed(draft)))
    signatory = version.parties.get(organisation=late).signatory
    assert offered(signatory, version) == {"covenant.accede": sign_url(version)}
    assert offered(a_person(signed), version) == {"covenant.accede": ""}


def test_a_covenant_that_all_have_signed_offers_its_parties_no_step(version, signatory):
    as_user(signatory).post(sign_url(version), {"revision": version.revision})
    assert offered(signatory, version) == {}


def test_ending_early_keeps_its_button_and_asks_the_day_on_its_own_page(version, signatory):
    as_user(signatory).post(sign_url(version), {"revision": version.revision})
    assert offered(a_leader(), version) == {"covenant.terminate": covenant_url(version, "backroom:terminate")}
