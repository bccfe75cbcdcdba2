"""Is the person told in time, can telling be postponed by two people only, and does a case wait for it?"""

from typing import Any

import pytest
import time_machine

from accounts.models.notice import Notice
from casefiles.actions.person_rights import choose_route, give_notice, propose_postponement
from casefiles.models import Consent, InformationRoute, NoticePostponement, SharingAgreement, SubjectNotice
from casefiles.selectors.to_inform import cases_to_inform
from tests.casefiles.pages import opened, queries_of, sent, text_of
from tests.factories.cases import World, a_case, a_covered_member, day
from tests.factories.rights import a_record
from workflows.fire import fire
from workflows.models import Transition
from workflows.refusals import StepRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Opened 200 days ago, and nobody told the person."""
    world = a_case(state="planning")
    world.case.subjectnotice_set.all().delete()
    return world


def told(world: World, **fields: Any) -> SubjectNotice:
    details = {"way": "talk", "told_by": world.people["member"], "told_on": day(-1), "remark": ""}
    return give_notice(world.case, details | fields, viewer=world.viewer("case_direction"))


def postponed(world: World, by: str = "case_direction", **fields: Any) -> NoticePostponement:
    asked = {"ground": "safety_of_others", "explanation": "Er wordt gedreigd.", "planned_on": day(10)}
    return propose_postponement(world.case, asked | fields, viewer=world.viewer(by))


def decided(postponement: NoticePostponement, world: World, by: str, step: str = "approve") -> NoticePostponement:
    version, viewer = postponement.version, world.viewer(by)
    return fire(f"postponement.{step}", postponement, viewer=viewer, expected_version=version, reason="Daarom.")


def scaled(world: World) -> list[str]:
    """What stands in the way of going on with the case."""
    world.case.planversion_set.all().delete()
    try:
        fire("case.activate", world.case, viewer=world.viewer("process_direction"), expected_version=1)
    except StepRefused as refusal:
        return [str(one.text) for one in refusal.unmet]
    return []


def test_a_case_whose_person_was_not_told_in_time_does_not_go_on(world: World) -> None:
    assert any("niet uitgesteld" in text for text in scaled(world))
    told(world)
    assert all("geïnformeerd" not in text for text in scaled(world))


def test_an_expired_postponement_blocks_and_says_until_when_it_ran(world: World) -> None:
    decided(postponed(world), world, "process_direction")
    assert not any("uitgesteld" in text for text in scaled(world))
    with time_machine.travel(day(11), tick=False):
        assert any("uitgesteld tot" in text for text in scaled(world))


def test_who_proposes_a_postponement_does_not_decide_on_it(world: World) -> None:
    postponement = postponed(world)
    with pytest.raises(StepRefused):
        decided(postponement, world, "case_direction")
    assert decided(postponement, world, "process_direction").state == "approved"


def test_either_director_may_propose_and_the_other_hears_that_something_waits(world: World) -> None:
    postponement = postponed(world, by="process_direction")
    assert [one.user for one in Notice.objects.all()] == [world.people["case_direction"]]
    assert decided(postponement, world, "case_direction").state == "approved"


def test_a_refused_postponement_moves_no_day(world: World) -> None:
    decided(postponed(world), world, "process_direction", step="reject")
    assert any("niet uitgesteld" in text for text in scaled(world))


def test_a_postponement_cannot_be_approved_when_its_day_is_past(world: World) -> None:
    postponement = postponed(world)
    with time_machine.travel(day(12), tick=False), pytest.raises(StepRefused):
        decided(postponement, world, "process_direction")


def test_a_case_may_be_ended_though_nobody_was_told(world: World) -> None:
    type(world.case).objects.filter(pk=world.case.pk).update(state="active")
    viewer = world.viewer("process_direction")
    closing = fire("case.prepare_closing", world.case, viewer=viewer, expected_version=1, reason="Klaar.")
    assert closing.state == "closing"


def test_the_person_is_told_once_and_not_in_the_future(world: World) -> None:
    with pytest.raises(StepRefused):
        told(world, told_on=day(1))
    told(world)
    with pytest.raises(StepRefused):
        told(world)
    assert SubjectNotice.objects.count() == 1


def test_a_member_does_not_record_telling_and_reads_who_does(world: World) -> None:
    page = opened(world.people["member"], "give_notice", world.case.key)
    assert page.status_code == 403
    assert "procesregie" in text_of(page)


def test_directors_find_it_in_their_work_and_members_only_on_the_case(world: World) -> None:
    assert [code for code, _due in cases_to_inform(world.viewer("process_direction"))] == [world.case.key]
    assert cases_to_inform(world.viewer("member")) == []
    assert "Betrokkene informeren" in text_of(opened(world.people["member"], "case", world.case.key))


def test_an_approved_postponement_is_the_day_in_my_work(world: World) -> None:
    decided(postponed(world), world, "process_direction")
    assert [due for _code, due in cases_to_inform(world.viewer("case_direction"))] == [day(10)]


def test_telling_stands_in_the_history(world: World) -> None:
    told(world)
    assert "Betrokkene informeren" in text_of(opened(world.people["member"], "history", world.case.key))


def test_the_form_of_a_director_records_that_the_person_was_told(world: World) -> None:
    user = world.people["process_direction"]
    told_by = world.people["member"].key
    fields = {"way": "letter", "told_by": told_by, "told_on": day(-2).isoformat(), "remark": "Rustig."}
    assert sent(user, "give_notice", world.case.key, **fields).status_code == 302
    assert "Rustig." in text_of(opened(world.people["member"], "rights", world.case.key))


def test_a_form_with_a_day_that_is_past_asks_again_and_keeps_the_words(world: World) -> None:
    fields = {"ground": "investigation", "explanation": "Er loopt iets.", "planned_on": day(-1).isoformat()}
    answer = sent(world.people["case_direction"], "postpone_notice", world.case.key, **fields)
    assert answer.status_code == 422
    assert "Er loopt iets." in text_of(answer)


def test_a_new_route_ends_the_one_before_it(world: World) -> None:
    viewer = world.viewer("case_direction")
    for route in ("voluntary", "assertive_outreach"):
        choose_route(world.case, {"route": route, "explanation": "Zo.", "chosen_on": day(0)}, viewer=viewer)
    found = InformationRoute.objects.values_list("route", "state")
    assert sorted(found) == [("assertive_outreach", "in_force"), ("voluntary", "ended")]


def test_any_member_records_consent_and_that_it_is_withdrawn(world: World) -> None:
    fields = {"purpose": "Overleg met de huisarts.", "given": "yes", "answered_on": day(0).isoformat()}
    sent(world.people["member"], "record_consent", world.case.key, **fields)
    consent = Consent.objects.get()
    sent(world.people["case_direction"], "step", "consent.withdraw", consent.key, version=consent.version)
    consent = Consent.objects.get()
    assert (consent.state, consent.withdrawn_on) == ("withdrawn", day(0))


def test_the_desk_reads_what_was_agreed_about_sharing_while_it_holds(world: World) -> None:
    desk = a_covered_member(world, "desk", function="desk")
    fields = {"text": "Bel zijn zus niet.", "agreed_on": day(0).isoformat()}
    sent(world.people["member"], "record_sharing", world.case.key, **fields)
    assert "Bel zijn zus niet." in text_of(opened(desk, "case", world.case.key))
    agreement = SharingAgreement.objects.get()
    fire("sharing.end", agreement, viewer=world.viewer("member"), expected_version=2, reason="Hij wil anders.")
    assert "Bel zijn zus niet." not in text_of(opened(desk, "case", world.case.key))


def test_the_page_asks_as_much_of_the_database_for_many_records_as_for_few(world: World) -> None:
    user = world.people["process_direction"]
    for machine, state in (("postponement", "rejected"), ("route", "ended"), ("consent", "given")):
        a_record(world, machine, state=state)
    few = queries_of(user, "rights", world.case.key)
    for _time in range(6):
        for machine, state in (("postponement", "rejected"), ("route", "ended"), ("consent", "given")):
            a_record(world, machine, state=state)
    assert queries_of(user, "rights", world.case.key) == few


def test_nothing_of_it_says_more_in_the_log_than_that_it_happened(world: World) -> None:
    postponed(world)
    assert Transition.objects.get(step="postponement.propose").reason_digest == ""
