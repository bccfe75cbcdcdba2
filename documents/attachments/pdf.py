"""Does a PDF do anything by itself, and what does it say on which page? pypdf reads it, with every limit it has."""

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, overwrite_configuration
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from documents.attachments import limits
from documents.attachments.collecting import Collector, Enough
from documents.attachments.refusals import FileRefused

# What pypdf and the standard library raise on files that are made to be wrong.
_DAMAGE = (
    *(PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, EOFError),
    *(ArithmeticError, NotImplementedError, UnicodeError, LookupError),
)
# Names that make a PDF do something: as a key or as a value, wherever they stand.
_ACTIVE = {"/JavaScript", "/JS", "/Launch", "/XFA", "/SubmitForm", "/ImportData", "/RichMedia", "/Rendition", "/GoToE"}
_EMBEDDED = {"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment"}
# The same in the bytes themselves: what no table of the file leads to may still be found by another reader.
_PLAIN_NAMES = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
_ESCAPED_NAMES = re.compile(rb"/[A-Za-z#]{0,60}#[0-9A-Fa-f]{2}[A-Za-z0-9#]{0,60}")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_MOST_OBJECTS = 300_000
_STREAM_BYTES = 20_000_000


def prepare() -> None:
    """Called once, in the child: tighter limits than pypdf's own, and no program beside it."""
    logging.disable(logging.CRITICAL)
    overwrite_configuration(
        jbig2dec_binary=None,
        zlib_maximum_output_length=_STREAM_BYTES,
        lzw_maximum_output_length=_STREAM_BYTES,
        run_length_maximum_output_length=_STREAM_BYTES,
        array_based_stream_maximum_output_length=_STREAM_BYTES,
        stream_decoding_work_maximum_length=3 * _STREAM_BYTES,
        page_tree_maximum_entries=limits.MAX_PAGES * 2,
    )


def check(data: bytes) -> None:
    """Raises FileRefused; what cannot be looked through is refused as well."""
    _check_bytes(data)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise FileRefused("encrypted")
        for thing in _everything_in(reader):
            _check_names(thing)
        pages = reader.get_num_pages()
    except _DAMAGE as problem:
        raise FileRefused("damaged") from problem
    if not pages:
        raise FileRefused("damaged")
    if pages > limits.MAX_PAGES:
        raise FileRefused("too_many_pages", limit=limits.MAX_PAGES)


def read(data: bytes, into: Collector) -> None:
    """Page by page; a page that cannot be read is passed over, and the reading is not called complete."""
    unread = False
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, start=1):
        into.must_go_on()
        try:
            text = page.extract_text()
        except _DAMAGE:
            unread = True
            continue
        into.add(text, page=number)
    if unread:
        raise Enough


def _check_bytes(data: bytes) -> None:
    found = {match[1] for match in _PLAIN_NAMES.finditer(data)}
    for match in _ESCAPED_NAMES.finditer(data):
        plain = _ESCAPE.sub(lambda sign: bytes([int(sign[1], 16)]), match[0])
        found.update(name[1] for name in _PLAIN_NAMES.finditer(plain))
    for name in sorted(found):
        raise FileRefused("embedded" if name.startswith(b"Embedded") else "active", what=name.decode("ascii"))


def _everything_in(reader: PdfReader) -> Iterator[Any]:
    """The trailer and every object of every table, reached from a page or not."""
    yield reader.trailer
    numbers = [(number, generation) for generation, table in reader.xref.items() for number in table]
    numbers += [(number, 0) for number in reader.xref_objStm]
    if len(numbers) > _MOST_OBJECTS:
        raise FileRefused("too_many_parts")
    for number, generation in numbers:
        yield reader.get_object(IndirectObject(number, generation, reader))


def _check_names(thing: Any) -> None:
    """One object with all that is written inside it; what it refers to is an object of its own."""
    waiting = [thing]
    while waiting:
        current = waiting.pop()
        if isinstance(current, DictionaryObject):
            for key in current:
                _check_name(key)
            waiting.extend(current.raw_get(key) for key in current)
        elif isinstance(current, ArrayObject):
            waiting.extend(list.__iter__(current))
        elif isinstance(current, NameObject):
            _check_name(current)


def _check_name(name: str) -> None:
    if name in _ACTIVE:
        raise FileRefused("active", what=name.lstrip("/"))
    if name in _EMBEDDED:
        raise FileRefused("embedded", what=name.lstrip("/"))
