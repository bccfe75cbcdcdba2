"""Is a table of a stranger read as texts and nothing else, and is what could harm refused with its reason?"""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from documents.tables.refusals import TableRefused
from documents.tables.shapes import MAX_ROWS, Table
from documents.tables.untrusted import read_table

HEAD = ("Datum", "Soort", "Omschrijving")


def a_sheet(*rows: tuple[object, ...]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def with_part(name: str, content: bytes, *, instead: bool = False) -> bytes:
    """The sound file with one part more, or with this part in place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_sheet())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if not (instead and one == name):
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return out.getvalue()


def test_dates_numbers_and_texts_come_as_texts() -> None:
    table = read_table(a_sheet((datetime(2026, 3, 4, 22, 15), 12.0, "tekst"), (date(2026, 3, 5), None, "meer")))
    assert table == Table((HEAD, ("2026-03-04", "12", "tekst"), ("2026-03-05", "", "meer")), (1, 2, 3), True)


def test_a_formula_is_a_text() -> None:
    formula = '=HYPERLINK("https://voorbeeld.example/"&A1,"klik")'
    assert read_table(a_sheet(("2026-03-04", "x", formula))).rows[1][2] == formula


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_is_read_in_the_letters_and_with_the_signs_of_here(encoding: str, sign: str) -> None:
    text = f'{sign.join(HEAD)}\r\n04-03-2026{sign}overlast{sign}"zei: ""ga weg"", café"\r\n'
    assert read_table(text.encode(encoding)).rows == (HEAD, ("04-03-2026", "overlast", 'zei: "ga weg", café'))


def test_more_rows_than_we_keep_are_told_of() -> None:
    rows = "\n".join(["Datum;Soort", *["04-03-2026;x"] * (MAX_ROWS + 5)])
    table = read_table(rows.encode())
    assert (len(table.rows), table.complete) == (MAX_ROWS, False)


BOMB = b"<worksheet>" + b"0" * 200_000_000 + b"</worksheet>"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
HOSTILE = {
    "empty": (b"", "empty"),
    "page": (b"<html><table><tr><td>datum;soort</td></tr></table>", "kind"),
    "program": (b"MZ\x90\x00;", "kind"),
    "prose": (b"Dit is een gewone brief.", "kind"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old_word"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "cut off": (a_sheet()[:900], "damaged"),
    "macros": (with_part("xl/vbaProject.bin", b"x"), "macros"),
    "outside": (with_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "outside"),
    "connection": (with_part("xl/connections.xml", b"<x/>"), "outside"),
    "embedded": (with_part("xl/embeddings/object.bin", b"x"), "nested"),
    "path": (with_part("../../etc/cron.d/x", b"x"), "path"),
    "bomb": (with_part("xl/worksheets/sheet1.xml", BOMB, instead=True), "bomb"),
    "entities": (with_part("xl/worksheets/sheet1.xml", ENTITY, instead=True), "dtd"),
    "no sheet": (with_part("xl/worksheets/sheet1.xml", b"<worksheet/>", instead=True), "no_rows"),
    "nonsense": (with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row", instead=True), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_harm_is_refused_with_its_reason(name: str) -> None:
    data, code = HOSTILE[name]
    with pytest.raises(TableRefused) as refused:
        read_table(data)
    assert refused.value.code == code
    assert str(refused.value)
