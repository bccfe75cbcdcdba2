"""What kind of file are these bytes? Only the bytes are asked: a name or a browser can say anything."""

import io
import zipfile

from documents.attachments.mail import looks_like_mail
from documents.attachments.plain_text import decoded
from documents.attachments.refusals import FileRefused
from documents.word.archive import OLE, ZIP

PNG, JPEG, PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"
ODT = b"application/vnd.oasis.opendocument.text"
# The first bytes of a zip: a header of 30 bytes, the name, and for ODF the type in plain letters.
_ODT_TYPE = b"mimetype" + ODT
# What is written in letters and yet is no text to read: pages, drawings, programs, other formats.
_WRITTEN_FORMATS = ("<", "{\\rtf", "#!", "%!ps", "mz", "from ", "begin:v", "mime-version: 1.0 (apple)", "%pdf")


def kind_of(data: bytes) -> str:
    """A key of KINDS; raises FileRefused for anything else."""
    if not data:
        raise FileRefused("empty")
    for start, kind in ((PDF, "pdf"), (PNG, "png"), (JPEG, "jpeg")):
        if data.startswith(start):
            return kind
    if data.startswith(OLE):
        # The reader of Word files tells a password from an old file.
        return "docx"
    if data.startswith(ZIP):
        return _zipped_kind(data)
    return _written_kind(data)


def _zipped_kind(data: bytes) -> str:
    if data[30 : 30 + len(_ODT_TYPE) + 1].startswith(_ODT_TYPE):
        return "odt"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, EOFError) as problem:
        raise FileRefused("damaged") from problem
    if "[Content_Types].xml" in names:
        return "docx"
    raise FileRefused("kind")


def _written_kind(data: bytes) -> str:
    if looks_like_mail(data):
        return "eml"
    start = decoded(data)[:2_000].lstrip("\ufeff \t\r\n").casefold()
    if start.startswith(_WRITTEN_FORMATS):
        raise FileRefused("kind")
    return "txt"
