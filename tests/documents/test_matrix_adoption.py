"""Adopting a matrix takes two people of two organisations; from its moment on it decides."""

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from documents.actions.bind import acknowledge_gap, choose_nobody
from documents.actions.decide_matrix import MatrixScope, adopt_matrix, propose_matrix, send_back_matrix
from documents.gaps import gaps
from documents.machines import MATRIX
from documents.models import MatrixStanding, MatrixVersion
from documents.storage import read_private
from tests.factories.documents import (
    a_director,
    a_draft_matrix,
    a_leader,
    a_meeting,
    a_proposed_matrix,
    an_adopted_matrix,
    viewer_of,
)
from tests.factories.people import a_municipality, a_person, a_role, an_organisation
from workflows.inbox import waiting_for
from workflows.refusals import StepRefused

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def vote(version, user):
    return adopt_matrix(version, viewer=viewer_of(user), expected_version=version.version)


def standing(version, at=None) -> str:
    return MatrixVersion.objects.with_standing(at or timezone.now()).get(pk=version.pk).standing


def test_one_vote_does_not_adopt_and_the_second_does():
    version = vote(a_proposed_matrix(), a_director())
    assert version.state == "proposed"
    version = vote(version, a_director())
    assert (version.state, standing(version)) == ("adopted", MatrixStanding.IN_EFFECT)


def test_two_people_of_one_organisation_cannot_adopt():
    first = a_director()
    colleague = a_person(first.organisation, "municipal_director")
    version = vote(a_proposed_matrix(), first)
    with pytest.raises(StepRefused):
        vote(version, colleague)


def test_one_person_cannot_vote_twice():
    director = a_director()
    version = vote(a_proposed_matrix(), director)
    with pytest.raises(StepRefused) as refused:
        vote(version, director)
    assert refused.value.status == 403


def test_the_proposer_cannot_vote():
    both = a_leader()
    a_role(both, "municipal_director")
    draft = a_draft_matrix()
    version = propose_matrix(draft, viewer=viewer_of(both), expected_version=draft.version)
    with pytest.raises(StepRefused) as refused:
        vote(version, both)
    assert refused.value.status == 403


def test_a_director_of_another_territory_cannot_vote():
    here, elsewhere = a_municipality(), a_municipality()
    version = a_proposed_matrix(scope=MatrixScope(municipalities=(here,)))
    with pytest.raises(StepRefused) as refused:
        vote(version, a_director(elsewhere))
    assert refused.value.status == 403
    assert vote(version, a_director(here)).votes.count() == 1


def test_an_ended_role_does_not_vote():
    version = a_proposed_matrix()
    former = a_person(an_organisation())
    a_role(former, "municipal_director", ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Http404):
        vote(version, former)
    assert not version.votes.exists()


def test_it_waits_for_a_first_vote_and_then_for_one_of_another_organisation():
    version = a_proposed_matrix()
    first, other = a_director(), a_director()
    colleague = a_person(first.organisation, "municipal_director")
    assert list(waiting_for(viewer_of(first), MATRIX)) == [version]
    vote(version, first)
    waiting = [list(waiting_for(viewer_of(user), MATRIX)) for user in (first, colleague, other)]
    assert waiting == [[], [], [version]]


def test_sending_back_lapses_the_votes_and_its_sender_may_vote_on_the_next_proposal():
    director, other = a_director(), a_director()
    version = vote(a_proposed_matrix(), director)
    version = send_back_matrix(
        version, viewer=viewer_of(other), expected_version=version.version, reason="Rol ontbreekt."
    )
    assert (version.state, version.votes.count()) == ("draft", 0)
    version = propose_matrix(version, viewer=viewer_of(a_leader()), expected_version=version.version)
    version = vote(vote(version, other), director)
    assert version.state == "adopted"


def test_an_unacknowledged_gap_stops_the_proposal():
    a_municipality()
    draft = a_draft_matrix({"safety_broker": ["case.scale_up"]})
    leader = viewer_of(a_leader())
    with pytest.raises(StepRefused):
        propose_matrix(draft, viewer=leader, expected_version=draft.version)
    draft = MatrixVersion.objects.get(pk=draft.pk)
    (gap,) = gaps(draft, viewer=leader)
    draft = acknowledge_gap(draft, viewer=leader, expected_version=draft.version, gap=gap.id)
    assert propose_matrix(draft, viewer=leader, expected_version=draft.version).state == "proposed"


