"""Letter templates: Word files with fields, and versions of templates in each of their states."""

import io
from itertools import count
from typing import Any

from docx import Document

from accounts.models import User
from documents.actions.letters import NewLetter, add_letter
from documents.models import HouseDetails, LetterVersion
from tests.factories.documents import a_leader, viewer_of
from workflows.fire import fire

_serial = count(1)
GREETING = "Beste {{ persoon.naam }},"
HOUSE = {
    "name": "Zorg- en Veiligheidshuis Vaartland",
    "region": "Regio Vaartland",
    "address": "Postbus 1",
    "place": "V",
    "phone": "088 000 00 00",
    "email": "huis@voorbeeld.example",
    "reachable": "maandag",
    "contact": "R. Verbeek",
    "rights_contact": "Privacy",
    "rights_phone": "088 000 00 01",
    "rights_email": "privacy@voorbeeld.example",
}


def a_template_file(*paragraphs: str, table: list[list[str]] | None = None, header: str = "") -> bytes:
    """A Word file with these paragraphs, and a table below them."""
    file = Document()
    for text in paragraphs:
        file.add_paragraph(text)
    if table:
        grid = file.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    if header:
        file.sections[0].header.paragraphs[0].text = header
    return bytes_of(file)


def bytes_of(file: Any) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def a_letter(*paragraphs: str, leader: User | None = None, title: str = "", **fields: Any) -> LetterVersion:
    """A draft."""
    content = a_template_file(*(paragraphs or (GREETING,)))
    new = NewLetter(content, "brief.docx", title or f"Brief {next(_serial)}", **fields)
    return add_letter(new, viewer=viewer_of(leader or a_leader()))


def taken_into_use(version: LetterVersion, leader: User | None = None) -> LetterVersion:
    viewer = viewer_of(leader or a_leader())
    return fire("letter.take_into_use", version, viewer=viewer, expected_version=version.version)


def a_letter_in_use(*paragraphs: str, **fields: Any) -> LetterVersion:
    return taken_into_use(a_letter(*paragraphs, **fields))


def a_house(**details: str) -> HouseDetails:
    HouseDetails.objects.update(**(HOUSE | details))
    return HouseDetails.objects.get()
