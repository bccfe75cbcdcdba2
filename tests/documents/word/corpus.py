"""Some three hundred hostile and broken Word files beside those of `hostile`: each by name, a few only refused.

`REFUSED`: no reading of such a file can be right. What `EITHER` holds may be understood, if no word of it is lost.
"""

import random
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from tests.documents.word import corpus_texts
from tests.documents.word.hostile import (
    OLE,
    Parts,
    sound_parts,
    with_body,
    with_content_type,
    with_entry,
    with_part,
    with_relationship,
    zipped,
)

Case = tuple[str, bool, Callable[[], bytes]]
REFUSED, EITHER = True, False
TEXT = "word/document.xml"


def corpus(address: str) -> Iterator[Case]:
    """`address` is where every file that reaches outside reaches to: somebody listens there."""
    for make in (_cut, _flipped, _other_kinds, _archives, _inside, _names, _missing, corpus_texts.texts):
        yield from make()
    for reach in (_declarations, _relationships, _fields):
        yield from reach(address)


def _cut() -> Iterator[Case]:
    whole = zipped(sound_parts())
    for step in range(1, 26):
        end = len(whole) * step // 26
        yield f"cut off at {end}", REFUSED, partial(whole.__getitem__, slice(end))
    for start in (1, 30, 1_000):
        yield f"without its first {start}", REFUSED, partial(whole.__getitem__, slice(start, None))


def _flipped() -> Iterator[Case]:
    whole = zipped(sound_parts())
    chance = random.Random(12)
    for number in range(25):
        places = chance.sample(range(len(whole)), k=1 + number % 4)
        yield f"changed at {places}", EITHER, partial(_with_bytes, whole, places)


def _with_bytes(whole: bytes, places: list[int]) -> bytes:
    data = bytearray(whole)
    for place in places:
        data[place] ^= 0x55
    return bytes(data)


