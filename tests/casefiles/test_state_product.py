"""Every state × step × function of the machines of a case, against a table written from the domain."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from accounts.models import User
from casefiles.models import (
    Case,
    CaseState,
    DeviationState,
    Occurrence,
    OccurrenceState,
    PlanDeviation,
    PlanState,
    PlanVersion,
    Referral,
    ReferralState,
    Report,
    ReportState,
    RoundState,
    RoundTask,
)
from documents.models import CaseFunction
from tests.factories.cases import World, a_case, a_covered_member, a_plan, a_report, viewer_of
from tests.factories.dossier import a_question
from tests.factories.people import a_person, a_role
from tests.factories.plans import a_deviation
from tests.factories.rights import RIGHTS, a_record
from workflows import steps as registry
from workflows.fire import fire
from workflows.models import Stateful
from workflows.refusals import StepRefused
from workflows.steps import all_steps, steps_of

# step → (from, to, who by default). Domain, sections 4 to 7.
TABLE: dict[str, tuple[set[str], str, str]] = {
    "case.start_information_round": ({"intake"}, "information_round", "process_direction"),
    "case.move_to_planning": ({"information_round"}, "planning", "process_direction"),
    "case.activate": ({"planning"}, "active", "process_direction"),
    "case.scale_up": ({"active"}, "scaled_up", "process_direction"),
    "case.ask_scale_up": ({"active"}, "active", "member"),
    "case.record_death": (
        {"intake", "information_round", "planning", "active", "scaled_up", "closing"},
        "closing",
        "process_direction",
    ),
    "case.scale_down": ({"scaled_up"}, "active", "process_direction"),
    "case.prepare_closing": ({"active", "scaled_up"}, "closing", "process_direction"),
    "case.close": ({"closing"}, "closed", "process_direction"),
    "case.hand_over": ({"closing"}, "handed_over", "process_direction"),
    "plan.submit": ({"draft"}, "in_consultation", "case_direction"),
    "plan.adopt": ({"in_consultation"}, "adopted", "process_direction"),
    "plan.send_back": ({"in_consultation"}, "draft", "process_direction"),
    "plan.replace": ({"adopted"}, "replaced", "nobody"),
    "plan.evaluate": ({"adopted"}, "evaluated", "case_direction"),
    "deviation.propose": ({"draft"}, "proposed", "case_direction"),
    "deviation.propose_measure": ({"draft"}, "proposed", "member"),
    "deviation.approve": ({"proposed"}, "approved", "process_direction"),
    "deviation.decline": ({"proposed"}, "declined", "process_direction"),
    "deviation.withdraw": ({"proposed"}, "withdrawn", "owner"),
    "report.publish": ({"received", "being_written"}, "published", "member"),
    "report.publish_on_behalf": ({"received", "being_written"}, "published", "desk"),
    "report.correct": ({"published", "corrected"}, "corrected", "owner"),
    "report.withdraw": ({"received", "being_written", "published", "corrected"}, "withdrawn", "owner"),
    "round.receive": ({"asked"}, "received", "member"),
    "round.mark_unavailable": ({"asked"}, "not_available", "member"),
    "round.ask_again": ({"received", "not_available"}, "asked", "case_direction"),
    "notice.give": ({"due"}, "given", "direction"),
    "postponement.propose": ({"draft"}, "proposed", "direction"),
    "postponement.approve": ({"proposed"}, "approved", "direction"),
    "postponement.reject": ({"proposed"}, "rejected", "direction"),
    "route.choose": ({"draft"}, "in_force", "direction"),
    "route.end": ({"in_force"}, "ended", "direction"),
    "consent.give": ({"asked"}, "given", "member"),
    "consent.decline": ({"asked"}, "declined", "member"),
    "consent.withdraw": ({"given"}, "withdrawn", "member"),
    "sharing.agree": ({"draft"}, "in_force", "member"),
    "sharing.end": ({"in_force"}, "ended", "member"),
    "statement.attach": ({"draft"}, "attached", "direction"),
    "plan_statement.attach": ({"draft"}, "attached", "direction"),
    "pack.submit": ({"draft"}, "in_check", "direction"),
    "pack.approve": ({"in_check"}, "made", "direction"),
    "pack.send_back": ({"in_check"}, "draft", "direction"),
    "request_answer.prepare": ({"asked"}, "prepared", "direction"),
    "request_answer.lapse": ({"asked"}, "lapsed", "nobody"),
    "rights_request.extend": ({"open"}, "extended", "contact_point"),
    "rights_request.answer": ({"open", "extended"}, "answered", "contact_point"),
    "rights_request.withdraw": ({"open", "extended"}, "withdrawn", "contact_point"),
    "referral.submit": ({"draft"}, "submitted", "owner"),
    "referral.take_up": ({"submitted"}, "in_triage", "process_direction"),
    "referral.accept": ({"in_triage"}, "accepted", "process_direction"),
    "referral.hand_over": ({"in_triage"}, "handed_over", "process_direction"),
    "referral.advise": ({"in_triage"}, "advice_given", "process_direction"),
    "referral.mark_emergency": ({"submitted", "in_triage"}, "emergency", "process_direction"),
    "referral.join": ({"in_triage"}, "joined", "nobody"),
    "occurrence.join": ({"waiting"}, "joined", "manager"),
    "occurrence.set_aside": ({"waiting"}, "set_aside", "manager"),
}
MACHINES: dict[str, tuple[type[Stateful], Any]] = {
    "case": (Case, CaseState),
    "plan": (PlanVersion, PlanState),
    "deviation": (PlanDeviation, DeviationState),
    "report": (Report, ReportState),
    "round": (RoundTask, RoundState),
    "referral": (Referral, ReferralState),
    "occurrence": (Occurrence, OccurrenceState),
    **RIGHTS,
}
# No members: the process manager of the house (D-30) and who keeps the contact point for rights requests.
OUTSIDE = ("manager", "contact_point")
FUNCTIONS = [*CaseFunction.values, "owner", *OUTSIDE]
PRODUCT = [
    (machine, state, step, function)
    for machine, (_model, states) in MACHINES.items()
    for state, step, function in product(states.values, [id for id in TABLE if id.startswith(f"{machine}.")], FUNCTIONS)
]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_guards_and_effects(monkeypatch: pytest.MonkeyPatch) -> None:
    """State and authority alone; guards and effects have tests of their own."""
    bare = {id: replace(step, guards=(), four_eyes=False) for id, step in registry._steps.items()}
    monkeypatch.setattr(registry, "_steps", bare)
    monkeypatch.setattr(registry, "_effects", {})


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    for function in set(CaseFunction.values) - set(world.people):
        a_covered_member(world, function, function=function)
    # Not a member of the team: owns what is theirs by writing it, as a member.
    a_covered_member(world, "owner")
    world.people["contact_point"] = a_person(None, "privacy_officer")
    a_role(world.people["process_direction"], "municipal_director", municipality=world.municipality)
    world.people["manager"] = a_person(None, "process_manager")
    return world


def test_the_table_names_every_step_of_every_machine() -> None:
    assert {step.id for name in MACHINES for step in steps_of(name)} == set(TABLE)


def test_no_two_steps_are_called_the_same() -> None:
    """In a list of all steps, each says what it is done to."""
    labels = [str(step.label) for step in all_steps()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("machine", MACHINES)
def test_every_state_step_and_function_does_what_the_table_says(machine: str, world: World) -> None:
    thing = _thing(machine, world)
    wrong = []
    for _machine, state, step, function in (row for row in PRODUCT if row[0] == machine):
        sources, target, who = TABLE[step]
        expected = target if state in sources and _may(function, who, machine) else None
        if (found := _attempt(thing, state, step, world.people[function])) != expected:
            wrong.append((state, step, function, expected, found))
    assert wrong == []


def _may(function: str, who: str, machine: str) -> bool:
    """The owner is a member too; everyone in the team but the desk is."""
    if who == "member":
        return function not in {"desk", *OUTSIDE}
    if who == "direction":
        return function in {"process_direction", "case_direction"}
    return function == who


def _thing(machine: str, world: World) -> Any:
    if machine == "case":
        return world.case
    if machine == "plan":
        return a_plan(world, state="in_consultation", circle="team")
    if machine == "round":
        return a_question(world)
    if machine == "deviation":
        return a_deviation(a_plan(world, state="adopted", circle="team", number=1), world.people["owner"])
    if machine in RIGHTS:
        return a_record(world, machine)
    if machine == "report":
        return a_report(world, "owner", desk_reads=True)
    referral = _referral(world)
    return Occurrence.objects.create(referral=referral, case=world.case) if machine == "occurrence" else referral


def _referral(world: World) -> Referral:
    return Referral.objects.create(
        referrer=world.people["owner"],
        organisation=world.people["owner"].organisation,
        municipality=world.municipality,
        meeting_type=world.purpose,
        client_name="J. Verzonnen",
        basis="fact",
        question="Wat is nodig?",
    )


def _attempt(thing: Any, state: str, step: str, user: User) -> str | None:
    """The state after the step, or none when it was refused; everything is rolled back."""
    model: Any = type(thing)
    with transaction.atomic():
        model.objects.filter(pk=thing.pk).update(state=state)
        try:
            current = model.objects.get(pk=thing.pk)
            after = fire(step, current, viewer=viewer_of(user), expected_version=current.version, reason="Daarom.")
            return str(after.state)
        except (StepRefused, Http404):
            return None
        finally:
            transaction.set_rollback(True)
