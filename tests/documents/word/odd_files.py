"""Word files with text in every place where Word can put it, written as XML; and their words, read straight from it."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from defusedxml import ElementTree

from tests.documents.word.hostile import sound_parts, zipped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXTS = {f"{{{_W}}}t", f"{{{_W}}}delText", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_BREAKS = {f"{{{_W}}}{name}" for name in ("tab", "br", "cr")}
BESIDE = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment", "header": "", "footer": ""}


@dataclass
class Odd:
    """A file in the making: every text gets a number of its own, so that one that is lost is missed."""

    last: int = 100
    body: list[str] = field(default_factory=list)
    beside: dict[str, list[str]] = field(default_factory=dict)

    def word(self, text: str) -> str:
        self.last += 1
        return f" {text} q{self.last} "

    def run(self, text: str, properties: str = "") -> str:
        return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{self.word(text)}</w:t></w:r>'

    def paragraph(self, text: str, *, style: str = "Normal", run: str = "", properties: str = "") -> str:
        shape = f'<w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        return f"<w:p>{shape}{self.run(text, run)}</w:p>"

    def file(self) -> bytes:
        parts = sound_parts()
        root = f"<w:document {_SPACES}><w:body>{''.join(self.body)}<w:sectPr/></w:body></w:document>"
        parts["word/document.xml"] = root.encode()
        for name, texts in self.beside.items():
            parts[f"word/odd_{name}.xml"] = _part(name, texts).encode()
            relation = f'<Relationship Id="odd{name}" Type="{_OFFICE}/{name}" Target="odd_{name}.xml"/></Relationships>'
            relations = parts["word/_rels/document.xml.rels"]
            parts["word/_rels/document.xml.rels"] = relations.replace(b"</Relationships>", relation.encode())
        return zipped(parts)


def _part(name: str, texts: list[str]) -> str:
    root = {"header": "hdr", "footer": "ftr"}.get(name, name)
    inner = BESIDE[name]
    entries = [f'<w:{inner} w:id="{n}">{text}</w:{inner}>' if inner else text for n, text in enumerate(texts, 1)]
    return f"<w:{root} {_SPACES}>{''.join(entries)}</w:{root}>"


def words_of(data: bytes) -> set[str]:
    """Every word of every part with text, by no code of ours."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/(document|odd_\w+)\.xml", name):
                root = ElementTree.fromstring(archive.read(name))
                for paragraph in root.iter(f"{{{_W}}}p"):
                    # A word may be spread over runs; tabs and line breaks end it.
                    nodes = [node for node in paragraph.iter() if node.tag in _TEXTS or node.tag in _BREAKS]
                    pieces = [(node.text or "") if node.tag in _TEXTS else " " for node in nodes]
                    found |= set(re.findall(r"\w+", "".join(pieces).casefold()))
    return found


def _cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _role_table(odd: Odd, text: str) -> None:
    heads = _row(*(_cell(odd.paragraph(name)) for name in ("Taken", "Verantwoordelijkheden", "Bevoegdheden")))
    several = f"<w:p>{odd.run(f'1. {text};')}<w:r><w:br/></w:r>{odd.run('2. en legt vast:')}</w:p>"
    several += odd.paragraph("- de reden; en")
    rows = [
        _row(_cell(odd.paragraph("Fase 1", run="<w:b/>"), '<w:gridSpan w:val="3"/>')),
        _row(_cell(several, '<w:vMerge w:val="restart"/>'), _cell("<w:p/>"), _cell(odd.paragraph("n.v.t."))),
        _row(_cell(odd.paragraph(text), "<w:vMerge/>"), _cell(odd.paragraph(text)), _cell(odd.paragraph("–"))),
        _row(_cell(odd.paragraph(text)), _cell(odd.paragraph(text)), properties='<w:gridBefore w:val="1"/>'),
        _row(
            _cell(odd.paragraph(text)),
            _cell(odd.paragraph(text)),
            _cell(odd.paragraph(text)),
            _cell(odd.paragraph("Stap")),
        ),
        _row(_cell(odd.paragraph(text)), properties="<w:del/>"),
    ]
    odd.body.append(odd.paragraph("3.2 Overzicht van de taken van de wijkagent (wijkregisseur)", run="<w:b/>"))
    odd.body.append(f"<w:tbl>{heads}{''.join(rows)}</w:tbl>")


def _nested_table(odd: Odd, text: str) -> None:
    inner = f"<w:tbl>{_row(_cell(odd.paragraph(text)), _cell(odd.paragraph(text)))}</w:tbl>"
    odd.body.append(f"<w:tbl>{_row(_cell(odd.paragraph(text) + inner + '<w:p/>'), _cell('<w:p/>'))}</w:tbl>")


