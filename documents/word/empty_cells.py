"""Does a cell say that it is empty, and does it say why?"""

import re

from documents.word.matrix_shapes import Note
from documents.word.words import EMPTY_CELLS, EMPTY_NOTES

_DASHES = re.compile(r"^[-–—.…\s]*$")
_NOT_APPLICABLE = re.compile(r"^\(?(?:n\.?\s?v\.?\s?t\.?|niet van toepassing|geen)\.?\)?$", re.IGNORECASE)
_OURS = re.compile(
    rf"^(?:{'|'.join(re.escape(words) for words in EMPTY_CELLS)})\s*"
    rf"(?P<note>{'|'.join(re.escape(words) for words in EMPTY_NOTES.values())})?$",
    re.IGNORECASE,
)
_NOTES: dict[str, Note] = {
    EMPTY_NOTES["deliberately_empty"]: "deliberately_empty",
    EMPTY_NOTES["to_be_agreed"]: "to_be_agreed",
}


def empty_note(text: str) -> Note | None:
    """None: the cell says something. "": it is empty. Else what its emptiness means."""
    flat = " ".join(text.split())
    if _DASHES.match(flat):
        return ""
    if is_not_applicable(flat):
        return "deliberately_empty"
    ours = _OURS.match(flat)
    if ours is None:
        return None
    return _NOTES.get(ours["note"] or "", "")


def is_not_applicable(text: str) -> bool:
    """A writer's own way to say "empty on purpose": worth a look by the editor."""
    return bool(_NOT_APPLICABLE.match(" ".join(text.split())))


def empty_words(column: int, note: Note) -> str:
    """What an empty cell says on paper: words, because a dash is read as noise."""
    return " ".join(filter(None, (EMPTY_CELLS[column], EMPTY_NOTES.get(note, ""))))
