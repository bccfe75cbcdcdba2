"""Who reads which agreement on which page, what it says there, and that it costs no more when there is more."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from audit.models import AccessLogEntry, Event
from documents.actions.publish import publish
from documents.models import Column, MatrixRow, Statement
from documents.templatetags.agreements import outlined
from documents.word.blocks import Heading
from tests.documents.pages import as_user, covenant_url, matrix_url, now
from tests.factories.documents import (
    a_covenant_to_sign,
    a_director,
    a_draft_covenant,
    a_draft_matrix,
    a_leader,
    a_meeting,
    a_proposed_matrix,
    a_signed_covenant,
    an_adopted_matrix,
    people_for_roles,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation

pytestmark = pytest.mark.django_db
READING = ("documents:covenant", "documents:covenant_why")


@pytest.fixture(autouse=True)
def english():
    people_for_roles("municipal_director", "safety_broker")
    with translation.override("en"):
        yield


@pytest.fixture
def party():
    return an_organisation("GGZ De Linde")


@pytest.fixture
def covenant(party):
    return a_signed_covenant(a_meeting(), [party, an_organisation("Politie")], a_municipality("Veldersloot"))


def page(user, url: str) -> str:
    return as_user(user).get(url).content.decode()


def queries(user, url: str) -> int:
    client = as_user(user)
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def more_rows(matrix: Any, number: int) -> None:
    section = matrix.sections.get()
    first = MatrixRow.objects.filter(section=section).latest("order").order + 1
    for order in range(first, first + number):
        row = MatrixRow.objects.create(section=section, order=order)
        Statement.objects.create(row=row, column=Column.TASK, order=1, text=f"Weegt signaal {order} en bespreekt het.")


@pytest.mark.parametrize("name", READING)
def test_people_of_a_party_read_the_covenant(covenant, party, name):
    assert as_user(a_person(party)).get(covenant_url(covenant, name)).status_code == 200


@pytest.mark.parametrize("name", [*READING, "documents:sign", "backroom:covenant", "backroom:covenant_fields"])
def test_an_outsider_gets_what_never_existed(covenant, name):
    client = as_user(a_person())
    hidden = client.get(covenant_url(covenant, name))
    never = client.get(reverse(name, args=["x" * 16]))
    assert (hidden.status_code, hidden.content) == (404, never.content)


def test_a_draft_is_read_by_project_leaders_only(party):
    draft = a_draft_covenant(a_meeting(), [party], a_municipality())
    assert as_user(a_leader()).get(covenant_url(draft)).status_code == 200
    assert as_user(a_person(party, "municipal_director")).get(covenant_url(draft)).status_code == 404


def test_the_list_holds_what_its_reader_may_read_and_nothing_else(covenant, party):
    hidden = a_draft_covenant(a_meeting(), [party], a_municipality())
    shown = page(a_person(party), reverse("documents:agreements"))
    assert covenant.key in shown
    assert hidden.key not in shown


def test_an_empty_list_says_what_belongs_there(covenant):
    shown = page(a_person(), reverse("documents:agreements"))
    assert "There are no covenants here now." in shown
    assert covenant.key not in shown


def test_a_covenant_tells_each_signature_in_words(party):
    meeting, place = a_meeting(), a_municipality()
    version = a_covenant_to_sign(a_draft_covenant(meeting, [party, an_organisation("Politie")], place))
    shown = page(a_person(party), covenant_url(version))
    assert "0 of 2 parties signed" in shown
    assert "Not signed yet" in shown


def test_what_closes_when_it_ends_is_told_without_a_number_of_cases(covenant, party):
    response = as_user(a_person(party)).get(covenant_url(covenant))
    assert "Nobody of the parties can share anything new in a case." in response.content.decode()
    assert response.context["closing"].counted == ()


def test_a_reason_for_declining_is_read_by_project_leaders_only(party):
    version = a_covenant_to_sign(a_draft_covenant(a_meeting(), [party], a_municipality()))
    signatory = version.parties.get().signatory
    data = {"revision": version.revision, "do": "decline", "reason": "Bestuur wil eerst advies."}
    as_user(signatory).post(covenant_url(version, "documents:sign"), data)
    assert "Bestuur wil eerst advies." in page(a_leader(), covenant_url(version))
    assert "Bestuur wil eerst advies." not in page(a_person(party), covenant_url(version))


def test_a_matrix_has_words_in_every_empty_cell():
    matrix = an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    shown = page(a_director(), matrix_url(matrix))
    assert "No responsibility recorded." in shown
    assert "No authority recorded." in shown


def test_a_matrix_names_the_step_that_a_row_decides():
    matrix = an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    response = as_user(a_director()).get(matrix_url(matrix))
    rows = {row.step: row for row in response.context["coverage"].rows}
    assert rows["case.scale_up"].by_role == {"municipal_director": (2,)}
    assert "rows 2" in response.content.decode() or "row 2" in response.content.decode()


def test_a_published_matrix_is_read_by_whom_it_was_published_to():
    matrix = an_adopted_matrix()
    reader = a_person(None, "partner")
    assert as_user(reader).get(matrix_url(matrix)).status_code == 404
    publish(matrix, viewer=viewer_of(a_leader()), expected_version=now(matrix).version, tokens=["role:partner"])
    assert as_user(reader).get(matrix_url(matrix)).status_code == 200


def test_why_names_the_ground_and_who_names_the_other_readers(covenant, party):
    reader, other = a_person(party, name="M. Aydin"), a_person(party, name="S. Bakker")
    shown = page(reader, covenant_url(covenant, "documents:covenant_why"))
    assert "You work at GGZ De Linde." in shown
    assert other.name in shown


def test_the_page_of_a_matrix_asks_as_much_for_ninety_rows_as_for_thirty():
    matrix, reader = a_proposed_matrix(), a_director()
    more_rows(matrix, 30)
    few = queries(reader, matrix_url(matrix))
    more_rows(matrix, 60)
    assert queries(reader, matrix_url(matrix)) == few


def test_the_page_of_a_covenant_asks_as_much_for_ten_parties_as_for_two(covenant, party):
    many = a_signed_covenant(a_meeting(), [party, *(an_organisation() for _ in range(9))], a_municipality())
    reader = a_person(party)
    assert queries(reader, covenant_url(many)) == queries(reader, covenant_url(covenant))


def test_the_list_and_the_why_page_ask_as_much_for_many_as_for_few(covenant, party):
    reader = a_person(party)
    urls = [reverse("documents:agreements"), covenant_url(covenant, "documents:covenant_why")]
    before = [queries(reader, url) for url in urls]
    for _ in range(5):
        a_person(party)
        a_signed_covenant(a_meeting(), [party], a_municipality())
    assert [queries(reader, url) for url in urls] == before


def test_the_adopted_word_file_goes_with_the_version_and_the_original_does_not():
    matrix = an_adopted_matrix()
    reader = as_user(a_director())
    response = reader.get(reverse("documents:file", args=[matrix.adopted.key]))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert AccessLogEntry.objects.latest("id").event == Event.DOWNLOAD


def test_a_word_file_is_not_there_for_who_does_not_read_the_version():
    matrix = an_adopted_matrix()
    hidden = as_user(a_person()).get(reverse("documents:file", args=[matrix.adopted.key]))
    assert hidden.status_code == 404


def test_a_page_leaves_one_line_and_names_the_version(covenant, party):
    reader = as_user(a_person(party))
    before = AccessLogEntry.objects.count()
    reader.get(covenant_url(covenant))
    line = AccessLogEntry.objects.latest("id")
    assert AccessLogEntry.objects.count() == before + 1
    assert (line.noun, line.object_key, line.route) == (
        "documents.covenantversion",
        covenant.key,
        "documents:covenant",
    )


def test_a_draft_matrix_is_no_business_of_directors():
    assert as_user(a_director()).get(matrix_url(a_draft_matrix())).status_code == 404


def test_headings_of_the_text_skip_no_level_whatever_the_file_did():
    levels = [
        shown.depth for shown in outlined([Heading("a", 2), Heading("b", 1), Heading("c", 3), Heading("d", 9)], 2)
    ]
    assert levels == [3, 3, 4, 5]
