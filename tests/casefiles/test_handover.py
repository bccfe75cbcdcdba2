"""What must hold before a case closes or is handed over, and who says so; moves and deaths (D-38, D-39)."""

import pytest

from accounts.models import Role
from accounts.models.notice import Notice
from casefiles.actions.flag import Death, change_purpose, record_death
from casefiles.actions.hand_over import Receiver, offer_handover, record_closing_notice
from casefiles.models import Case, Handover, Membership
from casefiles.selectors.closing import ways_to_end
from casefiles.telling import hearers
from tests.factories.cases import World, a_case, a_covenant, a_plan, a_purpose, a_report, day, viewer_of
from tests.factories.people import a_municipality, a_person, a_role, an_organisation
from tests.factories.team import a_closing_notice, a_request
from workflows.fire import fire
from workflows.models import Transition
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_case(state="closing")
    world.people["receiver"] = a_person(None, Role.PARTNER)
    return world


def _fire(world: World, step: str, thing: object, by: str = "process_direction", reason: str = "Omdat.") -> object:
    return fire(step, thing, viewer=world.viewer(by), expected_version=thing.version, reason=reason)  # type: ignore[type-var, attr-defined]


def _offered(world: World, receiver: Receiver | None = None) -> Handover:
    receiver = receiver or Receiver(world.people["receiver"])
    return offer_handover(world.case, receiver, viewer=world.viewer("process_direction"), words="Neem je dit over?")


def _open(world: World, step: str) -> list[str]:
    ways = {way.offer.step.id: way for way in ways_to_end(world.case, viewer=world.viewer("process_direction"))}
    return [str(one.text) for one in ways[step].conditions if not one.met]


def test_every_condition_of_closing_is_listed_with_who_can_mend_it(world: World) -> None:
    Case.objects.filter(pk=world.case.pk).update(state="active")
    world.case = Case.objects.get(pk=world.case.pk)
    a_plan(world, state="adopted", circle="team")
    a_request(world)
    way = ways_to_end(world.case, viewer=world.viewer("process_direction"))[0]
    missing = [one for one in way.conditions if not one.met]
    assert len(missing) == 5
    assert all(one.who or one.url for one in missing)


def test_a_case_closes_once_everything_holds(world: World) -> None:
    with pytest.raises(StepRefused):
        _fire(world, "case.close", world.case)
    record_closing_notice(
        world.case, viewer=world.viewer("process_direction"), told_on=day(-1), words="In een gesprek."
    )
    assert _fire(world, "case.close", world.case).state == "closed"  # type: ignore[attr-defined]


def test_a_draft_that_the_director_does_not_see_is_not_told_by_the_refusal(world: World) -> None:
    before = _open(world, "case.close")
    a_report(world, "member", shared_days_ago=None)
    assert _open(world, "case.close") == before


def test_a_case_is_handed_over_only_after_the_receiver_accepted(world: World) -> None:
    a_closing_notice(world)
    handover = _offered(world)
    with pytest.raises(StepRefused):
        _fire(world, "case.hand_over", world.case)
    _fire(world, "handover.accept", handover, "receiver")
    assert _fire(world, "case.hand_over", world.case).state == "handed_over"  # type: ignore[attr-defined]


def test_a_receiver_refuses_with_a_reason_and_it_goes_back(world: World) -> None:
    handover = _offered(world)
    with pytest.raises(StepRefused):
        _fire(world, "handover.refuse", handover, "receiver", reason="")
    _fire(world, "handover.refuse", handover, "receiver", reason="Wij werken hier niet.")
    assert Notice.objects.filter(user=world.people["process_direction"]).exists()
    assert Transition.objects.get(step="handover.refuse").reason.text == "Wij werken hier niet."


def test_for_a_receiver_without_an_account_direction_records_the_answer(world: World) -> None:
    handover = _offered(world, Receiver(outside="P. Elders, Stichting Elders"))
    _fire(world, "handover.record_acceptance", handover, reason="Per brief van gisteren.")
    assert _open(world, "case.hand_over") != []
    a_closing_notice(world)
    assert _open(world, "case.hand_over") == []


def test_direction_does_not_answer_for_a_receiver_with_an_account(world: World) -> None:
    with pytest.raises(StepRefused):
        _fire(world, "handover.record_acceptance", _offered(world))


