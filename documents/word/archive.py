"""Is this a zip file that we dare to unpack? Names, sizes, nested files and macros are looked at before any parsing."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from documents.word import limits
from documents.word.refusals import WordRefused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A .docx with a password is an OLE file that holds a stream of this name. (Encoded here: the child, once its doors are
# closed, can not load the encoding any more.)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# First bytes of what can hold another file: zip, OLE, gzip, 7z, rar, xz, bzip2, cabinet, tar is caught by its name.
_CONTAINERS = (ZIP, b"PK\x05\x06", OLE, b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\xfd7zXZ\x00", b"BZh", b"MSCF")
_CONTAINER_NAMES = {
    *{".zip", ".jar", ".7z", ".rar", ".gz", ".tgz", ".tar", ".xz", ".bz2", ".cab", ".iso"},
    *{".docx", ".docm", ".dotx", ".dotm", ".doc", ".xlsx", ".xlsm", ".xls", ".pptx", ".pptm", ".ppt", ".odt", ".msg"},
}
_ACTIVE = ("vbaproject", "vbadata", "activex")
_EXECUTABLE_NAMES = {".exe", ".dll", ".vbs", ".js", ".bat", ".cmd", ".ps1", ".scr", ".lnk", ".hta"}
_LONGEST_NAME = 240


class Archive:
    """The parts of a file that passed every check on the outside; reading a part never exceeds its stated size."""

    def __init__(self, data: bytes) -> None:
        _refuse_other_kinds(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self.names = [info.filename for info in self._zip.infolist() if not info.is_dir()]
            self._check()
        except _DAMAGE as problem:
            raise WordRefused("damaged") from problem

    def read(self, name: str) -> bytes:
        try:
            if self._zip.getinfo(name).file_size > limits.MAX_XML_PART:
                raise WordRefused("too_big")
            return self._zip.read(name)
        except _DAMAGE as problem:
            raise WordRefused("damaged") from problem

    def start_of(self, name: str, length: int = 64) -> bytes:
        with self._zip.open(name) as part:
            return part.read(length)

    def chunks_of(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as part:
                yield from iter(lambda: part.read(65_536), b"")
        except _DAMAGE as problem:
            raise WordRefused("damaged") from problem

    def _check(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > limits.MAX_ENTRIES:
            raise WordRefused("too_many_parts")
        _check_names(entries)
        _check_sizes(entries)
        for name in self.names:
            _check_kind(name, self.start_of(name))


# What zipfile raises on archives that were cut off or tampered with.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError)


def _refuse_other_kinds(data: bytes) -> None:
    if not data:
        raise WordRefused("empty")
    if len(data) > limits.MAX_FILE:
        raise WordRefused("too_big")
    if data.startswith(OLE):
        raise WordRefused("encrypted" if _ENCRYPTED in data else "old_word")
    if not data.startswith(ZIP):
        raise WordRefused("not_word")


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for entry in entries:
        # Word compares part names without case, so two spellings are two answers to one question.
        name = entry.filename.casefold()
        if name in seen or _is_path_trick(entry):
            raise WordRefused("path", part=entry.filename or "?")
        seen.add(name)


def _is_path_trick(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    path = PurePosixPath(name)
    return (
        not name
        or len(name) > _LONGEST_NAME
        or path.is_absolute()
        or ".." in path.parts
        or any(sign in name for sign in ("\\", ":", "\x00"))
        or stat.S_ISLNK(entry.external_attr >> 16)
    )


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise WordRefused("encrypted")
        packed = max(entry.compress_size, 1)
        if entry.file_size > limits.RATIO_MATTERS_FROM and entry.file_size / packed > limits.MAX_RATIO:
            raise WordRefused("bomb", part=entry.filename)
    if sum(entry.file_size for entry in entries) > limits.MAX_UNPACKED:
        raise WordRefused("bomb", part=max(entries, key=lambda entry: entry.file_size).filename)


def _check_kind(name: str, start: bytes) -> None:
    lowered = name.casefold()
    if any(word in lowered for word in _ACTIVE) or PurePosixPath(lowered).suffix in _EXECUTABLE_NAMES:
        raise WordRefused("macros", part=name)
    embedded = "/embeddings/" in f"/{lowered}"
    if embedded or PurePosixPath(lowered).suffix in _CONTAINER_NAMES or start.startswith(_CONTAINERS):
        raise WordRefused("nested", part=name)
