"""How is plain text told from anything else, and in which letters is it written?"""

import codecs

from documents.attachments.collecting import Collector
from documents.attachments.refusals import FileRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western letters as Windows writes them: the last guess, in which these five bytes mean nothing.
_LAST_GUESS = "cp1252"
_CONTROLS = frozenset(chr(code) for code in range(32)) - set("\t\n\r\f\x1a")


def decoded(data: bytes) -> str:
    """Raises FileRefused for what is no text in any of the ways that text is written."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    for name in (encoding,) if encoding else ("utf-8", _LAST_GUESS):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _CONTROLS.isdisjoint(text):
            break
        return text
    raise FileRefused("control_signs" if encoding or b"\x00" not in data[:4_000] else "kind")


def read(data: bytes, into: Collector) -> None:
    into.add(decoded(data))
