"""Is this a whole picture and nothing else? Its outside is walked, its dots are never drawn."""

import re
import struct
import zlib

from documents.attachments import limits
from documents.attachments.refusals import FileRefused

_PNG_HEAD = 8
# Frames of a JPEG that tell its size.
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_NO_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})
_SCAN, _END = 0xDA, 0xD9
_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
# Cameras write more behind a picture; another file, or a page with script, does not belong there.
_NOT_BEHIND = (b"PK\x03\x04", b"%PDF-", b"<script", b"<html", b"<?php", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"MZ\x90")


def check_png(data: bytes) -> None:
    at, first = _PNG_HEAD, True
    while at + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != struct.unpack(">I", data[end - 4 : end])[0]:
            break
        if first:
            _check_png_size(name, data[at + 8 : end - 4])
            first = False
        if name == b"IEND":
            if end < len(data):
                raise FileRefused("more_behind")
            return
        at = end
    raise FileRefused("damaged")


def _check_png_size(name: bytes, header: bytes) -> None:
    if name != b"IHDR" or len(header) != 13:
        raise FileRefused("damaged")
    _check_dots(*struct.unpack(">II", header[:8]))


def check_jpeg(data: bytes) -> None:
    at, sized = 2, False
    while at + 2 <= len(data) and data[at] == 0xFF:
        sign = data[at + 1]
        if sign == _END:
            if sized:
                return _check_behind(data[at + 2 :])
            break
        if sign in _NO_LENGTH or sign == 0xFF:
            at += 1 if sign == 0xFF else 2
            continue
        if sign in _FRAMES:
            _check_frame(data[at + 5 : at + 9])
            sized = True
        at += 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
        if sign == _SCAN:
            at = _end_of_scan(data, at)
    raise FileRefused("damaged")


def _end_of_scan(data: bytes, at: int) -> int:
    """Dots have no length: they end at the next mark that is none of theirs."""
    found = _MARK.search(data, at)
    return found.start() if found else len(data)


def _check_frame(size: bytes) -> None:
    if len(size) < 4:
        raise FileRefused("damaged")
    _check_dots(*struct.unpack(">HH", size))


def _check_behind(behind: bytes) -> None:
    if behind.startswith(_NOT_BEHIND) or any(sign in behind for sign in _NOT_BEHIND[:5]):
        raise FileRefused("more_behind")


def _check_dots(width: int, height: int) -> None:
    if not width or not height:
        raise FileRefused("damaged")
    if width * height > limits.MAX_DOTS:
        raise FileRefused("too_many_dots")
