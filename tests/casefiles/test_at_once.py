"""What happens when two people act at the same moment? Run on SQLite and on PostgreSQL."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefiles.actions.disclosure import Given, correct_disclosure
from casefiles.actions.emergency import Alarm, start_emergency
from casefiles.actions.flag import set_flag
from casefiles.actions.hand_over import Receiver, offer_handover
from casefiles.actions.medical import Telling, disclose_medical, end_disclosure
from casefiles.actions.team import Grant, end_membership, invite
from casefiles.actions.write_plan import Written, section_of, write_part
from casefiles.models import Disclosure, Flag, MedicalDisclosure, Membership, PlanSection, PlanVersion, Report
from tests.factories.cases import World, a_case, a_covered_member, a_plan, a_report, day
from tests.factories.medical import a_colleague_in_care, a_disclosure, a_medical_disclosure, a_medical_record
from tests.factories.people import a_person
from tests.factories.team import a_request, an_invitation
from workflows.fire import fire
from workflows.models import Transition, contributed
from workflows.refusals import Stale, StepRefused

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    return a_case()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run these at the same moment, each with a connection of its own; results, or the exceptions they met."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[place] = act()
        except (Stale, StepRefused, Http404) as refused:
            results[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_two_who_adopt_at_once_exactly_one_wins_and_the_other_is_told(world: World) -> None:
    a_covered_member(world, "second", function="process_direction")
    plan = a_plan(world, state="in_consultation")
    contributed(plan, world.people["case_direction"])
    results = at_once(
        *[
            lambda who=who: fire("plan.adopt", plan, viewer=world.viewer(who), expected_version=1)
            for who in ("process_direction", "second")
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["PlanVersion", "Stale"]
    assert Transition.objects.filter(step="plan.adopt").count() == 1
    assert PlanVersion.objects.get(pk=plan.pk).number == 1


PARTS = st.sampled_from(["analysis", "police_section", "crisis_card"])
WORDS = st.text(alphabet="abc ", min_size=1, max_size=8)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(parts=st.tuples(PARTS, PARTS), texts=st.tuples(WORDS, WORDS))
def test_of_two_who_write_at_once_no_word_is_lost(world: World, parts: tuple[str, str], texts: tuple[str, str]) -> None:
    """Two parts are both saved; of one part one text is saved, and the other writer is told."""
    PlanVersion.objects.filter(case=world.case).update(state="replaced")
    plan = a_plan(world)

    def write(part: str, text: str) -> PlanSection:
        viewer = world.viewer("case_direction")
        return write_part(section_of(plan, part), Written(text=text), viewer=viewer, expected_version=1)

    results = at_once(*[lambda pair=pair: write(*pair) for pair in zip(parts, texts, strict=True)])
    saved = [getattr(PlanVersion.objects.get(pk=plan.pk), part) for part in parts]
    told = [isinstance(one, Stale) for one in results]
    assert sum(told) == (parts[0] == parts[1])
    assert all(lost or text == there for lost, text, there in zip(told, texts, saved, strict=True))


def test_whoever_submits_while_a_part_is_saved_submits_what_is_there_or_is_told(world: World) -> None:
    plan = a_plan(world)
    viewer = world.viewer("case_direction")
    section = section_of(plan, "analysis")
    results = at_once(
        lambda: fire("plan.submit", plan, viewer=viewer, expected_version=1),
        lambda: write_part(section, Written(text="Later."), viewer=world.viewer("case_direction"), expected_version=1),
    )
    now = PlanVersion.objects.get(pk=plan.pk)
    submitted, written = (not isinstance(one, Exception) for one in results)
    assert submitted != written
    assert (now.state, now.analysis) == (("in_consultation", "Er speelt veel.") if submitted else ("draft", "Later."))


def test_two_directors_who_end_each_other_at_once_leave_one(world: World) -> None:
    a_covered_member(world, "second", function="process_direction")
    members = {member.user: member for member in Membership.objects.directing()}
    first, second = world.people["process_direction"], world.people["second"]
    results = at_once(
        lambda: end_membership(members[second], viewer=world.viewer("process_direction"), expected_version=1),
        lambda: end_membership(members[first], viewer=world.viewer("second"), expected_version=1),
    )
    assert sum(isinstance(one, Membership) for one in results) == 1
    assert Membership.objects.current(day(0)).directing().count() == 1


def test_a_right_that_ends_elsewhere_is_gone_on_the_next_request(world: World) -> None:
    report = a_report(world)
    before = Report.objects.visible_to(world.viewer("member"))
    assert before.filter(pk=report.pk).exists()
    yesterday = day(0) - timedelta(days=1)
    at_once(lambda: Membership.objects.filter(user=world.people["member"]).update(ends_on=yesterday))
    assert not Report.objects.visible_to(world.viewer("member")).filter(pk=report.pk).exists()


def test_a_step_of_somebody_whose_right_ended_since_the_form_was_opened_is_not_found(world: World) -> None:
    plan = a_plan(world, state="in_consultation")
    opened = world.viewer("process_direction")
    at_once(lambda: Membership.objects.filter(user=opened.user).update(ends_on=day(-1)))
    with pytest.raises(Http404):
        fire("plan.adopt", plan, viewer=opened, expected_version=1)


def test_of_two_who_set_the_same_flag_at_once_one_is_told(world: World) -> None:
    a_covered_member(world, "second", function="process_direction")
    results = at_once(
        *[
            lambda who=who: set_flag(world.case, "code_red", viewer=world.viewer(who), reason="Dreiging.")
            for who in ("process_direction", "second")
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["Flag", "StepRefused"]
    assert Flag.objects.filter(state="set").count() == 1


def test_of_two_who_invite_the_same_person_at_once_one_is_told(world: World) -> None:
    a_covered_member(world, "second", function="process_direction")
    colleague = a_person(world.people["member"].organisation)
    grant = Grant(colleague, "member", day(0), day(30))
    results = at_once(
        *[
            lambda who=who: invite(world.case, grant, viewer=world.viewer(who))
            for who in ("process_direction", "second")
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["Invitation", "StepRefused"]


def test_of_two_who_offer_a_handover_at_once_one_is_told(world: World) -> None:
    a_covered_member(world, "second", function="process_direction")
    receiver = Receiver(outside="P. Elders")
    results = at_once(
        *[
            lambda who=who: offer_handover(world.case, receiver, viewer=world.viewer(who), words="Neem over.")
            for who in ("process_direction", "second")
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["Handover", "StepRefused"]


def test_of_two_who_open_a_case_to_the_same_person_in_an_emergency_one_is_told(world: World) -> None:
    alarm = Alarm(a_person(None, "partner"), "Vannacht.", "Zijn leven.")
    results = at_once(
        *[
            lambda who=who: start_emergency(world.case, alarm, viewer=world.viewer(who))
            for who in ("process_direction", "case_direction")
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["EmergencyAccess", "StepRefused"]


def test_of_a_grant_and_a_refusal_of_one_request_exactly_one_counts(world: World) -> None:
    type(world.case).objects.filter(pk=world.case.pk).update(state="active")
    a_covered_member(world, "second", function="process_direction")
    request = a_request(world)
    acts = {"process_direction": "scaling.grant", "second": "scaling.decline"}
    results = at_once(
        *[
            lambda who=who, step=step: fire(
                step, request, viewer=world.viewer(who), expected_version=1, reason="Daarom."
            )
            for who, step in acts.items()
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["ScalingRequest", "Stale"]


def test_of_two_who_answer_one_invitation_at_once_one_place_comes(world: World) -> None:
    world.people["invited"] = a_person(world.people["member"].organisation)
    invitation = an_invitation(world, "invited")
    accept = lambda: fire("invitation.accept", invitation, viewer=world.viewer("invited"), expected_version=1)  # noqa: E731
    results = at_once(accept, accept)
    assert sum(isinstance(one, Stale | Http404) for one in results) == 1
    assert Membership.objects.filter(user=world.people["invited"]).count() == 1


def test_of_two_who_disclose_one_record_to_one_person_exactly_one_wins(world: World) -> None:
    a_colleague_in_care(world)
    record = a_medical_record(world)
    telling = Telling(world.people["member"], "consent", "Zij vroeg het.", day(0), day(9))
    results = at_once(
        *[
            lambda who=who: disclose_medical(record, telling, viewer=world.viewer(who), expected_version=1)
            for who in ("case_direction", "nurse")
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["MedicalDisclosure", "Stale"]
    assert MedicalDisclosure.objects.count() == 1


def test_of_two_who_end_one_disclosure_exactly_one_wins(world: World) -> None:
    a_colleague_in_care(world)
    told = a_medical_disclosure(a_medical_record(world), world.people["member"])
    results = at_once(
        *[
            lambda who=who: end_disclosure(told, viewer=world.viewer(who), expected_version=1)
            for who in ("case_direction", "nurse")
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["MedicalDisclosure", "Stale"]


def test_of_two_who_correct_one_line_exactly_one_wins_and_the_other_is_told(world: World) -> None:
    line = a_disclosure(world)
    given = Given("mayor", "Wethouder", "Artikel 172 Gemeentewet", None, day(-1), [], "Anders.")
    results = at_once(
        *[
            lambda who=who: correct_disclosure(line, given, viewer=world.viewer(who), why="Niet juist.")
            for who in ("case_direction", "process_direction")
        ]
    )
    assert sorted(type(one).__name__ for one in results) == ["Disclosure", "StepRefused"]
    assert Disclosure.objects.filter(corrects=line).count() == 1
