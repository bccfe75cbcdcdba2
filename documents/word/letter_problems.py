"""What is wrong with a letter template, or with what was to be filled in, and where exactly?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.word.letter_tags import Place
from documents.word.refusals import printable

PROBLEMS: Mapping[str, Promise] = {
    "unknown_field": _("The field “%(field)s” does not exist."),
    "mistyped_field": _("The field “%(field)s” does not exist. Do you mean “%(other)s”?"),
    "is_a_list": _("“%(field)s” is a list. Go through it with {%% for … in %(field)s %%}."),
    "is_no_list": _("“%(field)s” is no list, so it cannot be gone through with “for”."),
    "is_a_question": _("“%(field)s” is yes or no. Use it with {%% if %(field)s %%}."),
    "unknown_column": _("The rows of “%(list)s” have no “%(field)s”. They have: %(columns)s."),
    "not_allowed": _("“%(source)s” is not allowed. A template holds fields, “if” and “for”, and nothing else."),
    "not_closed": _("“%(source)s” is opened and not closed in the same paragraph."),
    "not_opened": _("“%(source)s” stands here without its beginning."),
    "no_end": _("“%(source)s” has no end: {%% %(end)s %%} is missing."),
    "crossed": _("“%(source)s” does not end what was begun last (“%(begun)s”)."),
    "two_paragraphs": _(
        "“%(source)s” begins and ends in different paragraphs. Write {%%p … %%} and give it a paragraph of its own."
    ),
    "two_containers": _("“%(source)s” begins and ends in different tables, cells or text boxes."),
    "not_alone": _("“%(source)s” must stand alone in its paragraph: other text there would be lost."),
    "not_alone_in_row": _("“%(source)s” must stand alone in its row: other text there would be lost."),
    "no_row": _("“%(source)s” stands in no table."),
    "units": _("“%(source)s” and “%(begun)s” must be written alike: both {%% %%}, both {%%p %%} or both {%%tr %%}."),
    "nested_loop": _("“%(source)s” stands inside another “for”. Only one list at a time."),
    "name_taken": _("“%(field)s” is the name of a group of fields. Choose another name after “for”."),
    "in_a_note": _("A field cannot stand in a footnote or endnote."),
    "hidden": _("A field stands where none can be filled in, such as the description of a picture: “%(source)s”."),
    "comments": _("The file holds comments in the margin. They would go out with every letter: remove them."),
    "tracked_changes": _("The file holds tracked changes. Accept or reject them all first."),
    "too_many": _("There is more, but this is the first %(limit)s of it."),
    "no_value": _("The field “%(field)s” is not known for this letter."),
    "empty": _("The field “%(field)s” is empty. The letter would have a hole in it."),
}
_PLACES: Mapping[str, Promise] = {
    "body": _("In the paragraph “%(text)s”."),
    "table": _("In row %(row)s of a table, at “%(text)s”."),
    "box": _("In the text box “%(text)s”."),
    "edge": _("In the header or footer, at “%(text)s”."),
    "note": _("In the note “%(text)s”."),
}
MOST = 25


@dataclass(frozen=True)
class Problem:
    """`str()` gives the sentence and the place in the reader's language."""

    code: str
    values: Mapping[str, str]
    place: Place | None = None

    def __str__(self) -> str:
        said = str(PROBLEMS[self.code]) % {name: printable(value) for name, value in self.values.items()}
        if self.place is None:
            return said
        return f"{said} {str(_PLACES[self.place.part]) % {'text': printable(self.place.text), 'row': self.place.row}}"


class LetterRefused(Exception):
    """The template or its values will not do; `problems` are all that was found, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = _once(problems)
        self.problems = found[:MOST]
        if len(found) > MOST:
            self.problems.append(Problem("too_many", {"limit": str(MOST)}))
        super().__init__("; ".join(problem.code for problem in self.problems))


def _once(problems: Iterable[Problem]) -> list[Problem]:
    found: list[Problem] = []
    for problem in problems:
        if problem not in found:
            found.append(problem)
    return found
