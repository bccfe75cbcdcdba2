"""What the end of a case adds to the scene: a seal, a hold, a destruction list and an extract, each with its word."""

from datetime import date

from django.db import models
from django.utils import timezone

from casefiles.actions.restrict import Why, set_aside
from casefiles.actions.seal import Ground, seal_item
from casefiles.models import (
    DestructionCertificate,
    DestructionEntry,
    DestructionList,
    Extract,
    ExtractKey,
    LegalHold,
    TakenOut,
)
from tests.factories.cases import World, a_report
from tests.sweep.canary import canary

OVERSEERS = {"director", "manager", "privacy"}
ENDING_SEEN_BY: dict[str, set[str]] = {
    # Who must decide reads what is sealed; the privacy officer decides without the text.
    "sealed_text": {"director", "coordinator"},
    # Set aside: the same; its owner reads that it is, and why.
    "restricted_text": {"director", "coordinator"},
    "restriction": {"director", "coordinator", "member", "privacy"},
    "hold": {*OVERSEERS, "coordinator"},
    "taken_out": OVERSEERS,
    "extract": {"director", "coordinator", "house", "stranger"},
    "extract_key": {"house"},
}


def ending(world: World) -> dict[str, models.Model]:
    sealed = a_report(world, story=canary("sealed_text"))
    restricted = a_report(world, story=canary("restricted_text"))
    why = Why("contested", canary("restriction"))
    hold = LegalHold.objects.create(
        case=world.case, reason=canary("hold"), placed_by=world.people["process_direction"], ends_on=date(2030, 1, 1)
    )
    return {
        "seal": seal_item(sealed, Ground("wrong_client"), viewer=world.viewer("member")),
        "restriction": set_aside(restricted, why, viewer=world.viewer("process_direction")),
        "hold": hold,
        **_destruction(world),
        "extract": _extract(world),
    }


def _destruction(world: World) -> dict[str, models.Model]:
    made = DestructionList.objects.create(municipality=world.municipality, state="proposed")
    line = DestructionEntry.objects.create(
        destruction_list=made, kind="case", code=world.case.key, ended_on=date(2020, 1, 1), due_on=date(2025, 1, 1)
    )
    kept = DestructionEntry.objects.create(
        destruction_list=made, kind="case", code="K7P-3MX", ended_on=date(2020, 1, 1), due_on=date(2025, 1, 1)
    )
    DestructionEntry.objects.filter(pk=kept.pk).update(taken_out=True)
    TakenOut.objects.create(entry=kept, reason=canary("taken_out"), by=world.people["process_direction"])
    certificate = DestructionCertificate.objects.create(
        municipality=world.municipality, kind="case", code="K7P-3MX", destroyed_at=timezone.now()
    )
    return {"destruction": made, "line": line, "certificate": certificate}


def _extract(world: World) -> Extract:
    """At the advisory table, with one reader who is in no team."""
    found = Extract.objects.create(
        case=world.case,
        question=canary("extract"),
        situation="Iemand van rond de dertig.",
        written_by=world.people["case_direction"],
        state="submitted",
    )
    found.readers.add(world.people["stranger"])
    ExtractKey.objects.create(extract=found, pairs=[[canary("extract_key"), "Persoon A"]])
    return found