def _phase_table(odd: Odd, text: str) -> None:
    """Phase × actor."""
    rows = [
        _row(_cell(odd.paragraph(text)), _cell("<w:p><w:r><w:t>x</w:t></w:r></w:p>"), _cell("<w:p/>")) for _ in "abc"
    ]
    heads = _row(*(_cell(odd.paragraph(name)) for name in ("Fase", "Veiligheidshuis", "Lokaal")))
    odd.body.append(f"<w:tbl>{heads}{''.join(rows)}</w:tbl>")


def _text_box(odd: Odd, text: str) -> None:
    inner = f"<w:txbxContent>{odd.paragraph(text)}{odd.paragraph(text)}</w:txbxContent>"
    choice = (
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
    )
    other = f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
    odd.body.append(f"<w:p>{odd.run(text)}<w:r><mc:AlternateContent>{choice}{other}</mc:AlternateContent></w:r></w:p>")


def _only_fallback(odd: Odd, text: str) -> None:
    other = f"<mc:Fallback>{odd.run(text)}</mc:Fallback>"
    odd.body.append(f"<w:p><mc:AlternateContent>{other}</mc:AlternateContent><mc:AlternateContent/></w:p>")
    odd.body.append(f"<mc:AlternateContent><mc:Fallback>{odd.paragraph(text)}</mc:Fallback></mc:AlternateContent>")


def _tracked(odd: Odd, text: str) -> None:
    gone = f"<w:r><w:delText>{odd.word(text)}</w:delText></w:r>"
    odd.body.append(
        f"<w:p><w:ins>{odd.run(text)}</w:ins><w:del>{gone}</w:del><w:moveFrom>{odd.run(text)}</w:moveFrom></w:p>"
    )
    odd.body.append(f"<w:del>{odd.paragraph(text)}</w:del><w:moveFrom>{odd.paragraph(text)}</w:moveFrom>")


def _odd_runs(odd: Odd, text: str) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{odd.run(text)}</w:rt><w:rubyBase>{odd.run(text)}</w:rubyBase></w:ruby></w:r>"
    formula = f"<m:oMath><m:r><m:t>{odd.word(text)}</m:t></m:r></m:oMath>"
    link = f"<w:hyperlink>{odd.run(text)}</w:hyperlink><w:smartTag>{odd.run(text)}</w:smartTag>"
    field_ = f'<w:fldSimple w:instr=" PAGE ">{odd.run(text)}</w:fldSimple>'
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{odd.run(text)}</w:sdtContent></w:sdt>"
    hidden = odd.run(text, "<w:vanish/>")
    odd.body.append(f"<w:p>{ruby}{formula}{link}{field_}{control}{hidden}<w:bdo>{odd.run(text)}</w:bdo></w:p>")


def _controls(odd: Odd, text: str) -> None:
    for gallery in ("Cover Pages", "Table of Contents", "Other"):
        shape = f'<w:docPartObj><w:docPartGallery w:val="{gallery}"/></w:docPartObj>'
        content = f"<w:sdtContent>{odd.paragraph(text)}</w:sdtContent>"
        odd.body.append(f"<w:sdt><w:sdtPr>{shape}</w:sdtPr>{content}</w:sdt>")
    row = f"<w:sdt><w:sdtContent>{_row(_cell(odd.paragraph(text)))}</w:sdtContent></w:sdt>"
    odd.body.append(f"<w:customXml>{odd.paragraph(text)}</w:customXml><w:tbl>{row}</w:tbl>")


def _front(odd: Odd, text: str) -> None:
    big = '<w:sz w:val="40"/>'
    odd.body[:0] = [
        odd.paragraph("Convenant", run=big, properties='<w:jc w:val="center"/>'),
        odd.paragraph(text),
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        odd.paragraph("Inhoud", run="<w:b/>"),
        f"<w:p>{odd.run(text)}<w:r><w:tab/><w:t>3</w:t></w:r></w:p>",
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    ]


def _beside(odd: Odd, text: str) -> None:
    for name in BESIDE:
        odd.beside.setdefault(name, []).append(odd.paragraph(text) + odd.paragraph("‘" + text + "’"))


def _lines(odd: Odd, text: str) -> None:
    odd.body += [
        odd.paragraph("Artikel 6", run="<w:b/>"),
        odd.paragraph(f"1.\t{text}"),
        odd.paragraph(f"a) „{text}” …"),
        odd.paragraph("Bijlage 1 Overleg", style="Heading1"),
        odd.paragraph(text, style="ListBullet"),
        odd.paragraph("Ook wel genoemd: regisseur; coördinator"),
    ]


ODDITIES: Mapping[str, Callable[[Odd, str], None]] = {
    "lines": _lines,
    "front": _front,
    "role table": _role_table,
    "nested table": _nested_table,
    "phase table": _phase_table,
    "text box": _text_box,
    "only fallback": _only_fallback,
    "tracked": _tracked,
    "runs": _odd_runs,
    "controls": _controls,
    "beside": _beside,
}
