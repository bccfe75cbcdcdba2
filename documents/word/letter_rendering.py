"""How does a checked template become a letter? docxtpl fills in the fields; nothing is lost and nothing added."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError
from lxml import etree

from documents.word.house_style import MAKER
from documents.word.letter_check import Checked, Use
from documents.word.letter_problems import LetterRefused, Problem
from documents.word.letter_sandbox import fill_in
from documents.word.letter_tags import make_whole
from documents.word.ooxml import Element, w
from documents.word.packing import packed
from documents.word.refusals import WordRefused


class Letter(DocxTemplate):  # type: ignore[misc]
    """docxtpl, with our cage around jinja and without what it does beside the text."""

    def get_xml(self) -> str:
        make_whole(self.docx._element.body)
        return str(super().get_xml())

    def get_part_xml(self, part: Any) -> str:
        root = etree.fromstring(super().get_part_xml(part))
        make_whole(root)
        return str(self.xml_to_string(root))

    def render_xml_part(self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Any = None) -> str:
        """Without docxtpl's own escapes (`{_{`), which would change a name that holds them."""
        return str(self.resolve_listing(fill_in(src_xml, context)))

    def fix_tables(self, xml: str) -> Element:
        """docxtpl parses forgivingly and loses text without a word; what is not well-formed is refused here."""
        etree.fromstring(xml)
        tree: Element = super().fix_tables(xml)
        _mend(tree)
        return tree

    def render_properties(self, context: Mapping[str, Any], jinja_env: Any = None) -> None:
        """The properties of the file are ours: see `_sign`."""

    def render_footnotes(self, context: Mapping[str, Any], jinja_env: Any = None) -> None:
        """No field stands in a note."""


def render(data: bytes, values: Mapping[str, Any], *, title: str, moment: datetime) -> bytes:
    """`values`: field name → text, yes or no, or rows. What was checked before is filled in; raises WordRefused."""
    letter = Letter(io.BytesIO(data))
    try:
        letter.render(_grouped(values))
    except (TemplateError, etree.XMLSyntaxError) as problem:
        raise WordRefused("damaged") from problem
    _sign(letter.docx, title=title, moment=moment)
    return packed(letter.docx)


def holes(found: Checked, values: Mapping[str, Any]) -> list[Problem]:
    """Every place where a field that is not known, or empty, would be printed."""
    return [problem for use in found.uses if (problem := _hole(use, values)) is not None]


def refuse(problems: list[Problem]) -> None:
    if problems:
        raise LetterRefused(problems)


def _hole(use: Use, values: Mapping[str, Any]) -> Problem | None:
    if use.field not in values:
        return Problem("no_value", {"field": use.field}, use.place)
    value = values[use.field]
    if use.column:
        missing = any(use.column not in row for row in value)
        empty = any(row.get(use.column, "") == "" for row in value)
        name = f"{use.field} ({use.column})"
    else:
        missing, empty, name = False, value == "", use.field
    if missing:
        return Problem("no_value", {"field": name}, use.place)
    return Problem("empty", {"field": name}, use.place) if empty and use.needed else None


def _grouped(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        group, _dot, field = name.partition(".")
        groups.setdefault(group, {})[field] = value
    return groups


def _mend(tree: Element) -> None:
    """Word opens no table without rows and no cell without a paragraph: both are left where a condition was false."""
    for table in list(tree.iter(w("tbl"))):
        parent = table.getparent()
        if table.find(w("tr")) is None and parent is not None:
            parent.remove(table)
    for cell in tree.iter(w("tc")):
        if not len(cell) or cell[-1].tag != w("p"):
            etree.SubElement(cell, w("p"))


def _sign(file: Any, *, title: str, moment: datetime) -> None:
    """Who made the template, and when, is nobody's business who gets the letter."""
    core = file.core_properties
    core.title, core.author, core.last_modified_by = title, MAKER, MAKER
    core.created = core.modified = core.last_printed = moment
    core.revision = 1
    core.comments = core.keywords = core.category = core.subject = core.identifier = core.version = ""
