"""Why do we refuse a file with a table, and what can its sender do about it?"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.word.refusals import REFUSALS, WordRefused

OWN_REFUSALS: Mapping[str, Promise] = {
    "kind": _("This is no list that can be read. Save it as Excel (.xlsx) or as CSV and try again."),
    "old_word": _("This is an old Excel file (.xls). Open it in Excel and save it as .xlsx."),
    "encrypted": _("The file has a password. Save it without a password and try again."),
    "damaged": _("The file is damaged and cannot be read. Open it, save it again and try once more."),
    "macros": _("The file holds macros or other active parts (%(part)s). Save it without macros as .xlsx."),
    "nested": _("The file holds another file inside (%(part)s). Take it out and try again."),
    "outside": _("The file fetches something from outside (%(part)s). Break the link in Excel and try again."),
    "no_columns": _(
        "The headings of the columns were not recognised. Call them: datum, soort, plaats, rol and omschrijving."
    ),
    "no_rows": _("There is no table in this file."),
}


class TableRefused(WordRefused):
    """`code` is one of ours or of the reader of Word files; ours go first."""

    refusals = REFUSALS | OWN_REFUSALS  # type: ignore[operator]
