"""Who asks to scale up, who decides, and what a flag does (domain 5, D-15)?"""

import pytest

from accounts.models import Role
from accounts.models.notice import Notice
from casefiles.actions.flag import set_flag
from casefiles.actions.team import Grant, invite
from casefiles.models import Case, Flag, ScalingRequest
from casefiles.selectors.frame import case_frame
from casefiles.selectors.working import working
from tests.casefiles.pages import opened, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, day
from tests.factories.people import a_person, a_role
from workflows.fire import fire
from workflows.models import Transition
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_case(state="active")


def _asked(world: World, by: str = "member") -> ScalingRequest:
    case = Case.objects.get(pk=world.case.pk)
    viewer = world.viewer(by)
    fire("case.ask_scale_up", case, viewer=viewer, expected_version=case.version, reason="Het loopt op.")
    return ScalingRequest.objects.latest("pk")


def _decided(world: World, step: str, request: ScalingRequest) -> None:
    viewer = world.viewer("process_direction")
    fire(step, request, viewer=viewer, expected_version=request.version, reason="Daarom.")


def test_any_partner_in_the_case_asks_and_process_direction_is_told(world: World) -> None:
    request = _asked(world)
    assert (request.state, request.owner, request.words) == ("waiting", world.people["member"], "Het loopt op.")
    assert [one.user for one in Notice.objects.all()] == [world.people["process_direction"]]


def test_a_request_stands_in_the_work_of_process_direction(world: World) -> None:
    request = _asked(world)
    page = text_of(opened(world.people["process_direction"], "scaling", request.key))
    assert "scaling.grant" in page
    assert "scaling.grant" not in text_of(opened(world.people["member"], "scaling", request.key))


def test_who_asks_while_another_waits_is_told_so(world: World) -> None:
    _asked(world)
    with pytest.raises(StepRefused):
        _asked(world, "case_direction")


def test_what_is_granted_scales_the_case_up(world: World) -> None:
    _decided(world, "scaling.grant", _asked(world))
    assert Case.objects.get().state == "scaled_up"
    assert set(Transition.objects.values_list("step", flat=True)) == {
        "case.ask_scale_up",
        "scaling.grant",
        "case.scale_up",
    }


def test_what_is_declined_leaves_the_case_and_may_be_asked_again(world: World) -> None:
    _decided(world, "scaling.decline", _asked(world))
    assert Case.objects.get().state == "active"
    assert _asked(world).state == "waiting"


def test_a_request_that_waits_is_decided_and_not_passed_by(world: World) -> None:
    _asked(world)
    case, viewer = Case.objects.get(), world.viewer("process_direction")
    with pytest.raises(StepRefused):
        fire("case.scale_up", case, viewer=viewer, expected_version=case.version, reason="Meteen.")


def test_after_scaling_up_the_broker_chairs_and_may_invite(world: World) -> None:
    broker = a_covered_member(world, "broker")
    a_role(broker, Role.SAFETY_BROKER, municipality=world.municipality)
    grant = Grant(a_person(world.people["member"].organisation), "member", day(0), day(30))
    with pytest.raises(StepRefused):
        invite(world.case, grant, viewer=world.viewer("broker"))
    _decided(world, "scaling.grant", _asked(world))
    case = Case.objects.select_related("municipality", "meeting_type").get()
    assert broker.name in working(case, viewer=world.viewer("member")).chair
    assert invite(case, grant, viewer=world.viewer("broker")).state == "offered"


def _flagged(world: World, kind: str = "code_red", by: str = "process_direction") -> Flag:
    return set_flag(world.case, kind, viewer=world.viewer(by), reason="Dreiging.")


def test_a_flag_stands_in_the_header_until_it_is_ended(world: World) -> None:
    flag = _flagged(world)
    assert [str(one) for one in case_frame(world.case, viewer=world.viewer("member")).flags] != []
    viewer = world.viewer("process_direction")
    fire("flag.end", flag, viewer=viewer, expected_version=flag.version, reason="Voorbij.")
    assert case_frame(world.case, viewer=world.viewer("member")).flags == []


def test_only_process_direction_flags_and_each_kind_once(world: World) -> None:
    with pytest.raises(StepRefused):
        _flagged(world, by="member")
    _flagged(world)
    with pytest.raises(StepRefused):
        _flagged(world)
    assert _flagged(world, "top_x").state == "set"


def test_a_flag_tells_who_sees_the_case_and_widens_nothing(world: World) -> None:
    a_covered_member(world, "winding", last_day=-10)
    broker = a_person(None, Role.SAFETY_BROKER)
    _flagged(world)
    told = {one.user for one in Notice.objects.all()}
    assert told == {world.people["case_direction"], world.people["member"]}
    world.people["broker"] = broker
    assert not Case.objects.visible_to(world.viewer("broker")).exists()


def test_a_flag_is_set_on_its_page_with_a_reason(world: World) -> None:
    director = world.people["process_direction"]
    assert sent(director, "set_flag", world.case.key, kind="top_x").status_code == 422
    assert sent(director, "set_flag", world.case.key, kind="top_x", reason="Lijst.").status_code == 302
    assert Flag.objects.get().kind == "top_x"
