"""What does an OpenDocument text say, and does it do anything by itself? Read as a stream: no tree, no entities."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from documents.attachments import limits
from documents.attachments.collecting import Collector
from documents.attachments.refusals import FileRefused
from documents.word.archive import Archive
from documents.word.xml_parts import looks_like_xml, refuse_declarations

_MIMETYPE = b"application/vnd.oasis.opendocument.text"
_ACTIVE_FOLDERS = ("basic/", "scripts/", "dialogs/")
# Local names of elements that run, embed or fetch, whatever their name space is called.
_ACTIVE = {"event-listener", "script", "applet", "plugin", "dde-source", "dde-connection-decl", "floating-frame"}
_EMBEDDED = {"object-ole"}
_FETCHING = {"image", "object", "section-source", "cell-range-source", "dde-link", "fill-image", "background-image"}
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.\-]*:|//|\\\\|/|\.\./\.\./)", re.IGNORECASE)
_HREF = "{http://www.w3.org/1999/xlink}href"
_MANIFEST = "META-INF/manifest.xml"


def check(data: bytes) -> None:
    archive = Archive(data)
    if "mimetype" not in archive.names or archive.start_of("mimetype", 100) != _MIMETYPE:
        raise FileRefused("kind")
    for name in archive.names:
        if name.casefold().startswith(_ACTIVE_FOLDERS):
            raise FileRefused("active", what=name)
    if "content.xml" not in archive.names or _MANIFEST not in archive.names:
        raise FileRefused("damaged")
    _stream(archive, _MANIFEST, _Manifest())
    for name in archive.names:
        if name != _MANIFEST and looks_like_xml(name, archive.start_of(name)):
            _stream(archive, name, _Judge())


def read(data: bytes, into: Collector) -> None:
    _stream(Archive(data), "content.xml", _Reader(into))


class _Target:
    """What an XML parser tells as it goes; bounded depth."""

    depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > limits.MAX_XML_DEPTH:
            raise FileRefused("too_deep")
        self.opened(local(tag), attributes)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.closed(local(tag))

    def data(self, text: str) -> None: ...

    def opened(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def closed(self, name: str) -> None: ...

    def close(self) -> None: ...


class _Manifest(_Target):
    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in {"encryption-data", "keyinfo"}:
            raise FileRefused("encrypted")
        kind = next((value for key, value in attributes.items() if local(key) == "media-type"), "")
        if "oleobject" in kind.casefold():
            raise FileRefused("embedded", what=kind)


class _Judge(_Target):
    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _ACTIVE:
            raise FileRefused("active", what=name)
        if name in _EMBEDDED:
            raise FileRefused("embedded", what=name)
        target = attributes.get(_HREF, "")
        if name in _FETCHING and _OUTSIDE.match(target.strip()):
            raise FileRefused("outside", what=target)


class _Reader(_Target):
    """Paragraphs below the heading above them; deleted text and notes of reviewers are left out."""

    _LEFT_OUT = frozenset({"tracked-changes", "annotation", "scripts"})
    _SPACES: Mapping[str, str] = {"tab": " ", "line-break": "\n", "s": " "}

    def __init__(self, into: Collector) -> None:
        self._into = into
        self._heading = ""
        self._section: list[str] = []
        self._text: list[str] = []
        self._left_out = 0
        self._open = 0
        self._letters = 0

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        self._left_out += name in self._LEFT_OUT
        if name in {"p", "h"}:
            self._open += 1
        elif name in self._SPACES:
            self.data(self._SPACES[name])

    def data(self, text: str) -> None:
        if self._open and not self._left_out:
            self._text.append(text)

    def closed(self, name: str) -> None:
        self._left_out -= name in self._LEFT_OUT
        if name not in {"p", "h"}:
            return
        self._open -= 1
        text, self._text = "".join(self._text), []
        if name == "h":
            self._flush()
            self._heading = text
        self._section.append(text)
        self._letters += len(text)
        if self._letters > limits.MAX_TEXT:
            self._flush()

    def _flush(self) -> None:
        section, self._section, self._letters = "\n".join(self._section), [], 0
        self._into.add(section, heading=self._heading)

    def close(self) -> None:
        self._flush()


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _stream(archive: Archive, name: str, target: _Target) -> None:
    refuse_declarations(name, archive.chunks_of(name))
    parser = XMLParser(target=target, forbid_dtd=True)
    try:
        for chunk in archive.chunks_of(name):
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as problem:
        raise FileRefused("dtd", part=name) from problem
    except (ParseError, UnicodeError, LookupError, ValueError) as problem:
        raise FileRefused("damaged") from problem
