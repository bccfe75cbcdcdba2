"""The checklists of the scene: one in force, an older one, the next still a draft, and what a member proposed."""

from django.db import models

from casefiles.models import ChecklistRemark
from tests.factories.cases import World
from tests.factories.checklists import a_checklist
from tests.sweep.canary import canary

TEAM = {"director", "coordinator", "member", "elsewhere"}
CHECKLISTS_SEEN_BY: dict[str, set[str]] = {
    # The desk reads the one in force, and no other.
    "checklist": TEAM | {"desk"},
    "old_checklist": TEAM,
    "draft_checklist": {"director", "coordinator"},
    "proposal": TEAM,
}


def checklists(world: World) -> dict[str, models.Model]:
    old = a_checklist(world, state="superseded", words=canary("old_checklist"))
    in_force = a_checklist(world, state="adopted", words=canary("checklist"), number=2)
    return {
        "old_checklist": old,
        "checklist": in_force,
        "draft_checklist": a_checklist(world, words=canary("draft_checklist")),
        "proposal": ChecklistRemark.objects.create(
            checklist=in_force, by=world.people["member"], text=canary("proposal")
        ),
    }
