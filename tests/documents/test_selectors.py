"""What the pages about agreements are given to show."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from documents.actions.bind import choose_nobody
from documents.actions.decide_matrix import MatrixScope
from documents.actions.edit_matrix import mark_empty
from documents.actions.sign import decline, sign
from documents.models import Column, CovenantVersion, MatrixRow, MatrixVersion, Statement
from documents.selectors.agreements import covenants, matrices, protocols
from documents.selectors.covenant_page import Signed, covenant_page, signatures_at_stake
from documents.selectors.coverage import Decided, coverage
from documents.selectors.matrix_page import matrix_page
from documents.selectors.next_steps import next_steps
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
    sealed,
    today,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from tests.factories.protocols import a_next_protocol, an_adopted_protocol

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    return viewer_of(a_leader())


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def words(viewer) -> list[str]:
    return [str(step.text) for step in next_steps(viewer)]


def test_an_empty_cell_is_told_in_words(leader):
    matrix = a_draft_matrix()
    row = MatrixRow.objects.get()
    mark_empty(row, viewer=leader, expected_version=1, marks={Column.RESPONSIBILITY: "deliberate"})
    page = matrix_page(MatrixVersion.objects.get(), viewer=leader)
    assert [cell.empty for cell in page.sections[0].rows[0].cells] == [
        "",
        "No responsibility recorded. Deliberately empty.",
        "No authority recorded.",
    ]
    assert (page.rows, page.empty_cells, page.version) == (1, 2, matrix)


def test_near_duplicate_rows_point_at_each_other(leader):
    matrix = a_draft_matrix({"municipal_director": ["plan.adopt"]})
    Statement.objects.filter(column=Column.TASK).update(text="Bewaakt de voortgang van alle acties.")
    rows = matrix_page(matrix, viewer=leader, resembling=True).sections[0].rows
    assert [row.resembles for row in rows] == [2, 1]


def test_a_matrix_page_takes_the_same_queries_whatever_its_length(leader, django_assert_num_queries):
    small, big = (a_draft_matrix(dict.fromkeys(["safety_broker"], ["case.close"] * n)) for n in (1, 1))
    for order in range(10, 30):
        MatrixRow.objects.create(section=big.sections.get(), order=order)
    with django_assert_num_queries(count_of(lambda: matrix_page(small, viewer=leader))):
        matrix_page(big, viewer=leader)


def count_of(work) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def test_coverage_tells_for_every_step_who_may_and_by_what(leader):
    people_for_roles("safety_broker")
    meeting = a_meeting()
    draft = a_draft_matrix({"safety_broker": ["case.scale_up"]})
    choose_nobody(draft, viewer=leader, expected_version=1, step_id="case.close")
    rows = {row.step: row for row in coverage(draft, viewer=leader, meeting_type=meeting).rows}
    assert (rows["case.scale_up"].decided, dict(rows["case.scale_up"].by_role)) == (
        Decided.BY_MATRIX,
        {"safety_broker": (2,)},
    )
    assert (rows["case.scale_down"].decided, dict(rows["case.scale_down"].by_role)) == (
        Decided.BY_DEFAULT,
        {"municipal_director": ()},
    )
    assert rows["case.close"].decided == Decided.NOBODY
    assert rows["case.close"].gaps


def test_the_covenant_page_tells_how_each_party_stands_towards_this_text(leader):
    draft = a_draft_covenant(a_meeting(), [an_organisation() for _ in range(3)], a_municipality())
    version = a_covenant_to_sign(draft)
    first, second, third = version.parties.order_by("pk")
    version = sign(version, viewer=viewer_of(first.signatory), revision=version.revision)
    decline(version, viewer=viewer_of(second.signatory), revision=version.revision, reason="Nog niet.")
    page = covenant_page(CovenantVersion.objects.get())
    found = {view.party.pk: view.signed for view in page.parties}
    assert found == {first.pk: Signed.SIGNED, second.pk: Signed.DECLINED, third.pk: Signed.NOT_YET}
    assert (page.signed, len(page.to_sign), str(page.standing_label)) == (1, 2, "partially signed")
    assert signatures_at_stake(version) == 1


def test_a_signature_on_an_earlier_text_is_shown_as_void():
    draft = a_draft_covenant(a_meeting(), [an_organisation(), an_organisation()], a_municipality())
    version = a_covenant_to_sign(draft)
    signer = version.parties.order_by("pk").first().signatory
    version = sign(version, viewer=viewer_of(signer), revision=version.revision)
    version.annexes.update(purpose="Anders.")
    page = covenant_page(sealed(version))
    assert Signed.VOIDED in {view.signed for view in page.parties}


def test_agreements_are_those_that_the_reader_may_see(leader):
    a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())
    party = an_organisation()
    signed = a_signed_covenant(a_meeting(), [party], a_municipality())
    an_adopted_matrix()
    assert (len(covenants(leader)), len(matrices(leader))) == (2, 1)
    (seen,) = covenants(viewer_of(a_person(party)))
    assert (seen.key, seen.standing, seen.first_day, seen.last_day) == (
        signed.key,
        "in_force",
        today(),
        signed.last_day,
    )


def test_an_empty_house_begins_with_importing(leader):
    assert words(leader) == ["Import the first covenant from Word.", "Import the first role matrix from Word."]
    assert next_steps(viewer_of(a_person(None, "partner"))) == []


def test_a_draft_covenant_is_led_from_one_state_to_the_next(leader):
    draft = a_draft_covenant(a_meeting(), [an_organisation()], a_municipality())
    advice, step = [one for one in next_steps(leader) if one.kind == "covenant"]
    assert str(advice.text).startswith("Say which data are given in: Bijlage")
    assert (step.step, step.key) == ("covenant.start_consultation", draft.key)
    version = a_covenant_to_sign(draft)
    (step,) = [one for one in next_steps(leader) if one.kind == "covenant"]
    assert step.waits_for == version.parties.get().signatory.name


def test_a_matrix_is_led_to_its_adoption_and_publication(leader):
    matrix = a_draft_matrix()
    assert "Say of 2 empty cells whether they are empty on purpose." in words(leader)
    assert "matrix.propose" in {step.step for step in next_steps(leader)}
    matrix.sections.get().rows.get().statements.all().delete()
    assert "There is nothing in it yet." in words(leader)


def test_a_proposed_matrix_waits_for_the_directors_of_its_territory(leader):
    place = a_municipality()
    director = a_director(place)
    a_director(a_municipality())
    a_proposed_matrix(scope=MatrixScope((place,)))
    (step,) = [one for one in next_steps(leader) if one.kind == "matrix"]
    assert step.waits_for == director.name


def test_what_is_decided_waits_to_be_published(leader):
    a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    an_adopted_matrix()
    assert words(leader) == ["Choose who may read it, and publish it."] * 2


@pytest.mark.parametrize(("days", "warned"), [(91, False), (90, True), (0, True)])
def test_a_covenant_that_ends_soon_is_announced(leader, days, warned):
    a_signed_covenant(a_meeting(), [an_organisation()], a_municipality(), ends_on=today() + timedelta(days=days))
    assert any("Make a next version" in text for text in words(leader)) == warned


@pytest.mark.parametrize(("later", "said"), [(1, True), (30, True), (31, False)])
def test_a_covenant_that_ended_stays_in_the_list_while_it_is_winding_down(leader, later, said):
    a_signed_covenant(a_meeting(), [an_organisation()], a_municipality(), ends_on=today())
    texts = words(replace(leader, at=leader.at + timedelta(days=later)))
    assert any(text.startswith("It ended on") for text in texts) == said
    assert "Choose who may read it, and publish it." not in texts


def test_a_replaced_version_held_until_the_next_one_began() -> None:
    leader = a_leader()
    a_next_protocol(an_adopted_protocol(leader), leader)
    second, first = protocols(viewer_of(leader))
    assert (first.version_number, first.is_over, first.last_day) == (1, True, second.first_day)
    assert (second.is_over, second.last_day) == (False, None)
