"""What a team works with in the scene of the sweep, each with a word of its own, and who may read it."""

from django.db import models

from tests.factories.cases import World
from tests.factories.team import (
    a_closing_notice,
    a_flag,
    a_handover,
    a_purpose_change,
    a_request,
    an_emergency,
    an_invitation,
)
from tests.sweep.canary import canary

MEMBERS = {"director", "coordinator", "member", "elsewhere"}
# Who is asked reads the question and nothing of the case; who watches over emergencies reads what was recorded of one.
SEEN_IN_TEAM: dict[str, set[str]] = {
    "handover": MEMBERS | {"stranger"},
    "invitation": MEMBERS | {"stranger"},
    "scaling": MEMBERS,
    "flag": MEMBERS,
    "emergency": MEMBERS | {"privacy"},
    "closing_notice": MEMBERS,
    "purpose_change": MEMBERS,
}
MAKERS = {
    "handover": a_handover,
    "invitation": an_invitation,
    "scaling": a_request,
    "flag": a_flag,
    "closing_notice": a_closing_notice,
    "purpose_change": a_purpose_change,
}


def team_things(world: World) -> dict[str, models.Model]:
    made = {name: make(world, "stranger", words=canary(name)) for name, make in MAKERS.items()}
    # Over already: who could read then reads nothing now.
    return {**made, "emergency": an_emergency(world, "colleague", hours=-10, words=canary("emergency"))}
