"""How do our Word files look? A4, one typeface, Dutch, neutral colours, and nothing of the machine that made them."""

from datetime import UTC, datetime, time

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from documents.word.exports import Cover

FONT, LANGUAGE, MAKER = "Arial", "nl-NL", "Casustafel"
INK, QUIET, SHADE, LINE = RGBColor(0x1B, 0x2A, 0x3D), RGBColor(0x55, 0x5F, 0x6B), "E8ECF1", "9AA5B1"
TEXT_WIDTH = Cm(16)
HEADINGS = 6
_SIZES = {1: 16, 2: 13, 3: 11.5, 4: 10.5, 5: 10.5, 6: 10.5}
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_APP_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Casustafel</Application></Properties>"
)


def new_file(cover: Cover) -> WordFile:
    file = Document()
    _set_page(file)
    _set_language(file)
    _set_styles(file)
    _set_properties(file, cover)
    return file


def _set_page(file: WordFile) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _set_language(file: WordFile) -> None:
    for language in file.styles.element.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            language.set(qn(name), LANGUAGE)
    for theme in file.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), LANGUAGE)
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        # 15 is Word as it is today; with the template's 14 Word opens the file in "compatibility mode".
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_styles(file: WordFile) -> None:
    for style in file.styles:
        if isinstance(style, ParagraphStyle):
            _set_font(style)
    _shape(_style(file, "Normal"), size=10.5, after=6)
    _shape(_style(file, "Title"), size=28, before=150, after=24, bold=True)
    for level in range(1, HEADINGS + 1):
        _shape(_style(file, f"Heading {level}"), size=_SIZES[level], before=16 - 2 * level + 2, after=4, bold=True)
    _shape(_style(file, "List Bullet"), size=10.5, after=2)
    _shape(_style(file, "List Number"), size=10.5, after=3)
    _shape(_style(file, "Header"), size=8.5, after=0)
    _shape(_style(file, "Footer"), size=8.5, after=0)
    _remove(_style(file, "Title"), "w:pBdr")
    for name in ("Header", "Footer"):
        # The template's own tab stops are for another paper size.
        edge = _style(file, name)
        _remove(edge, "w:tabs")
        edge.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        edge.font.color.rgb = QUIET
    for name in ("List Bullet", "List Number"):
        shape = _style(file, name).paragraph_format
        shape.left_indent, shape.first_line_indent = Cm(0.6), Cm(-0.6)


def _style(file: WordFile, name: str) -> ParagraphStyle:
    style = file.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - the template that python-docx ships
    return style


def _set_font(style: ParagraphStyle) -> None:
    fonts = style.element.find(qn("w:rPr") + "/" + qn("w:rFonts"))
    if fonts is not None:
        # Theme fonts win from named ones in Word, so they go.
        for name in _THEME_FONTS:
            fonts.attrib.pop(qn(f"w:{name}"), None)
        style.font.name = FONT


def _shape(style: ParagraphStyle, *, size: float, after: float, before: float = 0, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
    style.font.bold, style.font.italic = bold, False
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.15


def _remove(style: ParagraphStyle, name: str) -> None:
    properties = style.element.get_or_add_pPr()
    for element in properties.findall(qn(name)):
        properties.remove(element)


def _set_properties(file: WordFile, cover: Cover) -> None:
    moment = datetime.combine(cover.dated, time(), tzinfo=UTC)
    core = file.core_properties
    core.title, core.subject, core.identifier = cover.title, cover.status, cover.number
    core.author = core.last_modified_by = MAKER
    core.created = core.modified = moment
    core.version, core.language, core.revision = cover.version, LANGUAGE, 1
    core.comments = core.keywords = core.category = ""
    package = file.part.package
    for part in package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = _APP_PROPERTIES
    # The template carries a picture of somebody's empty page and a second set of styles, in English.
    for relations in (package.rels, file.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                relations.pop(name)
