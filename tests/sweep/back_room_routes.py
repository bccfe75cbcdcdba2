"""The routes where agreements are made, and who gets which status there: the project leader alone."""

from tests.sweep.route import Route


def back_room(name: str, thing: str, gets: dict[int, set[str]] | None = None, **more: str) -> tuple[str, Route]:
    """Where agreements are made: for the project leader, and for nobody else."""
    return f"backroom:{name}", Route(({"key": thing} if thing else {}) | more, gets or {200: {"leader"}})


MATRIX, COVENANT = "draft_matrix", "leaders_covenant"
ROW = {"order": "=1"}
PHASE_PAGES = (
    "phase",
    "phase_task",
    "phase_actor",
    "add_phase_task",
    "remove_phase_task",
    "remove_phase",
    "remove_actor",
)
ORGANISATION, MEETING = {"organisation": "party"}, {"meeting": "purpose"}
# The covenant of the scene is signed and the matrix a first draft: these forms send their reader back to its page.
NOT_NOW = {302: {"leader"}}
BACK_ROOM_ROUTES = [
    back_room("todo", ""),
    *[back_room(name, "") for name in ("letters", "letter_fields", "house", "add_letter")],
    back_room("shipped_letters", "", {405: {"leader"}}),
    *[back_room(name, "letter") for name in ("letter", "try_letter", "next_letter")],
    back_room("pages", ""),
    back_room("page_audience", "draft_page"),
    back_room("page_audience", "house_page"),
    back_room("upload", "", kind="=matrix"),
    back_room("check_import", "", {200: set()}, kind="=matrix", token="=unknown"),
    back_room("check_part", "", {200: set()}, kind="=matrix", token="=unknown", part="=gelezen", number="=1"),
    *[back_room(name, MATRIX) for name in ("matrix", "scope", "matrix_steps", "resembling")],
    *[back_room(name, MATRIX, table="=1", **ROW) for name in PHASE_PAGES],
    *[back_room(name, MATRIX, table="=1") for name in ("add_phase", "add_actor")],
    *[back_room(name, MATRIX, NOT_NOW, table="=1", **ROW) for name in ("move_phase", "move_actor")],
    back_room("lists", ""),
    *[
        back_room("add_entry", "", kind=f"={kind}")
        for kind in ("overleg", "naam", "systeem", "gegevens", "triage", "synoniem")
    ],
    back_room("entry", "purpose", kind="=overleg"),
    back_room("propose_mapping", "purpose"),
    back_room("remove_entry", "purpose", {200: set()}, kind="=overleg"),
    back_room("entry", "system", kind="=systeem"),
    back_room("remove_entry", "system", kind="=systeem"),
    *[back_room(name, "synonyms", kind="=synoniem") for name in ("entry", "remove_entry")],
    *[back_room(name, MATRIX, NOT_NOW) for name in ("matrix_audience", "next_matrix")],
    *[back_room(name, MATRIX, **ROW) for name in ("section", "row", "remove_row")],
    *[back_room(name, MATRIX, NOT_NOW, **ROW) for name in ("add_row", "add_below")],
    *[back_room(name, COVENANT) for name in ("covenant", "terminate", "remind", "covenant_audience", "next_covenant")],
    *[
        back_room(name, COVENANT, NOT_NOW)
        for name in ("covenant_fields", "covenant_text", "choose_party", "choose_meeting")
    ],
    *[back_room(name, COVENANT, NOT_NOW, **ORGANISATION) for name in ("party", "remove_party")],
    *[back_room(name, COVENANT, **ORGANISATION) for name in ("leave", "paper_page")],
    *[
        back_room(name, COVENANT, NOT_NOW, **MEETING)
        for name in ("annex", "annex_text", "remove_annex", "choose_partner")
    ],
    *[back_room(name, COVENANT, NOT_NOW, **MEETING, **ORGANISATION) for name in ("partner", "remove_partner")],
    back_room("attach", MATRIX, kind="=matrix"),
    back_room("attach", COVENANT, NOT_NOW, kind="=convenant"),
    back_room("attach", MATRIX, {200: set()}, kind="=iets-anders"),
    *[
        back_room(f"{name}_attachment", MATRIX, kind="=matrix", attachment="attachment")
        for name in ("describe", "remove", "read")
    ],
]
PROTOCOL, PART = "draft_protocol", {"order": "=1"}
BACK_ROOM_ROUTES += [
    back_room("upload", "", kind="=protocol"),
    back_room("begin_protocol", ""),
    *[back_room(name, PROTOCOL) for name in ("protocol", "protocol_fields")],
    *[back_room(name, PROTOCOL, **PART) for name in ("protocol_part", "add_part", "remove_part")],
    back_room("move_part", PROTOCOL, NOT_NOW, **PART),
    *[
        back_room(name, PROTOCOL, NOT_NOW)
        for name in ("protocol_audience", "next_protocol", "protocol_readers", "protocol_reviewed")
    ],
    *[
        back_room(name, "protocol")
        for name in ("protocol", "protocol_audience", "next_protocol", "protocol_readers", "protocol_reviewed")
    ],
    *[back_room(name, "protocol", NOT_NOW, **PART) for name in ("protocol_part", "add_part", "remove_part")],
    back_room("covenant_readers", COVENANT),
    back_room("matrix_readers", MATRIX, NOT_NOW),
]
