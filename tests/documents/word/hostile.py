"""Word files that mean harm or are broken: a few dozen, each with the reason for which it must be refused."""

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from tests.documents.word.builders import realistic_covenant_docx

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Parts = dict[str, bytes]


def sound_parts() -> Parts:
    return dict(_sound_parts())


@cache
def _sound_parts() -> Parts:
    with zipfile.ZipFile(io.BytesIO(realistic_covenant_docx())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    return zipped({**sound_parts(), name: content})


def with_body(xml: str, *, prologue: str = "") -> bytes:
    """A document with this body; `prologue` comes before the root element."""
    document = f'{prologue}<w:document xmlns:w="{_WORD}"><w:body>{xml}</w:body></w:document>'
    return with_part("word/document.xml", document.encode())


def with_relationship(kind: str, target: str, *, mode: str = "External") -> bytes:
    parts = sound_parts()
    name = "word/_rels/document.xml.rels"
    extra = f'<Relationship Id="rIdX" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", extra.encode())
    return zipped(parts)


def with_content_type(kind: str) -> bytes:
    parts = sound_parts()
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(_DOCUMENT_TYPE.encode(), kind.encode())
    return zipped(parts)


def with_entry(entry: zipfile.ZipInfo, content: bytes = b"x") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in sound_parts().items():
            archive.writestr(name, part)
        archive.writestr(entry, content)
    return stream.getvalue()


def _without(name: str) -> bytes:
    return zipped({key: value for key, value in sound_parts().items() if key != name})


def _symlink() -> bytes:
    entry = zipfile.ZipInfo("word/link")
    entry.external_attr = 0o120777 << 16
    return with_entry(entry, b"/etc/hostname")


def _password_flag() -> bytes:
    data = bytearray(zipped(sound_parts()))
    for place in _all(data, b"PK\x01\x02"):
        data[place + 8] |= 1
    return bytes(data)


def _all(data: bytes | bytearray, mark: bytes) -> list[int]:
    places, place = [], data.find(mark)
    while place >= 0:
        places.append(place)
        place = data.find(mark, place + 1)
    return places


def _lying_size() -> bytes:
    """The directory says that the text is ten bytes long."""
    data = bytearray(zipped(sound_parts()))
    for place in _all(data, b"PK\x01\x02"):
        name = bytes(data[place + 46 : place + 46 + data[place + 28]])
        if name == b"word/document.xml":
            data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def _renamed_twice() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in {**sound_parts(), "WORD/document.xml": b"<x/>"}.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _strict() -> bytes:
    parts = sound_parts()
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(_OFFICE.encode(), strict)
    return zipped(parts)


def _deep_tables(depth: int) -> bytes:
    inner = "<w:p/>"
    for _level in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    return with_body(inner)


_LAUGHS = "".join(f'<!ENTITY l{place} "{f"&l{place - 1};" * 10}">' for place in range(1, 10))
_BILLION_LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>'
_FILE_ENTITY = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
_NET_DTD = '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">'
_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def _field(*instructions: str) -> bytes:
    runs = "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in instructions)
    return with_body(_FIELD.format(runs))


# name of the case → (code of the refusal, the file)
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "nothing at all": ("empty", lambda: b""),
    "plain text": ("not_word", lambda: b"Convenant persoonsgerichte aanpak"),
    "a pdf": ("not_word", lambda: b"%PDF-1.7 and so on"),
    "rich text": ("not_word", lambda: rb"{\rtf1 Convenant}"),
    "zip with something before it": ("not_word", lambda: b"#!/bin/sh\n" + zipped(sound_parts())),
    "a zip that is no document": ("not_word", lambda: zipped({"readme.txt": b"hello"})),
    "a spreadsheet": (
        "not_word",
        lambda: with_content_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    ),
    "no relationships": ("not_word", lambda: _without("_rels/.rels")),
    "no main part": ("not_word", lambda: _without("word/document.xml")),
    "no body": ("not_word", lambda: with_part("word/document.xml", f'<w:document xmlns:w="{_WORD}"/>'.encode())),
    "strict open xml": ("strict", _strict),
    "old word file": ("old_word", lambda: OLE + b"\x00" * 600),
    "word file with a password": ("encrypted", lambda: OLE + "EncryptedPackage".encode("utf-16-le")),
    "zip with a password": ("encrypted", _password_flag),
    "cut off halfway": ("damaged", lambda: zipped(sound_parts())[:9_000]),
    "cut off at the end": ("damaged", lambda: zipped(sound_parts())[:-30]),
    "only a zip signature": ("damaged", lambda: b"PK\x03\x04" + b"\x00" * 40),
    "broken xml": ("damaged", lambda: with_part("word/document.xml", b"<w:document>")),
    "empty xml": ("damaged", lambda: with_part("word/document.xml", b"")),
    "a size that lies": ("damaged", _lying_size),
    "a bomb": ("bomb", lambda: with_part("word/media/image9.bmp", b"\x00" * 30_000_000)),
    "a bomb of text": ("bomb", lambda: with_body(_PARAGRAPH.format("a" * 9_000_000))),
    "a heap of half bombs": (
        "bomb",
        lambda: zipped({**sound_parts(), **{f"word/media/{n}.bin": bytes(990_000) for n in range(160)}}),
    ),
    "too many parts": ("too_many_parts", lambda: zipped({f"word/{n}.xml": b"<x/>" for n in range(2_100)})),
    "a name that climbs": ("path", lambda: with_part("../../etc/cron.d/x", b"x")),
    "an absolute name": ("path", lambda: with_part("/etc/passwd", b"x")),
    "a name with a drive": ("path", lambda: with_part("C:/windows/x", b"x")),
    "a name with backslashes": ("path", lambda: with_part("word\\..\\..\\x", b"x")),
    "a symbolic link": ("path", _symlink),
    "two parts with one name": ("path", _renamed_twice),
    "a very long name": ("path", lambda: with_part("word/" + "a" * 300, b"x")),
    "a zip inside": ("nested", lambda: with_part("word/media/image1.png", zipped({"x": b"y"}))),
    "a zip by name": ("nested", lambda: with_part("word/extra.zip", b"x")),
    "an embedded workbook": ("nested", lambda: with_part("word/embeddings/sheet1.xlsx", b"x")),
    "an embedded object": ("nested", lambda: with_part("word/media/object.bin", OLE + b"\x00" * 64)),
    "a chunk of html": ("nested", lambda: with_relationship("aFChunk", "chunk.html", mode="Internal")),
    "macros": ("macros", lambda: with_part("word/vbaProject.bin", b"x")),
    "the type of a macro document": (
        "macros",
        lambda: with_content_type("application/vnd.ms-word.document.macroEnabled.main+xml"),
    ),
    "an activex control": ("macros", lambda: with_part("word/activeX/activeX1.xml", b"<x/>")),
    "a program": ("macros", lambda: with_part("word/media/run.exe", b"MZ")),
    "a template from the web": (
        "external",
        lambda: with_relationship("attachedTemplate", "https://example.invalid/t.dotm"),
    ),
    "a template from a share": (
        "external",
        lambda: with_relationship("attachedTemplate", "file://server/share/t.dotx"),
    ),
    "a picture from the web": ("external", lambda: with_relationship("image", "https://example.invalid/p.png")),
    "a linked object": ("external", lambda: with_relationship("oleObject", "mhtml:https://example.invalid/x")),
    "a frame": ("external", lambda: with_relationship("frame", "https://example.invalid/")),
    "a web target that says it is inside": (
        "external",
        lambda: with_relationship("image", "https://example.invalid/p.png", mode="Internal"),
    ),
    "a link to a share": ("external", lambda: with_relationship("hyperlink", r"\\server\share\x.docx")),
    "a link that runs": ("external", lambda: with_relationship("hyperlink", "javascript:alert(1)")),
    "a link to a handler": ("external", lambda: with_relationship("hyperlink", "ms-msdt:/id")),
    "a field that starts a program": ("field", lambda: _field(' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" ')),
    "a field in pieces": ("field", lambda: _field(" INCLUDE", "PICTURE https://example.invalid/p.png ")),
    "a short field": (
        "field",
        lambda: with_body('<w:p><w:fldSimple w:instr=" INCLUDETEXT /etc/hostname "/></w:p>'),
    ),
    "a billion laughs": ("dtd", lambda: with_body(_PARAGRAPH.format("&l9;"), prologue=_BILLION_LAUGHS)),
    "a file as entity": ("dtd", lambda: with_body(_PARAGRAPH.format("&secret;"), prologue=_FILE_ENTITY)),
    "a dtd from the net": ("dtd", lambda: with_body(_PARAGRAPH.format("x"), prologue=_NET_DTD)),
    "a dtd in utf-16": (
        "dtd",
        lambda: with_part("word/styles.xml", f'<?xml version="1.0" encoding="UTF-16"?>{_NET_DTD}<x/>'.encode("utf-16")),
    ),
    "a dtd in a part nobody reads": ("dtd", lambda: with_part("customXml/item9.xml", f"{_NET_DTD}<x/>".encode())),
    "a dtd under another name": ("dtd", lambda: with_part("word/theme/picture.dat", f" {_NET_DTD}<x/>".encode())),
    "an encoding that does not exist": (
        "encoding",
        lambda: with_part("word/document.xml", b'<?xml version="1.0" encoding="klingon"?><x/>'),
    ),
    "tables in tables": ("too_deep", lambda: _deep_tables(12)),
    "tables in tables in tables": ("too_deep", lambda: _deep_tables(200)),
    "too many cells": (
        "too_many_cells",
        lambda: with_body(f"<w:tbl>{'<w:tr>' + '<w:tc><w:p/></w:tc>' * 60 + '</w:tr>'}</w:tbl>" * 400),
    ),
}
