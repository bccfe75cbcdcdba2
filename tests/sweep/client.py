"""The dossier of the scene: client, relatives, a merged case, information round, police lists, risks, timeline."""

from django.db import models

from casefiles.models import CaseLink, CaseMerge, ClientVersion, LookBackAnalysis
from tests.factories.cases import World, a_report, day
from tests.factories.dossier import (
    a_look_back,
    a_question,
    a_representative,
    an_answer,
    an_inventory,
    another_case,
    item,
)
from tests.sweep.canary import canary

TEAM = {"director", "coordinator", "member", "elsewhere"}
DIRECTORS = {"director", "coordinator"}
SEEN_BY: dict[str, set[str]] = {
    "client_version": TEAM,
    "representative": TEAM,
    "question": TEAM,
    "answer": DIRECTORS,
    "look_back": TEAM,
    "draft_list": {"member"},
    "analysis": TEAM,
    "inventory": TEAM,
    # In the case that was merged only the director has a place: the rest of the team gained nothing.
    "merged_report": {"director"},
    "merged_answer": {"director"},
    "merged_list": {"director"},
}


def dossier(world: World) -> dict[str, models.Model]:
    look_back = a_look_back(world, description=canary("look_back"))
    answered = a_question(world, title="Wat weet de politie?", state="received")
    return {
        **_client(world),
        **_other_cases(world),
        "question": a_question(world, title=canary("question")),
        "answered": answered,
        "answer": an_answer(answered, world, "case_direction", text=canary("answer"), circle="directors"),
        "look_back": look_back,
        "draft_list": a_look_back(world, description=canary("draft_list"), shared_at=None),
        "analysis": LookBackAnalysis.objects.create(**item(world), look_back=look_back, text=canary("analysis")),
        "inventory": an_inventory(world, canary("inventory")),
    }


def _client(world: World) -> dict[str, models.Model]:
    client, writer = world.case.client, world.people["case_direction"]
    name = canary("client_version")
    ClientVersion.objects.create(case=world.case, client=client, number=2, name=name, written_by=writer)
    return {"representative": a_representative(world, name=canary("representative"))}


def _other_cases(world: World) -> dict[str, models.Model]:
    """A relative's case, in whose team are the director and the member; and a case of the same person."""
    relative = another_case(world, "process_direction", "member")
    link = CaseLink.objects.create(**item(world), other=relative.case, relation="sibling")
    merged = another_case(world, "process_direction", merged_into=world.case)
    report = a_report(merged, "process_direction", story=canary("merged_report"))
    task = a_question(merged, "process_direction", state="received")
    an_answer(task, merged, "process_direction", text=canary("merged_answer"))
    a_look_back(merged, "process_direction", description=canary("merged_list"))
    record = CaseMerge.objects.create(
        case=world.case,
        merged=merged.case,
        reason="Zelfde persoon.",
        by=world.people["process_direction"],
        undo_until=day(9),
    )
    return {"case_link": link, "case_merge": record, "merged_report": report}
