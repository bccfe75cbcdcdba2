"""Who makes documents, until when is one changed, and from when does it hold?"""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Role
from documents.access import is_decided, is_editable, may_leave_for, may_make
from documents.models import CovenantVersion, MatrixVersion, Party
from documents.models.covenant import CovenantState
from documents.models.matrix import MatrixState
from tests.factories.documents import viewer_of
from tests.factories.people import a_person

LEADER = "project_leader"


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role.values)
def test_agreements_are_made_by_the_project_leader_alone(role: str) -> None:
    assert may_make(viewer_of(a_person(None, role))) is (role == LEADER)


@pytest.mark.parametrize("state", CovenantState.values)
def test_a_covenant_is_changed_until_it_is_signed(state: str) -> None:
    assert is_editable(CovenantVersion(state=state)) is (state in {"draft", "in_consultation", "ready_to_sign"})


@pytest.mark.parametrize("state", MatrixState.values)
def test_a_matrix_is_changed_until_it_is_proposed(state: str) -> None:
    assert is_editable(MatrixVersion(state=state)) is (state == "draft")


def test_a_covenant_holds_from_the_day_that_it_begins() -> None:
    assert not is_decided(CovenantVersion(state="ready_to_sign"))
    assert is_decided(CovenantVersion(state="signed", begins_on=date(2026, 1, 1)))


def test_a_matrix_holds_once_it_is_adopted() -> None:
    assert not is_decided(MatrixVersion(state="proposed"))
    assert is_decided(MatrixVersion(state="adopted", adopted_at=timezone.now()))


def test_what_is_no_agreement_is_neither_changed_nor_shown_as_decided() -> None:
    assert not is_editable(Party())
    assert not is_decided(Party())


@pytest.mark.django_db
def test_a_party_leaves_by_its_own_signatory_or_by_hand_of_the_project_leader() -> None:
    signatory, other, leader = a_person(None, "signatory"), a_person(None, "signatory"), a_person(None, LEADER)
    party = Party(organisation=signatory.organisation, signatory=signatory)
    assert [may_leave_for(viewer_of(one), party) for one in (signatory, other, leader)] == [True, False, True]


@pytest.mark.django_db
def test_a_party_without_signatory_leaves_by_hand_of_the_project_leader_alone() -> None:
    member, leader = a_person(None, "signatory"), a_person(None, LEADER)
    party = Party(organisation=member.organisation)
    assert [may_leave_for(viewer_of(one), party) for one in (member, leader)] == [False, True]
