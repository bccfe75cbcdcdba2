"""Why do we refuse an uploaded Word file, and what can its sender do about it?"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: Mapping[str, Promise] = {
    "missing": _("The file does not exist or cannot be read: %(name)s."),
    "empty": _("The file is empty."),
    "too_big": _("The file is too big to read safely. Remove pictures or split it and try again."),
    "not_word": _("This is not a Word document (.docx)."),
    "old_word": _("This is an old Word file (.doc). Open it in Word and save it as .docx."),
    "encrypted": _("The file has a password. Remove the password in Word and try again."),
    "strict": _("The file is in “Strict Open XML” form. Save it in Word as an ordinary Word document (.docx)."),
    "damaged": _("The file is damaged and cannot be read. Open it in Word, save it again and try once more."),
    "too_many_parts": _("The file has too many parts inside to be an ordinary Word document."),
    "bomb": _("The file becomes far too big when it is unpacked (%(part)s)."),
    "path": _("The file holds a part with a name that is not allowed: %(part)s."),
    "nested": _("The file holds another file inside (%(part)s). Remove the embedded object in Word and try again."),
    "macros": _("The file holds macros or other active parts (%(part)s). Save it in Word without macros as .docx."),
    "external": _(
        "The file fetches something from outside (%(what)s: %(target)s). "
        "Only ordinary links to web and mail addresses are allowed. Break the link in Word and try again."
    ),
    "field": _("The file holds a field that reaches outside the file (%(part)s). Remove the field in Word."),
    "dtd": _("The file holds an XML declaration that Word never writes (%(part)s). It may be an attack."),
    "encoding": _("The file holds text in signs that Word never writes (%(part)s). Save it once more in Word."),
    "too_deep": _("The file is nested too deeply to read."),
    "too_many_cells": _("The file has too many table cells (more than %(limit)s)."),
    "too_slow": _("Reading the file took too long (more than %(limit)s seconds), so it was stopped."),
    "too_heavy": _("Reading the file took too much memory or time, so it was stopped."),
    "failed": _("The file could not be read. Nothing was saved."),
}

_LONGEST_VALUE = 120


class WordRefused(Exception):
    """`code` is a key of `refusals`; `message` is one clear line for the person who uploaded the file."""

    refusals = REFUSALS

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        # What a hostile file says about itself is shown in part and without control characters.
        self.values = {name: printable(str(value)) for name, value in values.items()}
        super().__init__(code)

    @property
    def message(self) -> str:
        return str(self.refusals[self.code]) % self.values

    def __str__(self) -> str:
        return self.message


def printable(text: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in text[:_LONGEST_VALUE])
