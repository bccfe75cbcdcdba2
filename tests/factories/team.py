"""Invitations, handovers, requests, flags and emergencies of a case, straight into the tables."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from casefiles.models import (
    ClosingNotice,
    EmergencyAccess,
    Flag,
    Handover,
    Invitation,
    PurposeChange,
    ScalingRequest,
)
from tests.factories.cases import World, a_purpose, day


def _by(world: World, name: str = "process_direction") -> dict[str, Any]:
    user = world.people[name]
    made = {"author": user, "owner": user, "source_organisation": user.organisation}
    return made | {"case": world.case, "words": "Omdat het nodig is.", "shared_at": timezone.now()}


def an_invitation(world: World, asked: str, **fields: Any) -> Invitation:
    period = {"starts_on": day(0), "ends_on": day(90), "expires_on": day(14), "state": "offered"}
    return Invitation.objects.create(user=world.people[asked], **(_by(world) | period | fields))


def a_handover(world: World, asked: str, **fields: Any) -> Handover:
    return Handover.objects.create(**(_by(world) | {"receiver": world.people[asked], "state": "offered"} | fields))


def a_closing_notice(world: World, asked: str = "", **fields: Any) -> ClosingNotice:
    return ClosingNotice.objects.create(**(_by(world) | {"told_on": day(-1), "state": "recorded"} | fields))


def a_request(world: World, asked: str = "", **fields: Any) -> ScalingRequest:
    return ScalingRequest.objects.create(**(_by(world, "member") | fields))


def a_flag(world: World, asked: str = "", **fields: Any) -> Flag:
    return Flag.objects.create(**(_by(world) | {"kind": "code_red", "state": "set"} | fields))


def an_emergency(world: World, asked: str, *, hours: int = 10, **fields: Any) -> EmergencyAccess:
    until = {"ends_at": timezone.now() + timedelta(hours=hours), "state": "started"}
    return EmergencyAccess.objects.create(person=world.people[asked], **(_by(world) | until | fields))


def a_purpose_change(world: World, asked: str = "", **fields: Any) -> PurposeChange:
    change = {"before": world.purpose, "after": a_purpose(), "state": "made"}
    return PurposeChange.objects.create(**(_by(world) | change | fields))
