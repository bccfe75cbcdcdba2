"""Tokens of a municipality (`triage:7`), which dated roles give: how one is written, and where somebody holds one."""

from access.viewer import Viewer

# Weighing signals, and answering for the house where a person occurs already (D-30, D-26).
TRIAGE, HOUSE = "triage", "house"
# The contact point for rights requests; what was sealed, what is kept how long, what was given outside a team.
RIGHTS, SEALING, RETENTION, DISCLOSED = "rights", "sealing", "retention", "disclosed"
# Reviewing and reading emergencies: the record of one, nothing of its case.
WATCH = "emergency"


def place_token(kind: str, municipality_id: int) -> str:
    return f"{kind}:{municipality_id}"


def places_held(viewer: Viewer, kind: str) -> list[int]:
    """The municipalities for which this viewer holds a token of this kind."""
    return [int(token.partition(":")[2]) for token in viewer.grants if token.startswith(f"{kind}:")]
