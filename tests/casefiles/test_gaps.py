"""Does a matrix tell before it is adopted which steps nobody could take in open cases, and name only visible ones?"""

import pytest
from django.utils import timezone
from django.utils.translation import ngettext
from pytest_django import DjangoAssertNumQueries

from access.viewer import Viewer
from accounts.models import User
from casefiles.authority_table import authority_table
from casefiles.code_list import NAMED
from casefiles.gaps import gaps_in_open_cases
from casefiles.models import Case
from documents.actions.bind import acknowledge_gap, choose_nobody
from documents.actions.decide_matrix import propose_matrix
from documents.models import CovenantVersion, MatrixVersion
from documents.selectors.step_changes import step_changes
from tests.casefiles.pages import text_of
from tests.casefiles.test_matrix_decides import a_matrix
from tests.documents.pages import as_user, matrix_url
from tests.factories.cases import World, a_case, a_covenant, a_covered_member, a_member, day, viewer_of
from tests.factories.documents import a_draft_matrix, a_leader
from tests.factories.people import a_person, a_role
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
# Steps that both cases of the comparison have taken already.
BEHIND = ("case.start_information_round", "case.move_to_planning")
CHAIRED = "plan.adopt:cases:chair"


@pytest.fixture
def world() -> World:
    """With a desk and a process director of the house: nothing is missing by default."""
    a_person(None, "process_director")
    world = a_case()
    a_covered_member(world, "desk", function="desk")
    world.purpose.functions |= {"chair": "safety_broker"}
    world.purpose.save()
    return world


@pytest.fixture
def leader() -> User:
    return a_leader()


def found(version: MatrixVersion, viewer: Viewer) -> dict[str, str]:
    return {gap.id: gap.text for gap in gaps_in_open_cases(version, viewer)}


def a_chairs_matrix() -> MatrixVersion:
    """The chair would adopt plans, and no case has one."""
    return a_draft_matrix({"safety_broker": ["plan.adopt"]})


def test_a_case_in_which_everything_is_held_has_no_gap(world: World, leader: User) -> None:
    assert found(a_draft_matrix(), viewer_of(leader)) == {}


def test_a_function_that_nobody_holds_there_is_a_gap_until_somebody_does(world: World, leader: User) -> None:
    assert list(found(a_chairs_matrix(), viewer_of(leader))) == [CHAIRED]
    a_covered_member(world, "chair", function="chair")
    assert found(a_chairs_matrix(), viewer_of(leader)) == {}


def test_a_role_without_a_function_is_asked_of_the_municipality(world: World, leader: User) -> None:
    draft = a_draft_matrix({"process_manager": ["plan.adopt"]})
    a_role(a_person(), "process_manager", municipality=a_case(state="closed").municipality)
    assert list(found(draft, viewer_of(leader))) == ["plan.adopt:cases:role:process_manager"]
    a_role(a_person(), "process_manager", municipality=world.municipality)
    assert found(draft, viewer_of(leader)) == {}


def test_nobody_on_purpose_is_a_gap_in_every_open_case(world: World, leader: User) -> None:
    draft = a_draft_matrix()
    choose_nobody(draft, viewer=viewer_of(leader), expected_version=1, step_id="plan.adopt")
    assert list(found(draft, viewer_of(leader))) == ["plan.adopt:cases:nobody"]


def test_without_a_covenant_direction_only_closes(world: World, leader: User) -> None:
    CovenantVersion.objects.update(last_day=day(-1), readable_until=day(-1))
    missing = {one.partition(":")[0] for one in found(a_draft_matrix(), viewer_of(leader))}
    assert {"plan.submit", "plan.adopt", "case.activate", "report.publish"} <= missing
    assert missing.isdisjoint({"case.close", "case.hand_over", "plan.evaluate"})


def test_a_step_that_lies_behind_the_case_is_no_gap(world: World, leader: User) -> None:
    draft = a_draft_matrix({"safety_broker": ["case.start_information_round", "case.activate"]})
    assert list(found(draft, viewer_of(leader))) == ["case.activate:cases:chair"]


@pytest.mark.parametrize("state", ["closed", "handed_over"])
def test_a_case_that_is_over_misses_nobody(world: World, leader: User, state: str) -> None:
    Case.objects.update(state=state)
    assert found(a_chairs_matrix(), viewer_of(leader)) == {}


def test_only_cases_that_it_would_govern_count(world: World, leader: User) -> None:
    a_matrix(municipalities=[world.municipality])
    assert found(a_chairs_matrix(), viewer_of(leader)) == {}
    chosen = a_chairs_matrix()
    chosen.municipalities.add(world.municipality)
    assert list(found(chosen, viewer_of(leader))) == [CHAIRED]


def test_who_sees_the_case_reads_its_code_and_nobody_else_does(world: World, leader: User) -> None:
    hidden, draft = a_case(state="active"), a_chairs_matrix()
    seen, kind = found(draft, world.viewer("process_direction"))[CHAIRED], found(draft, viewer_of(leader))[CHAIRED]
    assert world.case.key in seen
    assert not [code for code in (world.case.key, hidden.case.key) if code in kind]
    assert hidden.case.key not in seen


