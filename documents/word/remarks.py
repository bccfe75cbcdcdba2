"""What was doubtful or left out when a Word file was read, and how do we say so?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# `place` is "table 2, row 5" in the reader's own counting; texts are shortened by `remark()`.
DOUBTS: Mapping[str, Promise] = {
    "no_title": _("No title was found. Give the document a title yourself."),
    "tracked_changes": _("The file holds tracked changes. Deleted text was left out, inserted text was read."),
    "hidden_text": _("The file holds hidden text, which was left out."),
    "nested_table": _("A table lies inside a cell. Its text was read as lines of that cell: “%(text)s”."),
    "no_sections": _("No role table was found: no table has the columns Taken, Verantwoordelijkheden, Bevoegdheden."),
    "no_role": _("Table %(table)s has no role in a heading above it. Name the role yourself."),
    "continued_table": _("Table %(table)s has no role or header of its own and was read as more of “%(text)s”."),
    "columns": _("Table %(table)s has %(count)s columns instead of three. Check what was read."),
    "unknown_headers": _("Table %(table)s has unknown headers and was not read: “%(text)s”."),
    "no_actors": _("Table %(table)s has no titles above its marks. Name the actors yourself."),
    "shifted_row": _("Table %(table)s, row %(row)s looks shifted: “%(text)s”. Check the columns."),
    "no_task": _("Table %(table)s, row %(row)s has no task, perhaps it is shifted: “%(text)s”."),
    "merged_columns": _("Table %(table)s, row %(row)s has a cell merged across columns: “%(text)s”."),
    "merged_rows": _("Table %(table)s, row %(row)s shares a merged cell with the row above: “%(text)s”."),
    "not_applicable": _("Table %(table)s, row %(row)s: “%(text)s” was read as an empty cell."),
    "near_duplicate": _("Role “%(role)s”: rows %(first)s and %(second)s are nearly the same: “%(text)s”."),
    "too_many_to_compare": _("Role “%(role)s” has too many rows to look for near-duplicates."),
    "no_steps": _("No numbered steps were found. Number the steps yourself, if there are any."),
    "no_parties": _("No parties were found. Add them yourself."),
    "starts_unclear": _("The wording names more than one start date: %(text)s. Choose one yourself."),
    "ends_unclear": _("The wording names more than one end date: %(text)s. Choose one yourself."),
    "end_calculated": _("The end date %(text)s was calculated from the wording. Check it."),
    "winding_down_unclear": _("The wording names more than one winding-down term: %(text)s. Choose one yourself."),
    "winding_down_calculated": _("The winding-down term was read as %(text)s days. Check it."),
}

REASONS: Mapping[str, Promise] = {
    "title_page": _("title page"),
    "contents": _("table of contents"),
    "deleted": _("deleted with tracked changes"),
    "hidden": _("hidden text"),
    "merged_away": _("hidden behind a merged cell"),
    "note": _("footnote or endnote"),
    "page_edge": _("header or footer of the page"),
    "comment": _("comment in the margin"),
    "drawing": _("text in a drawing or a chart"),
    "picture": _("picture"),
    "list_marks": _("numbers of a list, and words that join its items"),
    "signing": _("signatures: they belong to the version that was signed"),
    "attached": _("list of attached files: they belong to the version"),
    "by_hand": _("left out by you"),
    "unread": _("not read, or not wholly"),
    "outside_tables": _("text outside the role tables"),
    "unread_table": _("table that was not read"),
    "no_task": _("row with marks and no task"),
    "other_column": _("column that is no part of a role matrix"),
    "header_row": _("header row"),
    "empty_mark": _("mark for an empty cell"),
    "aliases": _("other names of a role"),
}

_SHORT = 90


@dataclass(frozen=True)
class Remark:
    """A doubt for the editor; `str()` gives the sentence in the reader's language."""

    code: str
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(DOUBTS[self.code]) % self.values


@dataclass(frozen=True)
class Skipped:
    """Text that is in the file and not in the result; `why` is a key of REASONS."""

    text: str
    why: str

    @property
    def reason(self) -> str:
        return str(REASONS[self.why])

    def as_json(self) -> dict[str, str]:
        return {"text": self.text, "why": self.reason}


def remark(code: str, **values: object) -> Remark:
    return Remark(code, {name: _shortened(str(value)) for name, value in values.items()})


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else flat[: _SHORT - 1].rstrip() + "…"
