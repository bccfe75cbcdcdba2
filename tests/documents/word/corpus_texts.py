"""Hostile texts: nested, wide, wrongly encoded, with impossible figures, and words that make a search endless."""

import random
from collections.abc import Callable, Iterator
from functools import partial

from tests.documents.word.hostile import sound_parts, with_body, with_part, zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_RUN = "<w:r><w:instrText>{}</w:instrText></w:r>"
Case = tuple[str, bool, Callable[[], bytes]]
EITHER = False


def field(*pieces: str) -> str:
    inner = "".join(map(_RUN.format, pieces))
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"<w:p>{mark.format('begin')}{inner}{mark.format('end')}</w:p>"


def short_field(instruction: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}"/></w:p>'


def texts() -> Iterator[Case]:
    for make in (_deep, _wide, _figures, _long, _encodings, _styles):
        yield from make()


def _deep() -> Iterator[Case]:
    table = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    box = "<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>"
    wraps = {
        "tables": table,
        "text boxes": box,
        "controls": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "insertions": "<w:ins>{}</w:ins>",
        "custom xml": "<w:customXml>{}</w:customXml>",
        "unknown": "<w:x>{}</w:x>",
    }
    for name, wrap in wraps.items():
        for depth in (40, 3_000):
            yield f"deep: {depth} {name}", EITHER, partial(_nested, wrap, depth)


def _nested(wrap: str, depth: int) -> bytes:
    before, after = wrap.split("{}")
    return with_body(before * depth + _PARAGRAPH.format("diep") + after * depth + _noise(depth))


def _noise(size: int) -> str:
    """Text that does not compress, so that the file is no bomb."""
    return _PARAGRAPH.format(random.Random(3).randbytes(size * 4).hex())


def _wide() -> Iterator[Case]:
    cell = "<w:tc>{}<w:p><w:r><w:t>x{}</w:t></w:r></w:p></w:tc>"
    for columns in (100, 5_000, 19_999):
        row = "".join(cell.format("", place) for place in range(columns))
        yield f"wide: {columns} columns", EITHER, partial(with_body, f"<w:tbl><w:tr>{row}</w:tr></w:tbl>")
    rows = "".join(f"<w:tr>{cell.format('', n) * 3}</w:tr>" for n in range(6_000))
    heads = "".join(
        f"<w:tc>{_PARAGRAPH.format(name)}</w:tc>" for name in ("Taken", "Verantwoordelijkheden", "Bevoegdheden")
    )
    yield "wide: 6000 rows", EITHER, partial(with_body, f"<w:tbl><w:tr>{heads}</w:tr>{rows}</w:tbl>")
    for figure in ("1000000000", "-5", "0", "x", "99999999999999999999999999"):
        span = cell.format(f'<w:tcPr><w:gridSpan w:val="{figure}"/></w:tcPr>', 1)
        before = f'<w:trPr><w:gridBefore w:val="{figure}"/></w:trPr>'
        yield f"wide: spans {figure}", EITHER, partial(with_body, f"<w:tbl><w:tr>{before}{span * 3}</w:tr></w:tbl>")
    merged = cell.format("<w:tcPr><w:vMerge/></w:tcPr>", 1)
    yield "wide: merged with nothing", EITHER, partial(with_body, f"<w:tbl><w:tr>{merged * 3}</w:tr></w:tbl>" * 50)


def _figures() -> Iterator[Case]:
    run = "<w:r><w:t>a</w:t></w:r>"
    listing = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="{0}"/></w:numPr></w:pPr>' + run + "</w:p>"
    for figure in ("-1", "9", "99999999999999999999", "één", "1e9", ""):
        yield f"figure: list {figure}", EITHER, partial(with_body, listing.format(figure))
        sized = f'<w:r><w:rPr><w:sz w:val="{figure}"/></w:rPr><w:t>a</w:t></w:r>'
        outline = f'<w:p><w:pPr><w:outlineLvl w:val="{figure}"/></w:pPr>{sized}</w:p>'
        yield f"figure: outline {figure}", EITHER, partial(with_body, outline)
    for form in ("upperRoman", "lowerLetter", "decimal", "bullet", "none", "hindiVowels"):
        for start in ("999999999999", "-3"):
            yield f"figure: {form} from {start}", EITHER, partial(_numbered, form, start)


def _numbered(form: str, start: str) -> bytes:
    shape = f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{"%1" * 900}%9"/>'
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/>{shape}</w:lvl>'
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    root = (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>{lists}</w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>weegt</w:t></w:r></w:p>'
    body = f'<w:document xmlns:w="{_W}"><w:body>{item * 40}</w:body></w:document>'
    return zipped({**sound_parts(), "word/numbering.xml": root.encode(), "word/document.xml": body.encode()})


_LONG = (
    "a ",
    "(",
    "1. ",
    "a) ",
    "; ",
    "/",
    ".",
    "\t",
    " .",
    "… ",
    "hierna ",
    "de ",
    "en ",
    "1 januari 2027 ",
    "van de ",
)
_LONG += (
    "partijen: a, ",
    "Bijlage 1 ",
    "Artikel ",
    "geldt van 1 ",
    "Taken van de ",
    "ook wel genoemd ",
    "- ",
    "‘",
    "ﷺ",
    "e\u0301",
)


def _long() -> Iterator[Case]:
    """Bold and plain, as a line of its own and as a cell: every search in the text meets it."""
    heads = "".join(
        f"<w:tc>{_PARAGRAPH.format(name)}</w:tc>" for name in ("Taken", "Verantwoordelijkheden", "Bevoegdheden")
    )
    for piece in _LONG:
        text = piece * (40_000 // len(piece))
        bold = f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        table = f"<w:tbl><w:tr>{heads}</w:tr><w:tr>{f'<w:tc>{bold}</w:tc>' * 3}</w:tr></w:tbl>"
        yield (
            f"long: {piece!r}",
            EITHER,
            partial(with_body, f"{bold}{_PARAGRAPH.format(text + 'x')}{table}" + _noise(1_000)),
        )


def _encodings() -> Iterator[Case]:
    text = f'<w:document xmlns:w="{_W}"><w:body>{_PARAGRAPH.format("Eén convenant")}</w:body></w:document>'
    for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7", "latin-1", "cp037", "cp1252", "big5"):
        for said in (name, "utf-8"):
            head = f'<?xml version="1.0" encoding="{said}"?>'
            content = (head + text).encode(name, errors="replace")
            yield f"encoding: {name} says {said}", EITHER, partial(with_part, "word/document.xml", content)
    for name, inner in {"null": b"\x00", "invalid": b"\xff\xfe\xfd", "control": b"\x1b[2J", "entity": b"&#0;"}.items():
        content = text.encode().replace(b"convenant", inner)
        yield f"encoding: {name}", EITHER, partial(with_part, "word/document.xml", content)


def _styles() -> Iterator[Case]:
    style = '<w:style w:type="paragraph" w:styleId="{}" w:default="1"><w:basedOn w:val="{}"/></w:style>'
    rings = {
        "itself": style.format("a", "a"),
        "each other": style.format("a", "b") + style.format("b", "a"),
        "a long chain": "".join(style.format(n, n + 1) for n in range(5_000)),
        "nobody": style.format("a", "nobody"),
    }
    body = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>rond</w:t></w:r></w:p>'
    text = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode()
    for name, inner in rings.items():
        styles = f'<w:styles xmlns:w="{_W}">{inner}</w:styles>'.encode()
        parts = {**sound_parts(), "word/styles.xml": styles, "word/document.xml": text}
        yield f"styles based on {name}", EITHER, partial(zipped, parts)
