"""Every state × step × function of seals, restrictions, lists and extracts, against a table written from the domain."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from accounts.models import User
from casefiles.models import (
    DestructionEntry,
    DestructionList,
    Extract,
    ExtractState,
    ListState,
    Restriction,
    RestrictionState,
    Seal,
    SealState,
)
from tests.factories.cases import World, a_case, a_covered_member, viewer_of
from tests.factories.people import a_person
from workflows import steps as registry
from workflows.fire import fire
from workflows.refusals import StepRefused
from workflows.steps import steps_of

DIRECTORS = {"process_direction", "case_direction"}
# step → (from, to, who): D-22, D-13's spirit, D-4.
TABLE: dict[str, tuple[set[str], str, set[str]]] = {
    "seal.erase": ({"sealed"}, "erased", {*DIRECTORS, "privacy_officer"}),
    "seal.lift": ({"sealed"}, "lifted", {*DIRECTORS, "privacy_officer"}),
    "restriction.announce": ({"set_aside"}, "announced", {*DIRECTORS, "privacy_officer"}),
    "restriction.keep": ({"announced"}, "set_aside", {*DIRECTORS, "privacy_officer"}),
    "restriction.lift": ({"announced"}, "lifted", {*DIRECTORS, "privacy_officer"}),
    "destruction.propose": ({"draft"}, "proposed", {"process_manager"}),
    "destruction.review": ({"proposed"}, "proposed", {"municipal_director", "privacy_officer"}),
    "destruction.approve": ({"proposed"}, "approved", set()),
    "destruction.carry_out": ({"approved"}, "carried_out", set()),
    "destruction.withdraw": ({"draft", "proposed"}, "withdrawn", {"process_manager"}),
    "extract.offer": ({"draft"}, "to_check", DIRECTORS),
    "extract.confirm": ({"to_check"}, "checked", DIRECTORS),
    "extract.send_back": ({"to_check"}, "draft", DIRECTORS),
    "extract.submit": ({"checked"}, "submitted", {"process_director"}),
    "extract.include": ({"submitted"}, "included", {"process_director"}),
    "extract.advise": ({"submitted"}, "advised", {"process_director"}),
    "extract.relink": ({"included"}, "relinked", {"process_director"}),
}
STATES: dict[str, Any] = {
    "seal": SealState,
    "restriction": RestrictionState,
    "destruction": ListState,
    "extract": ExtractState,
}
ROLES = ["privacy_officer", "process_manager", "municipal_director", "process_director", "data_protection_officer"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_guards_and_effects(monkeypatch: pytest.MonkeyPatch) -> None:
    """State and authority alone; guards, four eyes and effects have tests of their own."""
    bare = {id: replace(step, guards=(), four_eyes=False) for id, step in registry._steps.items()}
    monkeypatch.setattr(registry, "_steps", bare)
    monkeypatch.setattr(registry, "_effects", {})


@pytest.fixture
def world() -> World:
    world = a_case(state="active")
    a_covered_member(world, "desk", function="desk")
    return world


def test_the_table_names_every_step_of_every_machine() -> None:
    assert {step.id for name in STATES for step in steps_of(name)} == set(TABLE)


@pytest.mark.parametrize("machine", STATES)
def test_every_state_step_and_function_does_what_the_table_says(machine: str, world: World) -> None:
    thing, wrong = _thing(machine, world), []
    # The municipal director of `a_case` holds process direction as well.
    people = world.people | {role: a_person(None, role) for role in ROLES}
    for step in (one for one in TABLE if one.startswith(f"{machine}.")):
        sources, target, who = TABLE[step]
        for state in STATES[machine].values:
            for name, user in people.items():
                by_role = name == "process_direction" and "municipal_director" in who
                expected = target if state in sources and (name in who or by_role) else None
                if (found := _attempt(thing, state, step, user)) != expected:
                    wrong.append((state, step, name, expected, found))
    assert wrong == []


def _thing(machine: str, world: World) -> Any:
    if machine == "seal":
        return Seal.objects.create(
            case=world.case,
            noun="casefiles.report",
            thing_id=1,
            thing_key="x",
            ground="wrong_client",
            source_organisation=world.people["member"].organisation,
            sealed_by=world.people["member"],
        )
    if machine == "restriction":
        return Restriction.objects.create(
            case=world.case,
            noun="casefiles.report",
            thing_id=1,
            thing_key="x",
            ground="contested",
            source_organisation=world.people["member"].organisation,
            owner=world.people["case_direction"],
            set_aside_by=world.people["member"],
        )
    if machine == "extract":
        return Extract.objects.create(case=world.case, question="?", situation="-", written_by=world.people["member"])
    made = DestructionList.objects.create(municipality=world.municipality)
    day = date(2025, 1, 1)
    DestructionEntry.objects.create(destruction_list=made, kind="case", code="K7P", ended_on=day, due_on=day)
    return made


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
