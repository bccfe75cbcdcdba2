"""Who is asked about a plan in the making, who may write it with its leader, and who reads what was said?"""

import pytest

from access.doors import may_see
from accounts.models import Notice
from casefiles.actions.consult import Said, answer_consultation, ask_writers, consult, send_back
from casefiles.actions.plan import start_plan
from casefiles.actions.write_plan import Written, section_of, write_part
from casefiles.models import PlanConsultation, PlanRemark, PlanVersion
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, a_plan
from workflows.fire import fire
from workflows.models import Contribution, contributed
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case()


def _asked(world: World) -> PlanVersion:
    """Submitted by case direction, with the member asked what they think of it."""
    plan = a_plan(world)
    contributed(plan, world.people["case_direction"])
    consult(plan, [world.people["member"]], viewer=world.viewer("case_direction"))
    return fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)


def test_whoever_is_asked_to_write_a_part_writes_that_part_and_no_other(world: World) -> None:
    plan = start_plan(world.case, viewer=world.viewer("case_direction"))
    ask_writers(section_of(plan, "police_section"), [world.people["member"]], viewer=world.viewer("case_direction"))
    part = section_of(plan, "police_section")
    write_part(part, Written(text="Loopt langs."), viewer=world.viewer("member"), expected_version=part.version)
    assert PlanVersion.objects.get().police_section == "Loopt langs."
    with pytest.raises(StepRefused):
        write_part(section_of(plan, "analysis"), Written(text="x"), viewer=world.viewer("member"), expected_version=1)


def test_whoever_wrote_a_part_counts_for_four_eyes(world: World) -> None:
    plan = start_plan(world.case, viewer=world.viewer("case_direction"))
    second = a_covered_member(world, "second", function="process_direction")
    ask_writers(section_of(plan, "analysis"), [second], viewer=world.viewer("case_direction"))
    part = section_of(plan, "analysis")
    write_part(part, Written(text="Veel."), viewer=world.viewer("second"), expected_version=part.version)
    assert Contribution.objects.filter(user=second, thing_id=plan.pk).exists()


def test_nobody_from_outside_the_team_and_no_desk_is_asked(world: World) -> None:
    plan = start_plan(world.case, viewer=world.viewer("case_direction"))
    desk = a_covered_member(world, "desk", function="desk")
    with pytest.raises(StepRefused):
        consult(plan, [desk], viewer=world.viewer("case_direction"))
    with pytest.raises(StepRefused):
        consult(plan, [desk], viewer=world.viewer("member"))


def test_whoever_is_consulted_reads_the_plan_from_its_submission_until_it_goes_back(world: World) -> None:
    other = a_covered_member(world, "other")
    plan = _asked(world)
    assert may_see(world.viewer("member"), plan)
    assert not may_see(world.viewer("other"), plan)
    assert Notice.objects.filter(user=world.people["member"]).exists()
    assert not Notice.objects.filter(user=other).exists()
    plan = send_back(
        plan, Said(reason="Vaag."), viewer=world.viewer("process_direction"), expected_version=plan.version
    )
    assert not may_see(world.viewer("member"), plan)


def test_the_director_reads_who_answered_what_and_who_did_not(world: World) -> None:
    a_covered_member(world, "other")
    plan = _asked(world)
    consult(plan, [world.people["member"], world.people["other"]], viewer=world.viewer("case_direction"))
    sent(world.people["member"], "react_to_plan", plan.key, opinion="remarks", remark_analysis="Zijn zus ontbreekt.")
    page = text_of(opened(world.people["process_direction"], "decide_plan", plan.key))
    assert all(words in page for words in ("Zijn zus ontbreekt.", world.people["other"].name))
    assert page.count(str(PlanConsultation(opinion="remarks").get_opinion_display())) == 1
    assert page.count(str(PlanConsultation().get_opinion_display())) == 1


def test_a_remark_without_a_word_is_asked_for(world: World) -> None:
    plan = _asked(world)
    assert sent(world.people["member"], "react_to_plan", plan.key, opinion="remarks").status_code == 422
    assert PlanConsultation.objects.get().opinion == ""


def test_after_adoption_the_team_reads_the_plan_and_only_directors_and_speakers_what_was_said(world: World) -> None:
    a_covered_member(world, "other")
    plan = _asked(world)
    said = Said(opinion="remarks", remarks={"analysis": "Zijn zus ontbreekt."})
    answer_consultation(plan, said, viewer=world.viewer("member"))
    plan = fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    remark = PlanRemark.objects.get()
    readers = {name for name in world.people if may_see(world.viewer(name), remark)}
    assert readers == {"process_direction", "case_direction", "member"}
    assert may_see(world.viewer("other"), plan)


def test_nobody_answers_who_was_not_asked_or_after_the_decision(world: World) -> None:
    plan = _asked(world)
    with pytest.raises(StepRefused):
        answer_consultation(plan, Said(), viewer=world.viewer("process_direction"))
    fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=plan.version)
    with pytest.raises(StepRefused):
        answer_consultation(plan, Said(), viewer=world.viewer("member"))


def test_submitting_again_asks_again_because_the_text_changed(world: World) -> None:
    plan = _asked(world)
    answer_consultation(plan, Said(), viewer=world.viewer("member"))
    plan = send_back(plan, Said(reason="x"), viewer=world.viewer("process_direction"), expected_version=plan.version)
    fire("plan.submit", plan, viewer=world.viewer("case_direction"), expected_version=plan.version)
    assert PlanConsultation.objects.get().opinion == ""
