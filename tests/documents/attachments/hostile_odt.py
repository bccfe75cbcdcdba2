"""OpenDocument texts that mean harm or are broken: at least sixty, each with what may come of it."""

import io
import zipfile

from tests.documents.attachments.breaking import EITHER, KEPT, Case, flipped, flipped_at, random_words
from tests.documents.attachments.files import ODT_TYPE, an_odt

_LAUGHS = "".join(f'<!ENTITY l{place} "{f"&l{place - 1};" * 10}">' for place in range(1, 10))
_DEEP = 100_000


def _entry(name: str, content: bytes = b"x", **fields: int) -> bytes:
    entry = zipfile.ZipInfo(name)
    for field, value in fields.items():
        setattr(entry, field, value)
    return _appended(an_odt("x"), entry, content)


def _appended(data: bytes, entry: zipfile.ZipInfo, content: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(entry, content)
    return out.getvalue()


def _odt_bytes(old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    return (data or an_odt("x")).replace(old, new)


def _marked(data: bytes) -> bytes:
    """Every entry says that it has a password."""
    broken, place = bytearray(data), data.find(b"PK\x01\x02")
    while place >= 0:
        broken[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(broken)


def _zipped_twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODT_TYPE)
        for name in ("content.xml", "CONTENT.xml", "META-INF/manifest.xml"):
            archive.writestr(name, "<x/>")
    return out.getvalue()


def _deep_xml(depth: int) -> str:
    return "<text:span>" * depth + "x" + "</text:span>" * depth


ODT: dict[str, Case] = {
    "macros": ("active", lambda: an_odt("x", parts={"Basic/Standard/Module1.xml": "<x/>"})),
    "macros in python": ("active", lambda: an_odt("x", parts={"Scripts/python/a.py": "x"})),
    "a dialogue": ("active", lambda: an_odt("x", parts={"Dialogs/Standard/a.xml": "<x/>"})),
    "macros in small letters": ("active", lambda: an_odt("x", parts={"basic/a.xml": "<x/>"})),
    "java script": ("macros", lambda: an_odt("x", parts={"a/b.js": "x"})),
    "a program": ("macros", lambda: an_odt("x", parts={"a/b.exe": "MZ"})),
    "vba": ("macros", lambda: an_odt("x", parts={"vbaProject.bin": "x"})),
    "runs on opening": ("active", lambda: an_odt(body='<script:event-listener script:event-name="dom:load"/>')),
    "runs on opening, by its looks": (
        "active",
        lambda: an_odt("x", parts={"styles.xml": '<s:event-listener xmlns:s="urn:x"/>'}),
    ),
    "a script": ("active", lambda: an_odt(body="<office:script/>")),
    "an applet": ("active", lambda: an_odt(body="<draw:applet/>")),
    "a plugin": ("active", lambda: an_odt(body="<draw:plugin/>")),
    "a frame from outside": (
        "active",
        lambda: an_odt(body='<draw:floating-frame xlink:href="https://example.invalid"/>'),
    ),
    "dde": ("active", lambda: an_odt(body='<office:dde-source office:dde-application="soffice"/>')),
    "dde in a declaration": ("active", lambda: an_odt(body="<text:dde-connection-decl/>")),
    "an ole object": ("embedded", lambda: an_odt(body="<draw:object-ole/>")),
    "an ole object by its type": (
        "embedded",
        lambda: an_odt(
            "x", manifest='<m:file-entry m:full-path="Object 1" m:media-type="application/vnd.sun.star.oleobject"/>'
        ),
    ),
    "an ole file": ("nested", lambda: an_odt("x", parts={"Object 1": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)})),
    "a zip inside": ("nested", lambda: an_odt("x", parts={"Pictures/a.png": an_odt("y")})),
    "a zip inside by name": ("nested", lambda: an_odt("x", parts={"Pictures/a.zip": b"x"})),
    "an odt inside by name": ("nested", lambda: an_odt("x", parts={"a.odt": b"x"})),
    "a gzip inside": ("nested", lambda: an_odt("x", parts={"Pictures/a.svgz": b"\x1f\x8b\x08" + bytes(40)})),
    "a picture from the web": (
        "outside",
        lambda: an_odt(body='<draw:image xlink:href="https://example.invalid/a.png"/>'),
    ),
    "a picture from a share": ("outside", lambda: an_odt(body='<draw:image xlink:href="\\\\\\\\server\\share"/>')),
    "a picture from disk": ("outside", lambda: an_odt(body='<draw:image xlink:href="file:///etc/passwd"/>')),
    "a picture without a scheme": ("outside", lambda: an_odt(body='<draw:image xlink:href="//example.invalid/a"/>')),
    "a picture by a blank first": (
        "outside",
        lambda: an_odt(body='<draw:image xlink:href="  https://example.invalid"/>'),
    ),
    "a section from elsewhere": (
        "outside",
        lambda: an_odt(body='<text:section-source xlink:href="file:///etc/hostname"/>'),
    ),
    "an object from elsewhere": ("outside", lambda: an_odt(body='<draw:object xlink:href="vnd.sun.star.script:x"/>')),
    "a background from the web": (
        "outside",
        lambda: an_odt(
            "x",
            parts={
                "styles.xml": '<s:background-image xmlns:s="urn:x" xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://example.invalid"/>'
            },
        ),
    ),
    "a link to a page": (
        KEPT,
        lambda: an_odt(body='<text:p><text:a xlink:href="https://example.invalid">x</text:a></text:p>'),
    ),
    "a password": ("encrypted", lambda: an_odt("x", manifest="<m:file-entry><m:encryption-data/></m:file-entry>")),
    "a key": ("encrypted", lambda: an_odt("x", manifest="<m:keyinfo/>")),
    "zip with a password": ("encrypted", lambda: _marked(an_odt("x"))),
    "a billion laughs": ("dtd", lambda: an_odt("&l9;", prologue=f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>')),
    "quadratic laughs": (
        "dtd",
        lambda: an_odt("&a;" * 50_000, prologue=f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'),
    ),
    "a file as an entity": (
        "dtd",
        lambda: an_odt("&a;", prologue='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    ),
    "an entity of parameters": (
        "dtd",
        lambda: an_odt("x", prologue='<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.invalid/x"> %a;]>'),
    ),
    "a type from the web": ("dtd", lambda: an_odt("x", prologue='<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">')),
    "an entity in the manifest": (
        "dtd",
        lambda: an_odt("x", parts={"META-INF/manifest.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    ),
    "an entity in the settings": (
        "dtd",
        lambda: an_odt("x", parts={"settings.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    ),
    "an entity in utf-16": (
        "dtd",
        lambda: an_odt("x", parts={"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16")}),
    ),
    "a bomb of zeroes": ("bomb", lambda: an_odt("x", parts={"Pictures/a.bin": bytes(40_000_000)})),
    "a bomb of text": ("bomb", lambda: an_odt("a" * 20_000_000)),
    "a heap of half bombs": ("bomb", lambda: an_odt("x", parts={f"Pictures/{n}": bytes(990_000) for n in range(160)})),
    "too many parts": ("too_many_parts", lambda: an_odt("x", parts={f"a/{n}": b"" for n in range(2_100)})),
    "a hundred thousand deep": ("too_deep", lambda: an_odt(_deep_xml(_DEEP) + random_words(40_000))),
    "three hundred deep": ("too_deep", lambda: an_odt(_deep_xml(300))),
    "deep in the settings": ("too_deep", lambda: an_odt("x", parts={"settings.xml": "<a>" * 300 + "</a>" * 300})),
    "two hundred thousand paragraphs": (EITHER, lambda: an_odt(*["x"] * 200_000, random_words(60_000))),
    "a paragraph of blanks": (EITHER, lambda: an_odt("<text:s/>" * 100_000 + random_words(60_000))),
    "attributes without end": (EITHER, lambda: an_odt(_attributes(50_000))),
    "broken xml": ("damaged", lambda: an_odt(body="<text:p>")),
    "empty xml": ("damaged", lambda: an_odt("x", parts={"content.xml": ""})),
    "xml of an unknown make": (
        "encoding",
        lambda: an_odt("x", parts={"content.xml": '<?xml version="1.0" encoding="x-own"?><x/>'}),
    ),
    "xml of a codec": (
        "encoding",
        lambda: an_odt("x", parts={"content.xml": '<?xml version="1.0" encoding="zlib_codec"?><x/>'}),
    ),
    "zeroes for xml": ("damaged", lambda: an_odt("x", parts={"content.xml": b"<" + bytes(999)})),
    "no content": ("damaged", lambda: _odt_bytes(b"content.xml", b"kontent.xml")),
    "no manifest": ("damaged", lambda: _odt_bytes(b"META-INF/manifest.xml", b"META-INF/manifesX.xml")),
    "cut off halfway": ("damaged", lambda: an_odt("x")[:300]),
    "cut off at the end": ("damaged", lambda: an_odt("x")[:-10]),
    "a sum that is wrong": ("damaged", lambda: flipped_at(an_odt("x" * 99), b"content.xml", 30)),
    "a name that climbs": ("path", lambda: _entry("../../etc/cron.d/x")),
    "an absolute name": ("path", lambda: _entry("/etc/passwd")),
    "a drive": ("path", lambda: _entry("C:/x")),
    "a link": ("path", lambda: _entry("link", b"/etc/passwd", external_attr=0o120777 << 16)),
    "a name twice": ("path", _zipped_twice),
    "a spreadsheet": ("kind", lambda: an_odt("x", mimetype="application/vnd.oasis.opendocument.spreadsheet")),
    "a template": ("kind", lambda: an_odt("x", mimetype=ODT_TYPE + "-template")),
    "a type with more behind it": ("kind", lambda: an_odt("x", mimetype=ODT_TYPE + " ")),
    **{
        f"flipped bytes {seed}": (
            EITHER | {"path", "nested", "bomb", "encrypted", "macros", "active", "too_big", "dtd"},
            lambda s=seed: flipped(an_odt("een", "twee"), s, times=6),
        )
        for seed in range(6)
    },
}


def _attributes(number: int) -> str:
    return "<text:span " + " ".join(f"a{place}='b'" for place in range(number)) + "/>"
