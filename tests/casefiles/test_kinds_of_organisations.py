"""A kind of meeting gives a function to a kind of organisation (D-19): who may take its steps then?"""

import pytest
from django.utils import translation

from access.explain import why
from casefiles.actions.team import Grant, invite
from casefiles.authority_table import authority_table
from casefiles.gaps import gaps_in_open_cases
from casefiles.machines import CASE, REFERRAL, people_in
from casefiles.models import Case, Referral
from casefiles.selectors.place import role_name
from casefiles.selectors.referrals import candidates
from documents.models import CaseFunction, MeetingType
from documents.selectors.coverage import coverage
from tests.factories.cases import World, a_case, a_covenant, day, viewer_of
from tests.factories.documents import a_draft_matrix, a_leader
from tests.factories.people import a_person, a_role, an_organisation
from workflows.four_eyes import held_by
from workflows.inbox import authorised
from workflows.refusals import StepRefused
from workflows.steps import step_by_id

pytestmark = pytest.mark.django_db
SCALE_UP, TAKE_UP = step_by_id("case.scale_up"), step_by_id("referral.take_up")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def world() -> World:
    return a_case()


def given_to(world: World, function: str, kind: str) -> None:
    world.purpose.kinds = {function: kind}
    world.purpose.save()
    world.case = Case.objects.get(pk=world.case.pk)


def decides(world: World) -> tuple[bool, bool, bool]:
    """Whether process direction may scale up, as each of the three askers says."""
    viewer = world.viewer("process_direction")
    return (
        held_by(viewer, SCALE_UP, world.case) is not None,
        Case.objects.filter(authorised(viewer, CASE, step=SCALE_UP)).exists(),
        viewer.user in people_in(world.case, "process_direction"),
    )


@pytest.mark.parametrize(("kind", "may"), [("municipality", True), ("police", False)])
def test_only_people_of_that_kind_of_organisation_take_the_steps_of_a_function(world, kind, may):
    given_to(world, "process_direction", kind)
    assert decides(world) == (may, may, may)


def a_referral(world: World) -> Referral:
    member = world.people["member"]
    return Referral.objects.create(
        municipality=world.municipality,
        meeting_type=MeetingType.objects.get(pk=world.purpose.pk),
        organisation=member.organisation,
        referrer=member,
        client_name="K. Bedacht",
        basis="gut_feeling",
        question="Wie weegt dit?",
        state="submitted",
    )


@pytest.mark.parametrize(("kind", "may"), [("municipality", True), ("safety_house", False)])
def test_a_referral_is_weighed_by_its_role_within_that_kind_of_organisation(world, kind, may):
    a_role(world.people["process_direction"], "municipal_director", municipality=world.municipality)
    given_to(world, "process_direction", kind)
    referral, viewer = a_referral(world), world.viewer("process_direction")
    found = Referral.objects.filter(authorised(viewer, REFERRAL, step=TAKE_UP))
    assert (held_by(viewer, TAKE_UP, referral) is not None, found.exists()) == (may, may)
    assert (viewer.user in REFERRAL.people("process_direction", referral)) == may


def test_who_could_direct_is_offered_by_kind_of_organisation(world):
    given_to(world, "case_direction", "youth_protection")
    youth = a_person(an_organisation(kind="youth_protection"), "ggz_case_coordinator")
    found = candidates(a_referral(world), CaseFunction.CASE_DIRECTION, viewer=world.viewer("process_direction"))
    assert list(found) == [youth]


def test_a_function_is_not_granted_to_another_kind_of_organisation(world):
    given_to(world, "case_direction", "youth_protection")
    person = a_person(an_organisation(kind="ggz"))
    a_covenant(world.purpose, [person.organisation], world.municipality)
    grant = Grant(person, "case_direction", day(0), day(30))
    with pytest.raises(StepRefused, match="youth protection"):
        invite(world.case, grant, viewer=world.viewer("process_direction"))


def test_the_table_of_a_case_names_the_kind_and_nobody_of_another(world):
    given_to(world, "case_direction", "youth_protection")
    row = next(one for one in authority_table(world.case) if one.step.id == "plan.submit")
    assert (row.functions, row.people) == (("case direction (youth protection)",), ())


def test_why_says_that_ones_function_belongs_to_another_kind_of_organisation(world):
    given_to(world, "case_direction", "youth_protection")
    said = " ".join(why(world.viewer("case_direction"), world.case).lines)
    assert "belongs to: youth protection" in said
    assert "gives no steps of that function" in said


def test_the_coverage_page_says_which_organisations_hold_a_function(world):
    given_to(world, "case_direction", "ggz")
    covered = coverage(a_draft_matrix(), viewer=viewer_of(a_leader()), meeting_type=world.case.meeting_type)
    named = {role: function for role, _label, function in covered.columns}
    assert named["ggz_case_coordinator"] == "case direction (mental health care)"


def test_a_function_of_a_kind_of_organisation_alone_is_called_by_it(world):
    del world.purpose.functions["case_direction"]
    given_to(world, "case_direction", "youth_protection")
    assert role_name(world.case, "case_direction") == "case direction (youth protection)"


def test_a_function_that_no_member_of_that_kind_holds_is_a_gap_in_open_cases(world):
    viewer = viewer_of(a_leader())
    before = {gap.id for gap in gaps_in_open_cases(a_draft_matrix(), viewer)}
    given_to(world, "case_direction", "youth_protection")
    after = {gap.id for gap in gaps_in_open_cases(a_draft_matrix(), viewer)}
    assert "plan.submit:cases:case_direction" in after - before
