"""Which parts of a checked Word file do we read, and does any part reach outside the file?"""

import re
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from documents.word.archive import Archive
from documents.word.ooxml import OFFICE, RELATIONSHIPS, STRICT, WORD_DOCUMENT, Element, attribute, w
from documents.word.refusals import WordRefused
from documents.word.xml_parts import looks_like_xml, parse, refuse_declarations

_HYPERLINK = f"{OFFICE}/hyperlink"
_PLAIN_LINKS = {"http", "https", "mailto", "tel"}
_ACTIVE_TYPE = re.compile(r"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)
# Fields that fetch a file or start a program when the document is opened or printed.
_REACHING_FIELD = re.compile(r"^\s*(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE)

# Kinds of parts with text beside the body, and why that text is skipped.
_BESIDE = {
    "footnotes": "note",
    "endnotes": "note",
    "header": "page_edge",
    "footer": "page_edge",
    "comments": "comment",
    "diagramData": "drawing",
    "chart": "drawing",
}


@dataclass(frozen=True)
class Package:
    """The parsed parts. `beside` holds text outside the body: `(reason it is skipped, part)`."""

    document: Element
    styles: Element | None
    numbering: Element | None
    title: str
    beside: tuple[tuple[str, Element], ...]

    @property
    def asides(self) -> tuple[Element, ...]:
        return tuple(root for _why, root in self.beside)


def open_package(data: bytes) -> Package:
    """Raises WordRefused. Nothing is followed: every relationship of every part is judged before the body is read."""
    archive = Archive(data)
    for name in archive.names:
        if looks_like_xml(name, archive.start_of(name)):
            refuse_declarations(name, archive.chunks_of(name))
    _check_content_types(archive)
    for name in archive.names:
        if name.casefold().endswith(".rels"):
            _check_relationships(name, archive)
    main = _main_part(archive)
    document = parse(main, archive.read(main))
    _check_body(document)
    related = _related(archive, main)
    return Package(
        document=document,
        styles=_first(archive, related, "styles"),
        numbering=_first(archive, related, "numbering"),
        title=_core_title(archive),
        beside=_beside(archive, related),
    )


def _check_content_types(archive: Archive) -> None:
    if "[Content_Types].xml" not in archive.names:
        raise WordRefused("not_word")
    for entry in parse("[Content_Types].xml", archive.read("[Content_Types].xml")):
        kind = entry.get("ContentType", "")
        if _ACTIVE_TYPE.search(kind):
            raise WordRefused("macros", part=entry.get("PartName") or kind)


def _check_relationships(name: str, archive: Archive) -> None:
    for relation in parse(name, archive.read(name)):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        scheme, place = _reach(target)
        outside = relation.get("TargetMode", "").casefold() == "external" or bool(scheme or place)
        if not outside:
            continue
        if kind == _HYPERLINK and (scheme in _PLAIN_LINKS or not (scheme or place)):
            continue
        raise WordRefused("external", what=kind.rpartition("/")[2] or "?", target=target)


def _reach(target: str) -> tuple[str, str]:
    """Scheme and host of a target; a network share (`\\\\server`, `//server`) counts as a host."""
    flat = target.strip().replace("\\", "/")
    try:
        parts = urlsplit(flat)
    except ValueError:
        return "?", flat
    return parts.scheme.casefold(), parts.netloc


def _main_part(archive: Archive) -> str:
    main = next(iter(_targets(archive, "").get("officeDocument", [])), None)
    if main is None or main not in archive.names:
        raise WordRefused("not_word")
    types = parse("[Content_Types].xml", archive.read("[Content_Types].xml"))
    named = {entry.get("PartName", "").lstrip("/"): entry.get("ContentType") for entry in types}
    if named.get(main) != WORD_DOCUMENT:
        raise WordRefused("not_word")
    return main


def _targets(archive: Archive, source: str) -> dict[str, list[str]]:
    """Part names by kind of relationship, for one source part (`""` is the package itself)."""
    name = join(dirname(source), "_rels", f"{source.rpartition('/')[2]}.rels")
    if name not in archive.names:
        return {}
    found: dict[str, list[str]] = {}
    for relation in parse(name, archive.read(name)).iter(f"{{{RELATIONSHIPS}}}Relationship"):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if kind.startswith(STRICT):
            raise WordRefused("strict")
        part = normpath(join(dirname(source), target)) if not target.startswith("/") else target.lstrip("/")
        found.setdefault(kind.rpartition("/")[2], []).append(part)
    return found


def _related(archive: Archive, main: str) -> dict[str, list[str]]:
    related = _targets(archive, main)
    if "aFChunk" in related:
        raise WordRefused("nested", part=related["aFChunk"][0])
    return {kind: [name for name in names if name in archive.names] for kind, names in related.items()}


def _first(archive: Archive, related: dict[str, list[str]], kind: str) -> Element | None:
    names = related.get(kind, [])
    return parse(names[0], archive.read(names[0])) if names else None


def _beside(archive: Archive, related: dict[str, list[str]]) -> tuple[tuple[str, Element], ...]:
    parts = []
    for kind, why in _BESIDE.items():
        for name in related.get(kind, []):
            root = parse(name, archive.read(name))
            _check_body(root)
            parts.append((why, root))
    return tuple(parts)


def _core_title(archive: Archive) -> str:
    if "docProps/core.xml" not in archive.names:
        return ""
    root = parse("docProps/core.xml", archive.read("docProps/core.xml"))
    return " ".join((root.findtext("{http://purl.org/dc/elements/1.1/}title") or "").split())


def _check_body(root: Element) -> None:
    for simple in root.iter(w("fldSimple")):
        _check_field(attribute(simple, "instr") or "")
    # Complex fields are a run of marks: begin, instruction texts, separate, result, end; and they nest.
    open_fields: list[str] = []
    for mark in root.iter(w("fldChar"), w("instrText")):
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            open_fields.append("")
        elif mark.tag == w("instrText"):
            open_fields[-1:] = ["".join(open_fields[-1:]) + (mark.text or "")]
        if open_fields:
            _check_field(open_fields[-1])
        if kind == "end":
            open_fields[-1:] = []


def _check_field(instruction: str) -> None:
    if _REACHING_FIELD.match(instruction):
        raise WordRefused("field", part=instruction.split()[0])
