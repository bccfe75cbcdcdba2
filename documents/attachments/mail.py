"""What does a stored e-mail say? Its own words; what is attached to it is listed and never opened."""

import io
import re
from collections.abc import Iterator
from email import policy
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import collapse_rfc2231_value
from html.parser import HTMLParser

from documents.attachments import limits
from documents.attachments.collecting import Collector
from documents.attachments.refusals import FileRefused

_HEADER = re.compile(rb"[!-9;-~]{1,70}[ \t]*:")
_TELLING = {b"from", b"to", b"cc", b"date", b"subject", b"message-id", b"received", b"return-path", b"mime-version"}
_LONGEST_HEAD = 1_000_000
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_BOUNDARY = re.compile(rb"boundary\s*\*?\d*\*?\s*=", re.IGNORECASE)
# Base64 that is longer than any text we keep is a file that was sent along: it costs memory, and is not read.
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]{40,998}\r?\n")
_LONGEST_BASE64 = 20_000
_LOCKED_TYPES = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}
# `application/pkcs7-mime` is also how a message is signed, and then its words can be read elsewhere only.
_SKIPPED_TAGS = {"script", "style", "head", "title", "template"}
_BREAKING_TAGS = {"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table"}


def looks_like_mail(data: bytes) -> bool:
    """It begins with headers and nothing else, and at least two of them are those of a message."""
    head = re.split(rb"\r?\n\r?\n", data[:_LONGEST_HEAD], maxsplit=1)[0]
    lines = head.splitlines()[: limits.MAX_MAIL_HEADER_LINES]
    if not lines or lines[0][:1] in b" \t":
        return False
    named = set()
    for line in lines:
        if line[:1] in b" \t":
            continue
        if not _HEADER.match(line):
            return False
        named.add(line.partition(b":")[0].strip().lower())
    return len(named & _TELLING) >= 2


def check(data: bytes) -> None:
    """Before any parsing: parts inside parts cost their depth times their length."""
    if len(_BOUNDARY.findall(data)) > limits.MAX_MAIL_PARTS:
        raise FileRefused("too_many_parts")
    head = re.split(rb"\r?\n\r?\n", data[:_LONGEST_HEAD], maxsplit=1)[0]
    if len(head) == _LONGEST_HEAD or head.count(b"\n") > limits.MAX_MAIL_HEADER_LINES:
        raise FileRefused("too_many_parts")
    if _parsed(head + b"\n\n").get_content_type() in _LOCKED_TYPES:
        raise FileRefused("encrypted")


def read(data: bytes, into: Collector) -> None:
    message = _parsed(_without_files(data))
    head = [f"{name}: {value}" for name in _SHOWN for value in (_words(message.get(name)),) if value]
    into.add("\n".join(head))
    attached = []
    for part in _own_parts(message):
        name = _file_name(part)
        if name or part.get_content_maintype() != "text":
            attached.append(name or part.get_content_type())
        else:
            into.add(_text(part))
    if attached:
        into.add("\n".join(attached[: limits.MAX_MAIL_PARTS]))


def _without_files(data: bytes) -> bytes:
    kept, run = bytearray(), 0
    for line in io.BytesIO(data):
        run = run + 1 if _BASE64_LINE.fullmatch(line) else 0
        if run <= _LONGEST_BASE64:
            kept += line
    return bytes(kept)


def _parsed(data: bytes) -> Message:
    """With the old, plain rules: the newer ones take headers apart, at a price that the sender sets."""
    return BytesParser(policy=policy.compat32).parsebytes(data)


def _own_parts(message: Message) -> Iterator[Message]:
    """Leaves, in order, none of a message that was sent along; of a text and its web page, the text."""
    waiting, seen = [message], 0
    while waiting and seen < limits.MAX_MAIL_PARTS * 10:
        part = waiting.pop(0)
        seen += 1
        inside = part.get_payload()
        if not part.is_multipart() or part.get_content_maintype() != "multipart" or not isinstance(inside, list):
            yield part
            continue
        below = [one for one in inside if isinstance(one, Message)]
        if part.get_content_subtype() == "alternative":
            below = [one for one in below if one.get_content_type() == "text/plain"][:1] or below
        waiting[:0] = below


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    text = _decoded(payload if isinstance(payload, bytes) else b"", part.get_content_charset() or "utf-8")
    if part.get_content_subtype() != "html":
        return text
    page = _Words()
    page.feed(text[: limits.MAX_TEXT * 2])
    return "".join(page.words)


def _decoded(payload: bytes, charset: str) -> str:
    try:
        return payload.decode(charset)
    except (UnicodeDecodeError, LookupError, ValueError):
        return payload.decode("utf-8", "replace")


def _file_name(part: Message) -> str:
    name = part.get_param("filename", None, "content-disposition") or part.get_param("name")
    if name:
        return _words(collapse_rfc2231_value(name))
    return "attachment" if part.get_content_disposition() == "attachment" else ""


def _words(value: object) -> str:
    """A header as it reads; one that is written wrongly stays as it was written."""
    if value is None:
        return ""
    written = str(value)[:2_000]
    try:
        pieces = decode_header(written)
    except Exception:  # The standard library raises a dozen things on headers that are made to be wrong.
        return written
    return "".join(_decoded(text, name or "latin-1") if isinstance(text, bytes) else text for text, name in pieces)


class _Words(HTMLParser):
    """The words of a web page, without its script and looks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._skipping += tag in _SKIPPED_TAGS
        if tag in _BREAKING_TAGS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._skipping = max(0, self._skipping - (tag in _SKIPPED_TAGS))

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.words.append(data)
