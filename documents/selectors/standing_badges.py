"""How loud a standing is shown, and in which part of a list it belongs."""

from enum import StrEnum

from documents.models.covenant import Standing
from documents.models.matrix import MatrixStanding
from documents.models.protocol import ProtocolStanding


class Part(StrEnum):
    """Where an agreement stands in a list: what holds now first."""

    NOW = "now"
    IN_THE_MAKING = "in_the_making"
    OVER = "over"


# The kinds of `components/status_badge.html`.
BADGES: dict[str, str] = {
    Standing.IN_FORCE: "safe",
    Standing.WINDING_DOWN: "warning",
    Standing.NOT_YET_BEGUN: "active",
    Standing.PARTIALLY_SIGNED: "active",
    Standing.READY_TO_SIGN: "active",
    Standing.EXPIRED: "inactive",
    Standing.TERMINATED: "inactive",
    Standing.REPLACED: "inactive",
    MatrixStanding.IN_EFFECT: "safe",
    MatrixStanding.TO_COME: "active",
    MatrixStanding.PROPOSED: "active",
    MatrixStanding.SUPERSEDED: "inactive",
    ProtocolStanding.IN_REVIEW: "active",
    ProtocolStanding.ADOPTED: "safe",
    ProtocolStanding.TO_REVIEW: "warning",
    ProtocolStanding.WITHDRAWN: "inactive",
}
HOLDS = {Standing.IN_FORCE, Standing.WINDING_DOWN, MatrixStanding.IN_EFFECT}
HOLDS |= {ProtocolStanding.ADOPTED, ProtocolStanding.TO_REVIEW}
OVER = {Standing.EXPIRED, Standing.TERMINATED, Standing.REPLACED, MatrixStanding.SUPERSEDED}
OVER |= {ProtocolStanding.WITHDRAWN}


def badge(standing: str) -> str:
    return BADGES.get(standing, "neutral")


def part_of(standing: str) -> Part:
    if standing in HOLDS:
        return Part.NOW
    return Part.OVER if standing in OVER else Part.IN_THE_MAKING
