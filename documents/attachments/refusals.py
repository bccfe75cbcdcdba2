"""Why do we refuse a file that somebody wants to attach, and what can they do about it?"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.word.refusals import REFUSALS, WordRefused

OWN_REFUSALS: Mapping[str, Promise] = {
    "kind": _("Files of this kind cannot be attached. Attach a PDF, Word (.docx), ODT, text, e-mail or picture."),
    "old_word": _("This is an old Word file (.doc). Open it in Word and save it as .docx."),
    "encrypted": _("The file has a password or is protected. Attach it without a password."),
    "damaged": _("The file is damaged and cannot be checked. Open it, save it again and try once more."),
    "macros": _("The file holds macros or other active parts (%(part)s). Save it without macros and try again."),
    "nested": _("The file holds another file inside (%(part)s). Take it out, and attach it by itself."),
    "active": _("The file does something by itself (%(what)s). Print it to a PDF and attach that."),
    "embedded": _("The file holds another file inside (%(what)s). Attach that file by itself."),
    "outside": _("The file fetches something from outside (%(what)s). Print it to a PDF and attach that."),
    "too_many_dots": _("The picture is too big to open safely. Make it smaller and try again."),
    "too_many_pages": _("The file has too many pages (more than %(limit)s). Split it and try again."),
    "more_behind": _("Something else lies behind the picture in the file. Save the picture again and try once more."),
    "control_signs": _("This is no plain text: it holds signs that no text has."),
    "no_scan": _("A signed page is a PDF, a PNG or a JPEG."),
    "over_limit": _("The file is bigger than %(limit)s MB. Make it smaller or split it."),
    "too_many": _("There are %(limit)s attached files already. Remove one first."),
    "duplicate": _("This file is attached here already, as “%(name)s”."),
}

# Said of a file that is kept, and whose text is not searchable; anything else is the last one.
TEXT_PROBLEMS: Mapping[str, Promise] = {
    "too_slow": _("reading took too long"),
    "too_heavy": _("reading took too much memory"),
    "too_big": _("there is too much in it"),
    "damaged": _("it is damaged inside"),
    "failed": _("something in it was not understood"),
}


class FileRefused(WordRefused):
    """`code` is one of ours or of the reader of Word files; ours go first."""

    refusals = REFUSALS | OWN_REFUSALS  # type: ignore[operator]
