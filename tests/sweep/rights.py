"""The records about the rights of the person in the scene, each with a word of its own, and who sees which."""

from typing import Any

from django.db import models

from tests.factories.cases import World
from tests.factories.letters import a_letter_in_use
from tests.factories.rights import a_record
from tests.sweep.canary import canary

TEAM = {"director", "coordinator", "member", "elsewhere"}
RIGHTS_SEEN_BY: dict[str, set[str]] = {
    "notice": TEAM,
    "postponement": TEAM,
    "route": TEAM,
    "consent": TEAM,
    # D-35: also for who takes calls.
    "sharing": TEAM | {"desk"},
    # The contact point reads the request, and that an answer is there; the directors the request with their answer.
    "rights_request": {"privacy", "director", "coordinator"},
    "request_answer": {"director", "coordinator"},
}


def rights(world: World) -> dict[str, models.Model]:
    states = {
        "notice": "given",
        "postponement": "proposed",
        "route": "in_force",
        "consent": "given",
        "sharing": "in_force",
        "rights_request": "open",
    }
    made: dict[str, Any] = {name: a_record(world, name, canary(name), state=state) for name, state in states.items()}
    asked = made["rights_request"]
    made["request_answer"] = a_record(world, "request_answer", canary("request_answer"), request=asked)
    a_letter_in_use("{{ casus.code }}", purpose="notice", leader=world.people["leader"])
    return made
