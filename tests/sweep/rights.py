"""The records about the rights of the person in the scene, each with a word of its own, and who sees which."""

from typing import Any

from django.db import models

from casefiles.models import Fallback, PackFile, PackRemoval
from documents.storage import write_private
from tests.factories.cases import World, a_report, day
from tests.factories.letters import a_letter_in_use
from tests.factories.rights import a_record
from tests.sweep.canary import canary

TEAM = {"director", "coordinator", "member", "elsewhere"}
RIGHTS_SEEN_BY: dict[str, set[str]] = {
    "notice": TEAM,
    # Also for who was asked to decide on it in place of others.
    "postponement": TEAM | {"stranger"},
    "route": TEAM,
    "consent": TEAM,
    # D-35: also for who takes calls.
    "sharing": TEAM | {"desk"},
    # The contact point reads the request, and that an answer is there; the directors the request with their answer.
    "rights_request": {"privacy", "director", "coordinator"},
    "request_answer": {"director", "coordinator"},
    # With a report of the directors and its owner.
    "statement": {"director", "coordinator", "member"},
    "pack_file": {"director", "coordinator"},
    "pack_removal": {"director", "coordinator"},
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
    told = a_report(world, circle="directors")
    made["statement"] = a_record(world, "statement", canary("statement"), state="attached", report=told)
    made["stated_report"] = told
    made["pack"] = a_record(world, "pack", state="draft", owner=world.people["case_direction"])
    made["pack_removal"] = PackRemoval.objects.create(
        pack=made["pack"], item_key="x", ground="relative", explanation=canary("pack_removal")
    )
    given = a_record(world, "pack", state="made", destroy_on=day(5))
    made["pack_file"] = PackFile.objects.create(
        pack=given, format="data", name="inzage.json", **write_private(canary("pack_file").encode())
    )
    made["fallback"] = Fallback.objects.create(
        case=world.case,
        noun="casefiles.noticepostponement",
        thing_id=made["postponement"].pk,
        person=world.people["stranger"],
        rung="other_party",
    )
    a_letter_in_use("{{ casus.code }}", purpose="notice", leader=world.people["leader"])
    return made
