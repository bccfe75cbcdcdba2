"""The smallest sound file of every kind, written by hand so that a test can break it at one place."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from tests.documents.word.hostile import sound_parts, zipped

ODT_TYPE = "application/vnd.oasis.opendocument.text"
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</m:manifest>'


def a_pdf_of(objects: Sequence[str | bytes], *, trailer: str = "/Root 1 0 R") -> bytes:
    """Objects numbered from 1, with a table that is right."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, written in enumerate(objects, start=1):
        places.append(len(out))
        body = written if isinstance(written, bytes) else written.encode("latin-1")
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    end = f"trailer << /Size {len(objects) + 1} {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    return bytes(out) + head + table + end


def stream(content: bytes, extra: str = "") -> bytes:
    return f"<< /Length {len(content)} {extra} >>\nstream\n".encode() + content + b"\nendstream"


def pdf_objects(*pages: str, catalog: str = "", page: str = "", raw: bytes | None = None) -> list[str | bytes]:
    """Catalog 1, pages 2, font 3, then a page and its content for every text."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects: list[str | bytes] = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for place, text in enumerate(pages):
        shown = raw if raw is not None else f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("cp1252")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * place} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> {page} >>",
            stream(shown),
        ]
    return objects


def a_pdf(*pages: str, catalog: str = "", page: str = "", more: Sequence[str | bytes] = ()) -> bytes:
    """A page for every text."""
    return a_pdf_of([*pdf_objects(*(pages or ("Een bladzijde.",)), catalog=catalog, page=page), *more])


def an_odt(*paragraphs: str, body: str = "", parts: Mapping[str, bytes | str] | None = None, **more: str) -> bytes:
    """`body` is XML; `parts` come on top or in place; `manifest` and `mimetype` as their words."""
    inside = "".join(f"<text:p>{one}</text:p>" for one in paragraphs) + body
    content = f"<office:document-content {_NAMES}><office:body><office:text>{inside}</office:text></office:body>"
    content = more.get("prologue", "") + content + "</office:document-content>"
    files: dict[str, bytes | str] = {
        "content.xml": content,
        "META-INF/manifest.xml": MANIFEST.format(more.get("manifest", "")),
        **(parts or {}),
    }
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), more.get("mimetype", ODT_TYPE))
        for name, part in files.items():
            archive.writestr(name, part)
    return stored.getvalue()


def a_mail(text: str = "Dag allemaal.", *, head: str = "", subject: str = "Overleg") -> bytes:
    lines = ["From: I. Post <post@voorbeeld.example>", "To: regie@voorbeeld.example", f"Subject: {subject}"]
    lines += [head] if head else ["Content-Type: text/plain; charset=utf-8"]
    return ("\r\n".join(lines) + "\r\n\r\n" + text).encode()


def a_docx() -> bytes:
    return zipped(sound_parts())


def png_part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def a_png(width: int = 1, height: int = 1, *, behind: bytes = b"") -> bytes:
    head = png_part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_part(b"IDAT", zlib.compress(b"\x00\x00")) + png_part(b"IEND", b"") + behind


def a_jpeg(width: int = 1, height: int = 1, *, behind: bytes = b"", inside: bytes = b"\x00") -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + inside
    return (
        b"\xff\xd8"
        + b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + frame
        + scan
        + b"\xff\xd9"
        + behind
    )


SOUND = {
    "pdf": a_pdf,
    "docx": a_docx,
    "odt": lambda: an_odt("Een alinea."),
    "txt": lambda: "Een regel met é en €.".encode(),
    "eml": a_mail,
    "png": a_png,
    "jpeg": a_jpeg,
}
