"""Every state × step × function of the machines of a team, against a table written from the domain."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from accounts.models import Role, User
from casefiles.models import EmergencyAccess, Flag, Handover, Invitation, ScalingRequest
from casefiles.models.team_item import TeamItem
from casefiles.team_machines import TEAM_MACHINES
from documents.models import CaseFunction
from tests.factories.cases import World, a_case, a_covered_member, viewer_of
from tests.factories.people import a_person
from tests.factories.team import (
    a_closing_notice,
    a_flag,
    a_handover,
    a_purpose_change,
    a_request,
    an_emergency,
    an_invitation,
)
from workflows import steps as registry
from workflows.fire import fire
from workflows.refusals import StepRefused
from workflows.steps import steps_of

# step → (from, to, who by default). Domain, sections 4, 5 and 10.
TABLE: dict[str, tuple[set[str], str, str]] = {
    "invitation.offer": ({"new"}, "offered", "process_direction"),
    "invitation.accept": ({"offered"}, "accepted", "asked"),
    "invitation.decline": ({"offered"}, "declined", "asked"),
    "invitation.withdraw": ({"offered"}, "withdrawn", "process_direction"),
    "handover.offer": ({"new"}, "offered", "process_direction"),
    "handover.accept": ({"offered"}, "accepted", "asked"),
    "handover.refuse": ({"offered"}, "refused", "asked"),
    "handover.record_acceptance": ({"offered"}, "accepted", "process_direction"),
    "handover.record_refusal": ({"offered"}, "refused", "process_direction"),
    "handover.withdraw": ({"offered"}, "withdrawn", "process_direction"),
    "closing_notice.record": ({"new"}, "recorded", "process_direction"),
    "scaling.grant": ({"waiting"}, "granted", "process_direction"),
    "scaling.decline": ({"waiting"}, "declined", "process_direction"),
    "flag.set": ({"new"}, "set", "process_direction"),
    "flag.end": ({"set"}, "ended", "process_direction"),
    "emergency.start": ({"new"}, "started", "directors"),
    "emergency.extend": ({"started"}, "extended", "directors"),
    "emergency.justify": ({"started", "extended"}, "justified", "privacy_officer"),
    "emergency.reject": ({"started", "extended"}, "not_justified", "privacy_officer"),
    "purpose.change": ({"new"}, "made", "process_direction"),
}
WHO = {"directors": {"process_direction", "case_direction"}}
PEOPLE = [*CaseFunction.values, "asked", "privacy_officer", "broker", "stranger"]
MAKERS = {
    "invitation": an_invitation,
    "handover": a_handover,
    "closing_notice": a_closing_notice,
    "scaling": a_request,
    "flag": a_flag,
    "emergency": an_emergency,
    "purpose": a_purpose_change,
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """State and authority alone; guards and effects have tests of their own."""
    bare = {id: replace(step, guards=(), four_eyes=False) for id, step in registry._steps.items()}
    monkeypatch.setattr(registry, "_steps", bare)
    monkeypatch.setattr(registry, "_effects", {})


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    for function in set(CaseFunction.values) - set(world.people):
        a_covered_member(world, function, function=function)
    for name, role in (("asked", Role.PARTNER), ("stranger", Role.PARTNER), ("broker", Role.SAFETY_BROKER)):
        world.people[name] = a_person(None, role)
    world.people["privacy_officer"] = a_person(None, Role.PRIVACY_OFFICER)
    return world


def test_the_table_names_every_step_of_every_machine() -> None:
    assert {step.id for of in TEAM_MACHINES for step in steps_of(of.name)} == set(TABLE)


@pytest.mark.usefixtures("_bare")
@pytest.mark.parametrize("machine", MAKERS)
def test_every_state_step_and_function_does_what_the_table_says(machine: str, world: World) -> None:
    item = MAKERS[machine](world, "asked")
    states = [value for value, _label in type(item)._meta.get_field("state").choices]
    wrong = []
    for state, step, person in product(states, [id for id in TABLE if id.startswith(f"{machine}.")], PEOPLE):
        sources, target, who = TABLE[step]
        expected = target if state in sources and person in WHO.get(who, {who}) else None
        if (found := _attempt(item, state, step, world.people[person])) != expected:
            wrong.append((state, step, person, expected, found))
    assert wrong == []


def _attempt(item: TeamItem, state: str, step: str, user: User) -> str | None:
    """The state after the step, or none when it was refused; everything is rolled back."""
    model: Any = type(item)
    with transaction.atomic():
        model.objects.filter(pk=item.pk).update(state=state)
        try:
            current = model.objects.get(pk=item.pk)
            after = fire(step, current, viewer=viewer_of(user), expected_version=current.version, reason="Daarom.")
            return str(after.state)
        except (StepRefused, Http404):
            return None
        finally:
            transaction.set_rollback(True)


def test_a_request_is_for_the_team_and_a_question_for_who_is_asked_too(world: World) -> None:
    for item, seen in (
        (a_request(world, "asked"), False),
        (a_flag(world, "asked"), False),
        (an_invitation(world, "asked"), True),
        (a_handover(world, "asked"), True),
    ):
        model: type[Flag | Handover | Invitation | ScalingRequest] = type(item)  # type: ignore[assignment]
        assert model.objects.visible_to(world.viewer("asked")).filter(pk=item.pk).exists() == seen
        assert model.objects.visible_to(world.viewer("member")).filter(pk=item.pk).exists()
        assert not model.objects.visible_to(world.viewer("stranger")).filter(pk=item.pk).exists()


def test_an_emergency_is_read_by_who_watches_over_it(world: World) -> None:
    access = an_emergency(world, "asked")
    for name, seen in (("privacy_officer", True), ("asked", True), ("member", True), ("broker", False)):
        found = EmergencyAccess.objects.visible_to(world.viewer(name)).filter(pk=access.pk).exists()
        assert (name, found) == (name, seen)
