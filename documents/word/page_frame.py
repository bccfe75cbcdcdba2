"""What stands around the text: title page, header and footer with number, version, date and status, page numbers."""

from docx.document import Document as WordFile
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from documents.word import words
from documents.word.exports import Cover
from documents.word.table_writing import CellToWrite, TableWriter
from documents.word.terms import in_words
from documents.word.text_writing import add_text, clean

_HASH_AT_EDGE, _HASH_SIZE = 12, 8


def add_frame(file: WordFile, cover: Cover) -> None:
    """The title page has no header: it says the same in full."""
    section = file.sections[0]
    section.different_first_page_header_footer = True
    _edge(section.header.paragraphs[0], cover.title, cover.number)
    state = [f"{words.VERSION} {cover.version}", in_words(cover.dated), cover.status]
    if cover.content_hash:
        state.append(f"{cover.content_hash[:_HASH_AT_EDGE]}…")
    footer = section.footer.paragraphs[0]
    _edge(footer, " · ".join(filter(None, state)), f"{words.PAGE} ")
    add_field(footer, "PAGE")
    footer.add_run(f" {words.OF} ")
    add_field(footer, "NUMPAGES")
    _add_cover(file, cover)


def _add_cover(file: WordFile, cover: Cover) -> None:
    add_text(file, cover.title, style="Title")
    table = TableWriter(file, widths=[4, 12], caption=cover.title)
    for name, label in words.COVER_LABELS.items():
        value = in_words(cover.dated) if name == "dated" else str(getattr(cover, name))
        if value:
            # A hash is long, and is compared letter by letter: it must fit on one line.
            size = _HASH_SIZE if name == "content_hash" else 0
            table.row([CellToWrite([label], bold=True, shaded=True), CellToWrite([value], size=size)])
    _break_page(file)


def _break_page(file: WordFile) -> None:
    """The rest of the paragraph that breaks the page comes on top of the next one: it is made too small to see."""
    paragraph = file.add_paragraph()
    run = paragraph.add_run()
    run.font.size = Pt(1)
    run.add_break(WD_BREAK.PAGE)
    shape = paragraph.paragraph_format
    shape.space_after, shape.line_spacing = Pt(0), Pt(1)


def _edge(paragraph: Paragraph, left: str, right: str) -> None:
    paragraph.add_run(f"{clean(left)}\t{clean(right)}")


def add_field(paragraph: Paragraph, instruction: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    shown = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    shown.append(text)
    field.append(shown)
    paragraph._p.append(field)