def test_a_gap_is_a_step_whose_roles_nobody_holds_there():
    here, there = a_municipality("Hier"), a_municipality("Daar")
    a_role(a_person(), "safety_broker", municipality=here)
    draft = a_draft_matrix({"safety_broker": ["case.scale_up"]})
    leader = viewer_of(a_leader())
    (gap,) = gaps(draft, viewer=leader)
    assert "Daar" in gap.text
    assert "Hier" not in gap.text
    a_role(a_person(), "safety_broker", municipality=there)
    assert gaps(draft, viewer=leader) == []


def test_nobody_as_an_explicit_choice_is_a_gap():
    draft = a_draft_matrix()
    leader = viewer_of(a_leader())
    draft = choose_nobody(draft, viewer=leader, expected_version=draft.version, step_id="case.scale_up")
    assert [gap.id for gap in gaps(draft, viewer=leader)] == ["nobody:case.scale_up"]


def test_it_takes_effect_at_the_stated_moment_and_not_before():
    moment = timezone.now() + timedelta(days=7)
    version = an_adopted_matrix(scope=MatrixScope(effective_at=moment))
    assert standing(version) == MatrixStanding.TO_COME
    assert standing(version, moment) == MatrixStanding.IN_EFFECT


def test_it_never_takes_effect_before_it_was_adopted():
    version = an_adopted_matrix(scope=MatrixScope(effective_at=timezone.now() - timedelta(days=7)))
    assert version.effective_at == version.adopted_at


def test_the_version_before_it_decides_until_the_next_takes_effect():
    first = an_adopted_matrix()
    moment = timezone.now() + timedelta(days=7)
    scope = MatrixScope(effective_at=moment)
    second = an_adopted_matrix(matrix=first.matrix, version_number=2, scope=scope)
    assert MatrixVersion.objects.get(pk=first.pk).state == "superseded"
    assert list(MatrixVersion.objects.governing(timezone.now())) == [first]
    assert list(MatrixVersion.objects.governing(moment)) == [second]


OVERLAPS = [
    ((), (), True),
    (("a",), (), False),
    ((), ("x",), True),
]


@pytest.mark.parametrize(("places", "meetings", "refused"), OVERLAPS)
def test_a_second_default_is_refused_and_chosen_municipalities_are_not(places, meetings, refused):
    an_adopted_matrix()
    scope = MatrixScope(tuple(map(a_municipality, places)), tuple(a_meeting() for _ in meetings))
    version = a_proposed_matrix(scope=scope)
    assert overlaps(version) == refused


def test_two_matrices_of_one_municipality_are_refused_unless_their_meetings_differ():
    here, one, other = a_municipality(), a_meeting(), a_meeting()
    an_adopted_matrix(scope=MatrixScope((here,), (one,)))
    assert overlaps(a_proposed_matrix(scope=MatrixScope((here,), (one, other))))
    assert overlaps(a_proposed_matrix(scope=MatrixScope((here, a_municipality()))))
    assert not overlaps(a_proposed_matrix(scope=MatrixScope((here,), (other,))))


def overlaps(version) -> bool:
    try:
        vote(version, a_director())
    except StepRefused:
        return True
    return False


def test_a_next_version_of_the_same_matrix_does_not_overlap_with_it():
    first = an_adopted_matrix()
    assert not overlaps(a_proposed_matrix(matrix=first.matrix, version_number=2))


def test_the_adopted_text_is_kept_as_a_word_file():
    version = an_adopted_matrix()
    assert read_private(version.adopted.path, sha256=version.adopted.sha256).startswith(b"PK")
    assert version.adopted.name.endswith("versie-1.docx")


def test_a_binding_in_a_section_without_a_role_cannot_be_proposed():
    draft = a_draft_matrix({"municipal_director": ["plan.adopt"]})
    draft.sections.update(role="")
    with pytest.raises(StepRefused):
        propose_matrix(draft, viewer=viewer_of(a_leader()), expected_version=draft.version)


def test_the_moment_is_the_moment_of_the_second_vote():
    version = a_proposed_matrix()
    version = vote(version, a_director())
    with time_machine.travel(timezone.now() + timedelta(hours=5), tick=False):
        version = vote(version, a_director())
        assert version.effective_at == timezone.now()