def test_one_handover_waits_at_a_time(world: World) -> None:
    _offered(world)
    with pytest.raises(StepRefused):
        _offered(world)


# Moving to another municipality


@pytest.fixture
def moving(world: World) -> World:
    there, organisation = a_municipality(), an_organisation(kind="municipality")
    world.people["there"] = a_person(organisation)
    a_role(world.people["there"], Role.MUNICIPAL_DIRECTOR, municipality=there)
    a_covenant(world.purpose, [organisation, world.people["member"].organisation], there)
    Case.objects.filter(pk=world.case.pk).update(state="active")
    world.case = Case.objects.get(pk=world.case.pk)
    world.there = there  # type: ignore[attr-defined]
    return world


def _moved(world: World) -> Handover:
    receiver = Receiver(world.people["there"], municipality=world.there)  # type: ignore[attr-defined]
    handover = _offered(world, receiver)
    _fire(world, "handover.accept", handover, "there")
    return handover


def test_until_it_is_accepted_a_move_changes_nothing(moving: World) -> None:
    receiver = Receiver(moving.people["there"], municipality=moving.there)  # type: ignore[attr-defined]
    _offered(moving, receiver)
    assert Case.objects.get().municipality == moving.municipality
    assert not Case.objects.visible_to(moving.viewer("there")).exists()


def test_a_moved_case_keeps_its_code_and_is_directed_from_there(moving: World) -> None:
    _moved(moving)
    case = Case.objects.get()
    assert (case.key, case.municipality, case.state) == (moving.case.key, moving.there, "active")  # type: ignore[attr-defined]
    directing = Membership.objects.current(day(0)).directing()
    assert [one.user for one in directing] == [moving.people["there"]]


def test_after_a_move_the_gate_is_asked_again_of_everyone(moving: World) -> None:
    _moved(moving)
    seen = {name: Case.objects.visible_to(moving.viewer(name)).exists() for name in ("member", "process_direction")}
    assert seen == {"member": True, "process_direction": False}


def test_after_a_move_every_place_ends_unless_it_is_confirmed(moving: World) -> None:
    _moved(moving)
    member = Membership.objects.get(user=moving.people["member"])
    assert member.ends_on == day(30)


def test_only_a_director_there_takes_a_case_over(moving: World) -> None:
    receiver = Receiver(moving.people["receiver"], municipality=moving.there)  # type: ignore[attr-defined]
    with pytest.raises(StepRefused):
        _offered(moving, receiver)


def test_a_change_of_purpose_asks_the_gate_and_is_told_in_the_history(moving: World) -> None:
    other = a_purpose()
    viewer = moving.viewer("process_direction")
    with pytest.raises(StepRefused):
        change_purpose(moving.case, other, before=moving.purpose, viewer=viewer, reason="Ander overleg.")
    a_covenant(other, [viewer.user.organisation], moving.municipality)
    change_purpose(moving.case, other, before=moving.purpose, viewer=viewer, reason="Ander overleg.")
    assert Case.objects.get().meeting_type == other
    assert not Case.objects.visible_to(moving.viewer("member")).exists()
    assert Transition.objects.filter(step="purpose.change").exists()


# Death


def test_after_a_death_the_case_goes_to_closing_and_nobody_is_mailed(moving: World) -> None:
    report, death = a_report(moving), Death(day(-1), "Van de huisarts.")
    assert hearers(report, at=moving.viewer("member").at)
    record_death(moving.case, death, viewer=moving.viewer("process_direction"), expected_version=1)
    report.refresh_from_db(fields=["case"])
    assert Case.objects.get().state == "closing"
    assert hearers(report, at=moving.viewer("member").at) == []


def test_only_process_direction_records_a_death_and_once(moving: World) -> None:
    death = Death(day(-1), "Van de huisarts.")
    with pytest.raises(StepRefused):
        record_death(moving.case, death, viewer=moving.viewer("member"), expected_version=1)
    record_death(moving.case, death, viewer=moving.viewer("process_direction"), expected_version=1)
    with pytest.raises(StepRefused):
        record_death(moving.case, death, viewer=viewer_of(moving.people["process_direction"]), expected_version=2)
