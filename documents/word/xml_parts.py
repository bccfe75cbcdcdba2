"""How do we parse XML that a stranger wrote? No DTD, no entities, no network, bounded depth."""

from collections.abc import Iterable
from xml.parsers import expat

from lxml import etree

from documents.word.ooxml import Element
from documents.word.refusals import WordRefused

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def looks_like_xml(name: str, start: bytes) -> bool:
    return (
        name.casefold().endswith((".xml", ".rels", ".vml"))
        or start.startswith(_BYTE_ORDER_MARKS)
        or start.replace(b"\x00", b"").lstrip().startswith(b"<")
    )


class _RootReached(Exception):
    pass


def refuse_declarations(name: str, chunks: Iterable[bytes]) -> None:
    """A DTD can only stand before the first element, so the look stops there: nothing is ever expanded."""
    parser = expat.ParserCreate()

    def declaration(*_details: object) -> None:
        raise WordRefused("dtd", part=name)

    def root(*_details: object) -> None:
        raise _RootReached

    parser.StartDoctypeDeclHandler = declaration
    parser.EntityDeclHandler = declaration
    parser.StartElementHandler = root
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except _RootReached:
        return
    except expat.ExpatError as problem:
        raise WordRefused("damaged") from problem
    except (LookupError, ValueError, OSError) as problem:
        # The child, with its doors closed, can not load what it does not know yet: that is an OSError.
        raise WordRefused("encoding", part=name) from problem


def parse(name: str, data: bytes) -> Element:
    refuse_declarations(name, [data])
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        if getattr(problem, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from problem
        raise WordRefused("too_deep" if "depth" in str(problem).lower() else "damaged") from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise WordRefused("dtd", part=name)
    return root
