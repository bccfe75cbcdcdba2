"""What only care reads, told to one person, and what left the team: each with a word of its own, and who sees which."""

from django.db import models

from tests.factories.cases import World
from tests.factories.medical import a_disclosure, a_medical_disclosure, a_medical_record
from tests.sweep.canary import canary

DIRECTORS = {"director", "coordinator"}
CARE_SEEN_BY: dict[str, set[str]] = {
    # Of the institution of the coordinator, disclosed to one member of the team.
    "medical": {"coordinator", "elsewhere"},
    "medical_disclosure": {"coordinator"},
    "own_medical": {"coordinator"},
    # The privacy officer reads to whom and why, and no word of the case.
    "disclosure": {*DIRECTORS, "privacy"},
    "disclosed": DIRECTORS,
}


def care_things(world: World) -> dict[str, models.Model]:
    told = a_medical_record(world, text=canary("medical"))
    return {
        "medical": told,
        "own_medical": a_medical_record(world, text=canary("own_medical")),
        "medical_disclosure": a_medical_disclosure(
            told, world.people["elsewhere"], reasoning=canary("medical_disclosure")
        ),
        "disclosure": a_disclosure(world, recipient=canary("disclosure"), description=canary("disclosed")),
    }
