"""Which kinds of files may be attached, and how each is called, named and sent?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """`suffixes`: what a file of this kind may be called; the first is given to a file that is called otherwise."""

    label: Promise
    content_type: str
    suffixes: tuple[str, ...]
    has_text: bool = True


# By content, never by name or by what a browser says. In the database and in the child: never changed.
KINDS: Mapping[str, Kind] = {
    "pdf": Kind(_("PDF"), "application/pdf", (".pdf",)),
    "docx": Kind(
        _("Word document"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)
    ),
    "odt": Kind(_("OpenDocument text"), "application/vnd.oasis.opendocument.text", (".odt",)),
    "txt": Kind(_("plain text"), "text/plain", (".txt", ".text", ".md", ".csv")),
    "eml": Kind(_("e-mail message"), "message/rfc822", (".eml",)),
    "png": Kind(_("picture (PNG)"), "image/png", (".png",), has_text=False),
    "jpeg": Kind(_("picture (JPEG)"), "image/jpeg", (".jpg", ".jpeg"), has_text=False),
}
# What a scanner or a camera makes of a signed page.
SCANS = ("pdf", "png", "jpeg")