def test_what_a_leader_reads_is_the_same_for_one_hidden_case_as_for_many(world: World, leader: User) -> None:
    draft = a_chairs_matrix()
    one = found(draft, viewer_of(leader))
    for _number in range(3):
        a_covered_member(a_case(), "desk", function="desk")
    assert found(draft, viewer_of(leader)) | one == found(draft, viewer_of(leader))
    assert found(draft, viewer_of(leader))[CHAIRED] == one[CHAIRED]


def joined(number: int, director: User) -> None:
    for _number in range(number):
        other = a_case()
        a_member(other, director)
        a_covenant(other.purpose, [director.organisation], other.municipality)


def test_many_codes_become_a_number_of_those_that_are_seen(world: World) -> None:
    joined(NAMED + 2, world.people["process_direction"])
    text = found(a_draft_matrix(), world.viewer("process_direction"))["report.publish_on_behalf:cases:desk"]
    assert sum(code in text for code in Case.objects.values_list("key", flat=True)) == NAMED
    assert ngettext("%(number)s more", "%(number)s more", 2) % {"number": 2} in text


def test_it_stops_the_proposal_until_it_was_seen(world: World, leader: User) -> None:
    draft, viewer = a_draft_matrix(), viewer_of(leader)
    world.case.memberships.filter(function="desk").update(ends_on=day(-1))
    with pytest.raises(StepRefused):
        propose_matrix(draft, viewer=viewer, expected_version=draft.version)
    (gap,) = gaps_in_open_cases(draft, viewer)
    draft = MatrixVersion.objects.get(pk=draft.pk)
    draft = acknowledge_gap(draft, viewer=viewer, expected_version=draft.version, gap=gap.id)
    assert propose_matrix(draft, viewer=viewer, expected_version=draft.version).state == "proposed"


def test_what_the_leader_saw_as_a_kind_covers_what_a_director_reads_with_its_code(world: World, leader: User) -> None:
    draft = a_chairs_matrix()
    assert set(found(draft, viewer_of(leader))) == set(found(draft, world.viewer("process_direction")))


def test_the_page_names_the_case_and_the_line_of_the_log_as_well(world: World) -> None:
    director, draft = world.people["process_direction"], a_chairs_matrix()
    a_role(director, "project_leader")
    url = matrix_url(draft, "backroom:matrix_steps")
    assert world.case.key in text_of(as_user(director).get(url))
    assert world.case.key not in text_of(as_user(a_leader()).get(url))


def test_it_says_beforehand_what_the_table_of_the_case_says_afterwards(world: World, leader: User) -> None:
    bare = a_case(state="active")
    bare.case.memberships.filter(function="case_direction").update(ends_on=day(-1))
    draft = a_draft_matrix({"safety_broker": ["plan.adopt"], "process_manager": ["case.close"]})
    before = {gap.partition(":")[0] for gap in found(draft, viewer_of(leader))}
    MatrixVersion.objects.filter(pk=draft.pk).update(
        state="adopted", adopted_at=timezone.now(), effective_at=timezone.now()
    )
    assert before == {
        row.step.id
        for case in (world.case, bare.case)
        for row in authority_table(case)
        if not row.people and row.step.machine != "referral" and row.step.id not in BEHIND
    }


def test_an_adopted_matrix_has_nothing_left_to_acknowledge(world: World, leader: User) -> None:
    assert list(gaps_in_open_cases(a_matrix(binds="plan.adopt", role="safety_broker"), viewer_of(leader))) == []


def test_the_number_of_queries_does_not_grow(world: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    draft, director = a_chairs_matrix(), world.people["process_direction"]
    joined(1, director)
    viewer = viewer_of(director)
    with django_assert_num_queries(13):
        list(gaps_in_open_cases(draft, viewer))
    joined(4, director)
    viewer = viewer_of(director)
    with django_assert_num_queries(13):
        list(gaps_in_open_cases(draft, viewer))


def touched(version: MatrixVersion, viewer: Viewer) -> list[str]:
    return [change.note for part in step_changes(version, viewer=viewer) for change in part.changes]


def test_what_changes_names_the_open_cases_that_the_reader_sees_and_no_other(world: World, leader: User) -> None:
    hidden, draft = a_case(state="active"), a_chairs_matrix()
    seen = " ".join(touched(draft, world.viewer("process_direction")))
    assert world.case.key in seen
    assert hidden.case.key not in seen
    assert set(touched(draft, viewer_of(leader))) == {""}


def test_a_closed_case_is_touched_by_nothing(world: World) -> None:
    Case.objects.filter(pk=world.case.pk).update(state="closed")
    assert world.case.key not in " ".join(touched(a_chairs_matrix(), world.viewer("process_direction")))


def test_a_step_behind_a_case_does_not_touch_it(world: World) -> None:
    draft = a_draft_matrix({"safety_broker": ["case.activate"]})
    Case.objects.filter(pk=world.case.pk).update(state="active")
    assert set(touched(draft, world.viewer("process_direction"))) == {""}
    Case.objects.filter(pk=world.case.pk).update(state="planning")
    assert world.case.key in " ".join(touched(draft, world.viewer("process_direction")))
