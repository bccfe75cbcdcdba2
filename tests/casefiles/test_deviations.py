"""Who proposes to deviate from the plan in force, who decides, and can it be traced to the version that it changed?"""

import pytest

from casefiles.actions.deviate import Proposal, propose_deviation
from casefiles.actions.plan import start_plan
from casefiles.models import PlanDeviation, PlanVersion
from casefiles.selectors.deviations import deviations_to_work_out, to_work_out
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_plan
from tests.factories.plans import a_deviation
from workflows.authority import read_papers
from workflows.fire import fire
from workflows.models import Contribution, Transition
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
MORE = Proposal("actions", "Elke dag bellen.", "Hij neemt dan op.")


@pytest.fixture
def world() -> World:
    return a_case()


@pytest.fixture
def plan(world: World) -> PlanVersion:
    return a_plan(world, state="adopted", circle="team", number=1)


@pytest.mark.parametrize(
    ("who", "step"), [("case_direction", "deviation.propose"), ("member", "deviation.propose_measure")]
)
def test_case_direction_proposes_a_deviation_and_a_member_a_measure(
    world: World, plan: PlanVersion, who: str, step: str
) -> None:
    deviation = propose_deviation(plan, MORE, viewer=world.viewer(who))
    assert (deviation.state, deviation.plan_version) == ("proposed", plan)
    assert Transition.objects.get().step == step


def test_nothing_is_kept_of_a_proposal_on_a_version_that_is_not_in_force(world: World, plan: PlanVersion) -> None:
    PlanVersion.objects.filter(pk=plan.pk).update(state="replaced")
    with pytest.raises(StepRefused):
        propose_deviation(PlanVersion.objects.get(pk=plan.pk), MORE, viewer=world.viewer("member"))
    assert not PlanDeviation.objects.exists()


def test_nobody_decides_on_their_own_proposal(world: World, plan: PlanVersion) -> None:
    deviation = propose_deviation(plan, MORE, viewer=world.viewer("process_direction"))
    with pytest.raises(StepRefused):
        fire("deviation.approve", deviation, viewer=world.viewer("process_direction"), expected_version=2)


def test_what_is_approved_is_worked_out_in_the_next_version_while_this_one_stays_in_force(
    world: World, plan: PlanVersion
) -> None:
    deviation = propose_deviation(plan, MORE, viewer=world.viewer("member"))
    deviation = fire("deviation.approve", deviation, viewer=world.viewer("process_direction"), expected_version=2)
    assert list(to_work_out(world.case, viewer=world.viewer("case_direction"))) == [deviation]
    following = start_plan(world.case, viewer=world.viewer("case_direction"))
    deviation.refresh_from_db(fields=["taken_into"])
    assert deviation.taken_into == following
    assert PlanVersion.objects.get(pk=plan.pk).state == "adopted"
    assert Contribution.objects.filter(thing_id=following.pk, user=world.people["member"]).exists()


def test_the_work_list_names_what_waits_for_the_next_version_until_one_is_begun(
    world: World, plan: PlanVersion
) -> None:
    deviation = a_deviation(plan, world.people["member"], state="approved")
    viewer = world.viewer("case_direction")
    assert list(deviations_to_work_out(viewer, read_papers())) == [deviation]
    assert not deviations_to_work_out(world.viewer("member"), read_papers())
    a_plan(world)
    assert not deviations_to_work_out(viewer, read_papers())


def test_a_deviation_is_proposed_read_and_declined_on_its_pages(world: World, plan: PlanVersion) -> None:
    form = {"part": "actions", "proposal": "Elke dag bellen.", "why": "Hij neemt dan op."}
    sent(world.people["member"], "propose_deviation", plan.key, **form)
    deviation = PlanDeviation.objects.get()
    assert "Elke dag bellen." in text_of(opened(world.people["process_direction"], "plan_version", plan.key))
    fields = {"version": deviation.version, "reason": "Te veel."}
    sent(world.people["process_direction"], "step", "deviation.decline", deviation.key, **fields)
    assert PlanDeviation.objects.get().state == "declined"
    assert "Te veel." in text_of(opened(world.people["member"], "history", world.case.key))


def test_a_proposal_without_a_reason_keeps_what_was_typed(world: World, plan: PlanVersion) -> None:
    response = sent(world.people["member"], "propose_deviation", plan.key, part="actions", proposal="Elke dag bellen.")
    assert (response.status_code, "Elke dag bellen." in text_of(response)) == (422, True)


def test_many_deviations_ask_no_more_of_the_database(world: World, plan: PlanVersion) -> None:
    a_deviation(plan, world.people["member"])
    few = queries_of(world.people["case_direction"], "plan_version", plan.key)
    for _number in range(6):
        a_deviation(plan, world.people["member"])
    assert queries_of(world.people["case_direction"], "plan_version", plan.key) == few
