"""The pages of agreements show which steps were taken: when, by whom, by which clause and with which remark."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from casefiles.selectors.history import NOUNS
from documents.actions.decide_matrix import propose_matrix, send_back_matrix
from documents.actions.publish import publish
from documents.selectors.steps_taken import all_in_words, steps_taken, transitions_of
from tests.documents.pages import as_user, covenant_url, matrix_url, now
from tests.factories.cases import a_case, a_covered_member
from tests.factories.documents import (
    a_director,
    a_draft_matrix,
    a_leader,
    a_meeting,
    a_proposed_matrix,
    a_signed_covenant,
    adopted,
    an_adopted_matrix,
    people_for_roles,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, an_organisation
from workflows.fire import fire

pytestmark = pytest.mark.django_db
HEADING = "Steps that were taken"


@pytest.fixture(autouse=True)
def house(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    with translation.override("en"):
        yield


def a_matrix_that_went_back():
    """Sent back with a remark, proposed once more, and adopted by two."""
    version, leader, director = a_proposed_matrix(), viewer_of(a_leader()), a_director()
    sent = {"viewer": viewer_of(director), "expected_version": version.version}
    version = send_back_matrix(version, reason="Noem de wijkagent.", **sent)
    return adopted(propose_matrix(version, viewer=leader, expected_version=version.version)), director


def test_a_matrix_tells_every_step_with_who_when_and_why():
    version, director = a_matrix_that_went_back()
    taken = steps_taken(version, viewer=viewer_of(a_leader()))
    steps = [str(one.label) for one in reversed(taken)]
    assert steps == [
        "Propose matrix",
        "Send matrix back to draft",
        "Propose matrix",
        "Vote for adoption",
        "Adopt matrix",
    ]
    back = taken[3]
    assert (back.reason, back.clause) == ("Noem de wijkagent.", "fixed by the system")
    assert back.who == f"{director} ({director.organisation})"


def test_who_makes_it_or_decides_on_it_reads_the_steps_and_other_readers_do_not():
    version, director = a_matrix_that_went_back()
    publish(version, viewer=viewer_of(a_leader()), expected_version=version.version, tokens=["everyone"])
    shown = {user: as_user(user).get(matrix_url(version)) for user in (a_leader(), director, a_person(None, "partner"))}
    assert [HEADING in page.content.decode() for page in shown.values()] == [True, True, False]
    assert ["Noem de wijkagent." in page.content.decode() for page in shown.values()] == [True, True, False]


def test_a_covenant_tells_them_to_its_leader_and_its_signatories():
    version = a_signed_covenant(a_meeting(), [an_organisation()], a_municipality())
    signatory = version.parties.get().signatory
    for user, url in (
        (a_leader(), covenant_url(version)),
        (a_leader(), covenant_url(version, "backroom:covenant")),
        (signatory, covenant_url(version)),
    ):
        page = as_user(user).get(url).content.decode()
        assert HEADING in page
        assert str(signatory) in page.partition(HEADING)[2]


def test_a_draft_on_which_nothing_happened_shows_no_empty_list():
    page = as_user(a_leader()).get(matrix_url(a_draft_matrix(), "backroom:matrix")).content.decode()
    assert HEADING not in page


def test_a_decision_in_a_case_leads_to_the_version_and_the_clause_that_allowed_it():
    world = a_case(state="active")
    people_for_roles("municipal_director", "process_director")
    a_covered_member(world, "desk", function="desk")
    matrix = an_adopted_matrix({"municipal_director": ["case.scale_up"]})
    publish(matrix, viewer=viewer_of(a_leader()), expected_version=matrix.version, tokens=["everyone"])
    viewer = world.viewer("process_direction")
    case = fire("case.scale_up", world.case, viewer=viewer, expected_version=world.case.version, reason="Het loopt op.")
    (moved,) = all_in_words(transitions_of(case), viewer=viewer, nouns=NOUNS)
    assert (moved.noun, moved.function) == ("case", "process direction")
    assert moved.clause == f"role matrix {matrix.matrix.number} version 1, row 2"
    assert moved.clause_url.startswith(matrix_url(matrix))


def test_the_list_costs_the_same_however_many_steps_there_are():
    few = a_proposed_matrix()
    many, _director = a_matrix_that_went_back()
    counts = []
    for version in (few, many):
        viewer = viewer_of(a_leader())
        with CaptureQueriesContext(connection) as asked:
            steps_taken(now(version), viewer=viewer)
        counts.append(len(asked))
    assert counts[0] == counts[1]