_STARTS = {
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff\xe0JFIF",
    "gif": b"GIF89a",
    "tiff": b"II*\x00",
    "program": b"MZ\x90\x00",
    "elf": b"\x7fELF",
    "script": b"#!/bin/sh\nrm -rf /\n",
    "web page": b"<html><body><p>Convenant</p></body></html>",
    "flat xml": b'<?xml version="1.0"?><w:wordDocument/>',
    "json": b'{"convenant": 1}',
    "gzip": b"\x1f\x8b\x08\x00",
    "7z": b"7z\xbc\xaf\x27\x1c",
    "rar": b"Rar!\x1a\x07\x00",
    "bzip2": b"BZh91AY&SY",
    "xz": b"\xfd7zXZ\x00",
    "cabinet": b"MSCF\x00\x00",
    "zeros": b"\x00",
    "utf-16 text": "Convenant".encode("utf-16"),
    "empty zip": b"PK\x05\x06" + b"\x00" * 18,
    "spanned zip": b"PK\x07\x08PK\x03\x04",
    "lotus": b"\x00\x00\x1a\x00",
    "word 2": b"\xdb\xa5\x2d\x00",
    "old word with streams": OLE + b"\x00" * 40 + "WordDocument".encode("utf-16-le"),
    "irm": OLE + "DRMEncryptedDataSpace".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le"),
}
_MIMES = {
    "odt": {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"},
    "epub": {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<x/>"},
    "jar": {"META-INF/MANIFEST.MF": b"Main-Class: X", "X.class": b"\xca\xfe\xba\xbe"},
    "only types": {"[Content_Types].xml": b"<Types/>"},
}


def _other_kinds() -> Iterator[Case]:
    for name, start in _STARTS.items():
        yield f"kind: {name}", REFUSED, partial(bytes.__add__, start, bytes(600))
    for name, parts in _MIMES.items():
        yield f"kind: {name}", REFUSED, partial(zipped, parts)
    word = "application/vnd.openxmlformats-officedocument."
    for kind in ("wordprocessingml.template.main+xml", "presentationml.presentation.main+xml", "drawing+xml"):
        yield f"type: {kind}", REFUSED, partial(with_content_type, word + kind)
    for kind in ("template.macroEnabledTemplate.main+xml", "document.macroEnabled.main+xml", "vbaProject"):
        yield f"type: {kind}", REFUSED, partial(with_content_type, f"application/vnd.ms-word.{kind}")


def _archives() -> Iterator[Case]:
    for name, method in (("stored", 0), ("bzip2", 12), ("lzma", 14)):
        yield f"packed: {name}", EITHER, partial(_packed, method)
    for method in (1, 6, 9, 97, 99):
        yield f"packed: unknown {method}", REFUSED, partial(_patched, 10, method.to_bytes(2, "little"))
    for place, value in ((8, b"\x01\x00"), (8, b"\x20\x00"), (8, b"\x40\x00"), (8, b"\x01\x20"), (34, b"\x05\x00")):
        yield f"directory: {place}={value.hex()}", EITHER, partial(_patched, place, value)
    for place in (16, 20, 24, 42):
        for value in (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x01\x02\x03\x04"):
            yield f"directory: {place}={value.hex()}", EITHER, partial(_patched, place, value)
    for name in (TEXT, "[Content_Types].xml", "word/styles.xml"):
        yield f"twice: {name}", REFUSED, partial(_twice, name)
        yield f"twice in capitals: {name}", REFUSED, partial(_twice, name.upper())
    yield (
        "bomb: many small",
        REFUSED,
        partial(zipped, {**sound_parts(), **{f"a/{n}.xml": b" " * 999_000 for n in range(170)}}),
    )
    yield (
        "bomb: in a part nobody reads",
        REFUSED,
        partial(with_part, "customXml/item1.xml", b"<x>" + b" " * 20_000_000 + b"</x>"),
    )
    yield "bomb: styles", REFUSED, partial(with_part, "word/styles.xml", b"<x>" + b"<y/>" * 3_000_000 + b"</x>")
    yield "bomb: relationships", REFUSED, partial(with_part, "_rels/.rels", b"<x>" + b"<y/>" * 2_000_000 + b"</x>")


def _packed(method: int) -> bytes:
    entry = zipfile.ZipInfo("customXml/item7.xml")
    entry.compress_type = method
    return with_entry(entry, b"<x>" + b"tekst " * 500 + b"</x>")


def _twice(name: str) -> bytes:
    with warnings.catch_warnings(action="ignore"):
        return with_entry(zipfile.ZipInfo(name), b"<x/>")


def _patched(place: int, value: bytes) -> bytes:
    """What the directory says of the text is something else."""
    data = bytearray(zipped(sound_parts()))
    entry = data.rfind(TEXT.encode(), 0, data.rfind(b"PK\x05\x06")) - 46
    data[entry + place : entry + place + len(value)] = value
    return bytes(data)


_INSIDE = (
    ".zip",
    ".jar",
    ".7z",
    ".rar",
    ".gz",
    ".tar",
    ".docx",
    ".docm",
    ".doc",
    ".xlsx",
    ".ppt",
    ".odt",
    ".msg",
    ".iso",
)
_ACTIVE = (
    "word/vbaProject.bin",
    "word/VBAPROJECT.BIN",
    "word/vbaData.xml",
    "x/vbaProjectSignature.bin",
    "word/activeX/a.bin",
)
_RUNS = (".exe", ".dll", ".vbs", ".js", ".bat", ".cmd", ".ps1", ".scr", ".lnk", ".hta", ".EXE")


def _inside() -> Iterator[Case]:
    for suffix in _INSIDE:
        yield f"inside: {suffix}", REFUSED, partial(with_part, f"word/media/image1{suffix}", b"x")
    for name in _ACTIVE:
        yield f"active: {name}", REFUSED, partial(with_part, name, b"x")
    for suffix in _RUNS:
        yield f"runs: {suffix}", REFUSED, partial(with_part, f"word/media/run{suffix}", b"x")
    for name in ("gzip", "7z", "rar", "bzip2", "xz", "cabinet", "empty zip", "old word with streams"):
        yield f"inside as a picture: {name}", REFUSED, partial(with_part, "word/media/p.png", _STARTS[name] + bytes(80))
    for depth in (2, 5):
        yield f"zips in zips: {depth}", REFUSED, partial(with_part, "word/media/x.bin", _in_itself(depth))


def _in_itself(depth: int) -> bytes:
    data = b"x" * 10
    for _level in range(depth):
        data = zipped({"a": data, "b": data})
    return data


_NAMES = (
    "../x",
    "word/../../x",
    "/x",
    "//server/x",
    "C:\\x",
    "c:x",
    "..\\x",
    "word/a:b",
    "\\\\server\\x",
    "./../x",
    "x" * 400,
)


def _names() -> Iterator[Case]:
    for name in _NAMES:
        yield f"name: {name[:20]}", REFUSED, partial(with_part, name, b"x")
    for name in ("word/con", "word/\u202egnp.exe.xml", "word/%2e%2e/x", "word/~$x", " ", "word/é\u0301.xml", "word//x"):
        yield f"odd name: {name!r}", EITHER, partial(with_part, name, b"<x/>")


def _missing() -> Iterator[Case]:
    for name in sound_parts():
        yield f"without {name}", EITHER, partial(_without, name)
        yield f"empty {name}", EITHER, partial(with_part, name, b"")
    yield "all parts are the text", EITHER, lambda: zipped(dict.fromkeys(sound_parts(), sound_parts()[TEXT]))
    yield "text and styles changed places", EITHER, partial(_swapped, TEXT, "word/styles.xml")
    for target in ("document.xml", "styles.xml", "numbering.xml", "_rels/document.xml.rels", "../[Content_Types].xml"):
        for kind in ("footnotes", "header", "numbering"):
            yield f"{kind} is {target}", EITHER, partial(with_relationship, kind, target, mode="Internal")


def _without(name: str) -> bytes:
    return zipped({key: value for key, value in sound_parts().items() if key != name})


def _swapped(one: str, other: str) -> bytes:
    parts: Parts = sound_parts()
    parts[one], parts[other] = parts[other], parts[one]
    return zipped(parts)


def _declarations(address: str) -> Iterator[Case]:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    prologues = {
        "laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>',
        "quadratic": f'<!DOCTYPE x [<!ENTITY a0 "{"ha" * 40_000}">]>',
        "entity": f'<!DOCTYPE x [<!ENTITY a0 SYSTEM "{address}/secret">]>',
        "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{address}/p.dtd"> %p;]>',
        "dtd": f'<!DOCTYPE x PUBLIC "-//x" "{address}/x.dtd">',
    }
    for name in (
        TEXT,
        "word/styles.xml",
        "word/numbering.xml",
        "docProps/core.xml",
        "_rels/.rels",
        "[Content_Types].xml",
    ):
        for which, prologue in prologues.items():
            content = f'<?xml version="1.0"?>{prologue}<x>&a0;&a8;</x>'.encode()
            yield f"{which} in {name}", REFUSED, partial(with_part, name, content)


_OUTSIDE = (
    "attachedTemplate",
    "image",
    "oleObject",
    "frame",
    "subDocument",
    "externalLink",
    "video",
    "audio",
    "header",
)
_OUTSIDE += (
    "settings",
    "styles",
    "package",
    "control",
    "vbaProject",
    "aFChunk",
    "customXml",
    "font",
    "mailMergeSource",
)
_LINKS = (
    "javascript:x()",
    "file:///etc/hostname",
    "vbscript:x",
    "data:text/html,x",
    "ms-word:ofe|u|x",
    "\\\\host\\x",
    "//host/x",
)


def _relationships(address: str) -> Iterator[Case]:
    for kind in _OUTSIDE:
        yield f"{kind} from outside", REFUSED, partial(with_relationship, kind, f"{address}/{kind}")
        yield (
            f"{kind} from a share",
            REFUSED,
            partial(with_relationship, kind, "\\\\127.0.0.1\\share\\x", mode="Internal"),
        )
    for target in _LINKS:
        yield f"link to {target}", REFUSED, partial(with_relationship, "hyperlink", target)
    stylesheet = f'<?xml-stylesheet href="{address}/x.xsl"?><x xmlns:xi="http://www.w3.org/2001/XInclude">'
    include = f'{stylesheet}<xi:include href="{address}/x"/></x>'
    yield "an include and a style sheet", EITHER, partial(with_part, "customXml/item3.xml", include.encode())


def _fields(address: str) -> Iterator[Case]:
    for name in ("DDE", "INCLUDEPICTURE", "INCLUDETEXT", "Link", "IMPORT", "DATABASE", "RD"):
        instruction = f" {name} {address}/x "
        yield f"field {name}", REFUSED, partial(with_body, corpus_texts.field(instruction))
        pieces = [instruction[:3], instruction[3:]]
        yield f"field {name} in pieces", REFUSED, partial(with_body, corpus_texts.field(*pieces))
        yield f"short field {name}", REFUSED, partial(with_body, corpus_texts.short_field(instruction))
