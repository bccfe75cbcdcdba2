"""Is what may not be here out of sight at once, and gone by a second hand? (D-22, D-23)"""

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from access.doors import may_see
from accounts.models import User
from audit.trail import Trail, record_look
from casefiles.actions.plan import start_plan
from casefiles.actions.seal import Ground, seal_item
from casefiles.models import PlanAction, PlanVersion, Report, ReportVersion, Seal, Wiping
from casefiles.sealing import sealable_models
from search.models import PendingChange
from tests.factories.cases import World, a_case, a_plan, a_report, viewer_of
from tests.factories.people import a_person
from workflows.fire import fire
from workflows.models import contributed
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db
WRONG = Ground("wrong_client", "Dit gaat over zijn buurman.")


@pytest.fixture
def world() -> World:
    return a_case(state="active")


@pytest.fixture
def officer() -> User:
    return a_person(None, "privacy_officer")


def sealed(world: World, report: Report, by: str = "member") -> Seal:
    return seal_item(report, WRONG, viewer=world.viewer(by))


def test_nobody_reads_a_sealed_report_in_any_version(world: World) -> None:
    report = a_report(world)
    sealed(world, report)
    for name in world.people:
        viewer = world.viewer(name)
        assert not Report.objects.visible_to(viewer).exists()
        assert not ReportVersion.objects.visible_to(viewer).exists()
        assert not may_see(viewer, Report.objects.get())


def test_it_leaves_every_answer_with_the_same_commit(world: World) -> None:
    report = a_report(world)
    sealed(world, report)
    assert PendingChange.objects.filter(kind="report", key=report.key, narrowed=True).exists()


@pytest.mark.parametrize("by", ["member", "process_direction", "case_direction"])
def test_owner_and_directors_seal(world: World, by: str) -> None:
    assert sealed(world, a_report(world), by).state == "sealed"


def test_the_privacy_officer_seals_what_they_do_not_read(world: World, officer: User) -> None:
    report = a_report(world)
    assert not may_see(viewer_of(officer), report)
    assert seal_item(report, WRONG, viewer=viewer_of(officer)).state == "sealed"


def test_another_member_does_not_seal(world: World) -> None:
    report = a_report(world, "case_direction")
    with pytest.raises(StepRefused) as refused:
        sealed(world, report)
    assert refused.value.status == 403


def test_it_is_not_sealed_twice(world: World) -> None:
    report = a_report(world)
    sealed(world, report)
    with pytest.raises(StepRefused):
        sealed(world, report, "process_direction")


def test_who_sealed_does_not_decide(world: World) -> None:
    seal = sealed(world, a_report(world), "process_direction")
    with pytest.raises(StepRefused):
        fire("seal.erase", seal, viewer=world.viewer("process_direction"), expected_version=1)


def test_a_member_knows_of_no_seal(world: World) -> None:
    seal = sealed(world, a_report(world))
    with pytest.raises(Http404):
        fire("seal.erase", seal, viewer=world.viewer("member"), expected_version=1)


def test_lifting_gives_everything_back_as_it_was(world: World) -> None:
    report = a_report(world, circle="directors")
    seal = sealed(world, report)
    fire("seal.lift", seal, viewer=world.viewer("case_direction"), expected_version=1, reason="Het klopt wel.")
    assert Report.objects.get().circle == ReportVersion.objects.get().circle == "directors"


def test_erasing_leaves_no_word_in_any_version(world: World, officer: User) -> None:
    seal = sealed(world, a_report(world, story="Een geheim verhaal."))
    fire("seal.erase", seal, viewer=viewer_of(officer), expected_version=1)
    for row in (Report.objects.get(), ReportVersion.objects.get(), Seal.objects.get()):
        assert not any("geheim" in str(value) or "buurman" in str(value) for value in vars(row).values())
    assert Wiping.objects.exists()


def test_what_is_left_is_a_digest_and_who_had_read_it(world: World, officer: User) -> None:
    report, reader = a_report(world), world.viewer("case_direction")
    trail = Trail(reader.trail.identity, noun="casefiles.report", object_key=report.key)
    record_look(trail)
    seal = fire("seal.erase", sealed(world, report), viewer=viewer_of(officer), expected_version=1)
    assert len(seal.digest) == 64
    assert reader.user.name in [name for name, _organisation, _at in seal.readers]


def test_rows_that_nobody_may_change_are_guarded_again_afterwards(world: World, officer: User) -> None:
    fire("seal.erase", sealed(world, a_report(world)), viewer=viewer_of(officer), expected_version=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportVersion.objects.update(story="Anders.")


def an_adopted_plan(world: World) -> PlanVersion:
    plan = a_plan(world, state="in_consultation", analysis="Over de verkeerde.")
    contributed(plan, world.people["case_direction"])
    return fire("plan.adopt", plan, viewer=world.viewer("process_direction"), expected_version=1)


def test_an_adopted_plan_is_sealed_and_the_next_one_begins_empty(world: World, officer: User) -> None:
    plan = an_adopted_plan(world)
    seal = seal_item(plan, WRONG, viewer=world.viewer("process_direction"))
    fresh = start_plan(world.case, viewer=world.viewer("case_direction"))
    assert fresh.analysis == ""
    fire("seal.erase", seal, viewer=viewer_of(officer), expected_version=1)
    plan = PlanVersion.objects.get(pk=plan.pk)
    assert (plan.number, plan.analysis, bool(plan.content_hash)) == (1, "", True)
    assert not PlanAction.objects.filter(plan_version=plan).exists()


def test_whole_items_can_be_sealed_and_their_versions_go_along() -> None:
    assert {"report", "planversion"} <= set(sealable_models())
    assert "reportversion" not in sealable_models()
