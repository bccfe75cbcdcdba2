"""What is attached to the agreements of the demo region? Small files, made while it is filled, judged as any other."""

import io
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from docx import Document

from access.viewer import Viewer
from casustafel.demo.content.texts import Attached
from documents.actions.attach import attach
from documents.attachments.intake import take_in

# A page of A4 in points; the first line is larger.
PAGE, TOP, LEFT, SIZES = "595 842", 780, 60, (16, 11)


def attach_all(files: Iterable[Attached], version: Any, *, viewer: Viewer) -> None:
    makers = {".pdf": _pdf, ".docx": _docx}
    for one in files:
        content = makers[PurePath(one.name).suffix](one.lines)
        current = type(version)._default_manager.get(pk=version.pk)
        file = take_in(content, name=one.name)
        attach(current, viewer=viewer, expected_version=current.version, file=file, description=one.description)


def _docx(lines: tuple[str, ...]) -> bytes:
    heading, *text = lines
    file, written = Document(), io.BytesIO()
    file.add_heading(heading)
    for line in filter(None, text):
        file.add_paragraph(line)
    file.save(written)
    return written.getvalue()


def _pdf(lines: tuple[str, ...]) -> bytes:
    """One page, in a typeface that every reader has."""
    heading, text = SIZES
    shown = f"BT /F1 {heading} Tf {LEFT} {TOP} Td ({_escaped(lines[0])}) Tj /F1 {text} Tf 16 TL "
    shown += "".join(f"T* ({_escaped(line)}) Tj " for line in lines[1:]) + "ET"
    stream = shown.encode("cp1252")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (nl-NL) >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>" % PAGE.encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    return _numbered(objects)


def _numbered(objects: Iterable[bytes]) -> bytes:
    """A PDF of these objects, with the table that says where each begins."""
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(written))
    return bytes(written) + head + table + end


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
